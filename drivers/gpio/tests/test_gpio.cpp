#include "chip.h"
#include "gpio_port.h"

#include <kiosk/hal/lights.h>
#include <kiosk/hal/presence_sensor.h>

#include <catch2/catch.hpp>

#include <cerrno>

using namespace kiosk;
using namespace kiosk::gpio;

namespace
{

QString nameOf(const Status &status)
{
    return status ? QStringLiteral("ok") : status.error().code.name().toString();
}

struct Lines {
    explicit Lines(bool activeLow = false, bool pullUp = false, const char *path = emulator::Chip::path)
        : port(chip, {QLatin1String(path), activeLow, pullUp})
    {
    }
    QString open(const QList<int> &outputs, const QList<int> &inputs)
    {
        return nameOf(port.open(outputs, inputs, context));
    }
    QList<bool> read()
    {
        const auto inputs = port.read(context);
        REQUIRE(inputs);
        return *inputs;
    }
    QString readError()
    {
        const auto inputs = port.read(context);
        return inputs ? QStringLiteral("ok") : inputs.error().code.name().toString();
    }

    hal::OperationContext context{Deadline::in(10s), {}};
    std::shared_ptr<emulator::Chip> chip = std::make_shared<emulator::Chip>();
    GpioPort port;
};

} // namespace

TEST_CASE("outputs are off when they are taken, and switch each by itself")
{
    const bool activeLow = GENERATE(false, true);
    Lines lines(activeLow);
    REQUIRE(lines.open({5, 2}, {}) == u"ok");
    CHECK(lines.chip->level(5) == activeLow);
    CHECK(lines.chip->level(2) == activeLow);
    CHECK(nameOf(lines.port.write(2, true, lines.context)) == u"ok");
    CHECK(lines.chip->level(2) != activeLow);
    CHECK(lines.chip->level(5) == activeLow);
    CHECK(nameOf(lines.port.write(2, false, lines.context)) == u"ok");
    CHECK(lines.chip->level(2) == activeLow);
    CHECK(nameOf(lines.port.write(3, true, lines.context)) == u"noDevice"); // not taken
    CHECK(lines.read().isEmpty());
}

TEST_CASE("inputs are read in the order they were named, with their pull-up")
{
    Lines lines(false, true);
    REQUIRE(lines.open({0}, {7, 1}) == u"ok");
    CHECK(lines.read() == QList<bool>{true, true}); // nothing drives them
    lines.chip->drive(7, false);
    CHECK(lines.read() == QList<bool>{false, true});
    lines.chip->drive(1, false);
    lines.chip->release(7);
    CHECK(lines.read() == QList<bool>{true, false});
}

TEST_CASE("a chip that is drawn, lines that another has, and none are told; nothing stays open")
{
    Lines lines;
    CHECK(lines.open({8}, {}) == u"invalidData");
    lines.chip->take(3);
    CHECK(lines.open({2}, {3}) == u"deviceBusy");
    CHECK(lines.chip->openCount() == 0);
    CHECK(lines.open({2}, {4}) == u"ok"); // the failed one has let go of 2
    CHECK(lines.open({2}, {4}) == u"ok");
    lines.chip->unplug();
    CHECK(nameOf(lines.port.write(2, true, lines.context)) == u"noDevice");
    CHECK_FALSE(lines.port.isOpen());
    CHECK(lines.chip->openCount() == 0);
    CHECK(lines.readError() == u"noDevice");
    CHECK(lines.open({2}, {}) == u"noDevice");
    lines.chip->plug();
    CHECK(lines.open({2}, {}) == u"ok");
    lines.chip->unplug();
    CHECK(lines.readError() == u"noDevice"); // also where there are outputs only
    lines.chip->plug();
    const std::pair<int, const char *> faults[] = {
        {EACCES, "authorisationRequired"}, {ENOTTY, "protocolError"}, {EIO, "noDevice"}};
    for (const auto &[number, word] : faults) {
        lines.chip->setFault(number);
        CHECK(lines.open({2}, {}) == QLatin1String(word));
    }
    Lines elsewhere(false, false, "/dev/gpiochip9");
    CHECK(elsewhere.open({2}, {}) == u"noDevice");
    lines.context.cancel.cancel();
    CHECK(lines.open({2}, {}) == u"canceled");
}

TEST_CASE("lights, doors and a presence switch on a chip")
{
    auto chip = std::make_shared<emulator::Chip>();
    const auto port = [&] {
        return std::make_unique<GpioPort>(chip, GpioPort::Settings{QLatin1String(emulator::Chip::path)});
    };
    hal::DeviceConfiguration configuration;
    configuration.settings = {
        {QStringLiteral("lights"), QJsonArray{QJsonObject{{QStringLiteral("light"), QStringLiteral("card")},
                                                          {QStringLiteral("output"), 4}}}},
        {QStringLiteral("contacts"),
         QJsonArray{QJsonObject{{QStringLiteral("contact"), QStringLiteral("door")},
                                {QStringLiteral("input"), 6},
                                {QStringLiteral("open_when"), QStringLiteral("on")}}}},
        {QStringLiteral("input"), 1}};
    const auto lights = hal::Lights::create(configuration, port());
    const auto sensor = hal::PresenceSensor::switched(configuration, port());
    REQUIRE(lights);
    REQUIRE(sensor);
    hal::OperationContext context{Deadline::in(10s), {}};
    const QJsonObject lit{{QStringLiteral("light"), QStringLiteral("card")},
                          {QStringLiteral("flashRate"), QStringLiteral("continuous")}};
    CHECK((*lights)->execute(u"setLight", {lit, {}}, context));
    CHECK(chip->level(4));
    chip->drive(6, true);
    CHECK((*(*lights)->status(context))[u"contacts"][u"door"].toString() == u"open");
    CHECK((*(*sensor)->status(context))[u"proximity"].toString() == u"notPresent");
    chip->drive(1, true);
    CHECK((*(*sensor)->status(context))[u"proximity"].toString() == u"present"); // one chip serves both
    chip->unplug();
    CHECK((*(*lights)->status(context))[u"device"].toString() == u"noDevice");
    chip->plug();
    CHECK((*(*lights)->status(context))[u"device"].toString() == u"online");
    CHECK(chip->level(4)); // as it was asked for
}
