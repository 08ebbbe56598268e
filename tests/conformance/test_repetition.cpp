// Asked, opened and cancelled again and again: nothing grows. `test-conformance-repetition "[thousand]"` does
// each a thousand times; the short form does so often enough that a descriptor or a thread a time is seen.
#include "emulated_device.h"

#include <QDir>

#include <catch2/catch.hpp>

#include <malloc.h>

using namespace kiosk;
using namespace kiosk::test;

namespace
{

constexpr Milliseconds generous = 20s;
constexpr qint64 slack = qint64(128) * 1024; // what libraries keep for themselves, whatever they are asked

struct Holding {
    qsizetype descriptors;
    qsizetype threads;
    qint64 memory; ///< bytes

    static Holding now()
    {
        const auto entries = [](const char *folder) {
            return QDir(QString::fromLatin1(folder))
                .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)
                .size();
        };
        return {entries("/proc/self/fd"), entries("/proc/self/task"), qint64(::mallinfo2().uordblks)};
    }
};

hal::OperationContext within(Milliseconds period)
{
    return {Deadline::in(period), {}, [](const QString &, const QJsonObject &) {}, {}};
}

/// Whether no more than so many threads are left soon: one that was let go ends by itself.
bool endsWithin(qsizetype threads)
{
    const Deadline end = Deadline::in(5s);
    while (Holding::now().threads > threads) {
        if (end.passed())
            return false;
    }
    return true;
}

/// An emulator that answers may have a daemon between it and the driver that has not found it yet.
void openWhenThere(hal::Device &device)
{
    const Deadline end = Deadline::in(generous);
    for (;;) {
        auto opening = within(generous);
        const Status opened = device.open(opening);
        if (opened)
            return;
        INFO(opened.error().detail.toStdString());
        REQUIRE_FALSE(end.passed());
    }
}

/// Begins what waits for a citizen and cancels it once it waits.
void begin(hal::Device &device, const QString &operation)
{
    auto context = within(generous);
    context.progress = [&](const QString &, const QJsonObject &) { context.cancel.cancel(); };
    const auto result = device.execute(operation, {}, context);
    REQUIRE_FALSE(result);
    INFO(result.error().code.name().toString().toStdString() << ": " << result.error().detail.toStdString());
    REQUIRE(result.error().code == error::canceled);
}

void repeat(hal::Device &device, const QString &waiting, int times)
{
    constexpr int opensEach = 10;
    for (int time = 0; time < times; ++time) {
        auto context = within(generous);
        const auto status = device.status(context);
        REQUIRE(status);
        REQUIRE((*status)[u"device"].toString() == u"online");
        if (time % opensEach != 0)
            continue;
        if (!waiting.isEmpty())
            begin(device, waiting);
        device.close();
        auto opening = within(generous);
        REQUIRE(device.open(opening));
    }
}

void everyDriver(int times)
{
    for (const ConformanceSetup &setup : conformanceSetups()) {
        DYNAMIC_SECTION(setup.driver.toStdString() << ", " << setup.name.toStdString())
        {
            EmulatedDevice emulated(setup);
            emulated.startEmulator();
            auto device = hal::createDevice(emulated.configuration());
            REQUIRE(device);
            openWhenThere(**device);
            repeat(**device, emulated.waitingOperation(), 20); // what is made once, the first time
            const Holding before = Holding::now();
            repeat(**device, emulated.waitingOperation(), times);
            const Holding after = Holding::now();
            CHECK(after.descriptors == before.descriptors);
            CHECK(endsWithin(before.threads));
            CHECK(after.memory - before.memory < slack);
        }
    }
}

} // namespace

TEST_CASE("nothing grows with repetition")
{
    everyDriver(60);
}

TEST_CASE("nothing grows in a thousand repetitions", "[.thousand]")
{
    everyDriver(1000);
}
