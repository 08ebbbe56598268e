#include <kiosk/shell/process_meter.h>

#include <catch2/catch.hpp>

#include <unistd.h>

using namespace kiosk;
using namespace kiosk::shell;

namespace
{

ModuleBounds bounds()
{
    const auto loaded = ModuleBounds::load();
    REQUIRE(loaded);
    return *loaded;
}

} // namespace

TEST_CASE("what a process takes is read from what the kernel says, whatever it calls itself")
{
    const QByteArray status =
        "Name:\tx\nRssAnon:\t    2048 kB\nRssFile:\t   99999 kB\nRssShmem:\t    1024 kB\nThreads:\t7\n";
    const QByteArray ticks = QByteArray::number(qint64(::sysconf(_SC_CLK_TCK)));
    const QByteArray stat =
        "42 (x) R 1 2) S 1 1 1 0 -1 4194304 1 0 0 0 " + ticks + " " + ticks + " 0 0 20 0 7 0\n";
    const auto use = ProcessUse::parse(status, stat);
    REQUIRE(use);
    CHECK(use->memory == 3 * 1024 * 1024);
    CHECK(use->threads == 7);
    CHECK(use->processor == 2000ms);
    CHECK_FALSE(ProcessUse::parse({}, stat));
    CHECK_FALSE(ProcessUse::parse(status, {}));
    CHECK(ProcessUse::of(::getpid())->threads >= 1);
}

TEST_CASE("memory and threads are named at once, processor time after six seconds of too much")
{
    const ModuleBounds most = bounds();
    ProcessMeter meter(most);
    CHECK(meter.excess({most.memory, most.threads, 0ms}, 0ms).isEmpty());
    CHECK(meter.excess({most.memory + 1024 * 1024, 1, 0ms}, 1ms).startsWith(u"MiB of memory"));
    CHECK(meter.excess({1, most.threads + 1, 0ms}, 2ms).startsWith(u"threads"));

    // One core all the time is a picture that moves; a burst is a page that is loaded; two cores are neither.
    ProcessMeter drawing(most);
    for (auto now = 0ms; now < 60s; now += 250ms)
        CHECK(drawing.excess({1, 1, now}, now).isEmpty());
    ProcessMeter loading(most);
    CHECK(loading.excess({1, 1, 0ms}, 0ms).isEmpty());
    CHECK(loading.excess({1, 1, 4s}, 2s).isEmpty());
    CHECK(loading.excess({1, 1, 5s}, 6s).isEmpty());
    ProcessMeter spinning(most);
    CHECK(spinning.excess({1, 1, 0ms}, 0ms).isEmpty());
    CHECK(spinning.excess({1, 1, 11s}, 5900ms).isEmpty());
    CHECK(spinning.excess({1, 1, 12s}, 6s).startsWith(u"percent of a core: 200"));
}
