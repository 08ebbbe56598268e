// What every driver owes, whatever its class: words of the vocabulary, deadlines, cancels, a device that is
// not there.
#include "emulated_device.h"

#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/tests/late.h>
#include <kiosk/hal/device_classes.h>
#include <kiosk/hal/tests/traffic_record.h>

#include <QElapsedTimer>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::test;

namespace
{

constexpr Milliseconds generous = 20s;
/// test::late, and what emulators of two or three programs add.
constexpr Milliseconds lateWithAll = test::slowness * Milliseconds(600);

hal::OperationContext within(Milliseconds period)
{
    return {Deadline::in(period), {}, [](const QString &, const QJsonObject &) {}, {}};
}

std::unique_ptr<hal::Device> created(const EmulatedDevice &emulated)
{
    auto device = hal::createDevice(emulated.configuration());
    INFO((device ? std::string() : device.error().detail.toStdString()));
    REQUIRE(device);
    return std::move(*device);
}

/// The device's state; what the vocabulary does not know fails the test.
QString stateOf(hal::Device &device)
{
    static const QStringList states{
        QStringLiteral("online"),     QStringLiteral("offline"),       QStringLiteral("powerOff"),
        QStringLiteral("noDevice"),   QStringLiteral("hardwareError"), QStringLiteral("userError"),
        QStringLiteral("deviceBusy"), QStringLiteral("fraudAttempt"),  QStringLiteral("potentialFraud"),
        QStringLiteral("starting"),   QStringLiteral("unknown"),
    };
    auto context = within(generous);
    const auto status = device.status(context);
    if (!status)
        return QStringLiteral("offline");
    QString state = (*status)[u"device"].toString();
    INFO(state.toStdString());
    CHECK(states.contains(state));
    return state;
}

void requireOpen(hal::Device &device)
{
    auto context = within(generous);
    const Status opened = device.open(context);
    INFO((opened ? std::string() : opened.error().detail.toStdString()));
    REQUIRE(opened);
}

/// No wire of their own; or one that is still until somebody presses, scans or inserts something.
bool isSilent(const QString &driver)
{
    static const QStringList silent{QStringLiteral("cups"),           QStringLiteral("fprint"),
                                    QStringLiteral("sane"),           QStringLiteral("v4l2"),
                                    QStringLiteral("camera-scanner"), QStringLiteral("evdev-keypad"),
                                    QStringLiteral("hid-scanner"),    QStringLiteral("pcsc")};
    return silent.contains(driver);
}

} // namespace

TEST_CASE("every driver keeps the interface's word")
{
    const QList<ConformanceSetup> setups = conformanceSetups();
    REQUIRE_FALSE(setups.isEmpty());
    const auto classes = hal::DeviceClasses::load();
    REQUIRE(classes);

    for (const ConformanceSetup &setup : setups) {
        DYNAMIC_SECTION(setup.driver.toStdString() << ", " << setup.name.toStdString())
        {
            EmulatedDevice emulated(setup);
            const TrafficRecord traffic(setup.driver);
            QElapsedTimer timer;
            {
                INFO("a device that is not there is told by the deadline");
                const auto device = created(emulated);
                auto context = within(1s);
                timer.start();
                const Status opened = device->open(context);
                CHECK(timer.elapsed() < (1s + lateWithAll).count());
                if (opened) // a driver may open a line with nobody at its end
                    CHECK(stateOf(*device) != u"online");
            }

            emulated.startEmulator();
            const auto device = created(emulated);
            requireOpen(*device);
            CHECK(stateOf(*device) == u"online");

            {
                INFO("a closed device opens again");
                device->close();
                requireOpen(*device);
                CHECK(stateOf(*device) == u"online");
            }
            {
                INFO("an operation that the class does not have is unsupported");
                auto context = within(generous);
                const auto result = device->execute(u"dance", {}, context);
                REQUIRE_FALSE(result);
                CHECK(result.error().code == error::unsupportedCommand);
            }
            for (const QString &operation : classes->operations(emulated.configuration().deviceClass)) {
                INFO("operation " << operation.toStdString());
                auto canceled = within(generous);
                canceled.cancel.cancel();
                timer.start();
                const auto result = device->execute(operation, {}, canceled);
                CHECK(timer.elapsed() < lateWithAll.count());
                if (!result)
                    CHECK(findError(result.error().code.name()) != nullptr);
                auto over = within(0ms);
                timer.start();
                (void)device->execute(operation, {}, over).ok();
                CHECK(timer.elapsed() < lateWithAll.count());
            }
            if (const QString operation = emulated.waitingOperation(); !operation.isEmpty()) {
                INFO("waiting for a citizen ends by the deadline, and at once when cancelled");
                auto context = within(700ms);
                timer.start();
                CHECK_FALSE(device->execute(operation, {}, context));
                CHECK(timer.elapsed() < (700ms + lateWithAll).count());

                // The first stage that it tells of is that it waits.
                auto waiting = within(generous);
                timer.invalidate();
                waiting.progress = [&](const QString &, const QJsonObject &) {
                    timer.start();
                    waiting.cancel.cancel();
                };
                const auto result = device->execute(operation, {}, waiting);
                REQUIRE_FALSE(result);
                CHECK(result.error().code == error::canceled);
                REQUIRE(timer.isValid());
                CHECK(timer.elapsed() < lateWithAll.count());
            }
            CHECK(stateOf(*device) == u"online");

            {
                INFO("a device that leaves is no longer online, and comes back");
                emulated.stopEmulator();
                CHECK(stateOf(*device) != u"online");
                device->close();
                emulated.startEmulator();
                requireOpen(*device);
                CHECK(stateOf(*device) == u"online");
            }
            traffic.checkForm();
            CHECK(traffic.lines().isEmpty() == isSilent(setup.driver));
        }
    }
}
