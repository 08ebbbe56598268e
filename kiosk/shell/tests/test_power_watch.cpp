#include <kiosk/shell/power_watch.h>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::shell;

TEST_CASE("a power cut is one when the mains stay away, a blink is none, and a low battery counts at once")
{
    std::chrono::steady_clock::time_point now{};
    PowerWatch power(now);
    const auto after = [&](Milliseconds time, const char *supply) {
        now += time;
        const bool changed = power.hear(QString::fromLatin1(supply), now);
        return std::pair(changed, power.onBattery());
    };
    using Heard = std::pair<bool, bool>;
    CHECK(after(1s, "onLine") == Heard(false, false));
    CHECK(after(1s, "onBattery") == Heard(false, false));
    CHECK(after(PowerWatch::mainsBlink - 2s, "onBattery") == Heard(false, false));
    CHECK(after(500ms, "onLine") == Heard(false, false)); // it blinked
    CHECK(after(PowerWatch::mainsBlink - 1ms, "onBattery") == Heard(false, false));
    CHECK(after(1ms, "onBattery") == Heard(true, true));
    CHECK(after(1s, "onBattery") == Heard(false, true));
    CHECK(after(1s, "onLine") == Heard(true, false));
    CHECK(after(1s, "lowBattery") == Heard(true, true));
    CHECK(after(1s, "unknown") == Heard(true, false)); // the UPS was drawn: no reason to stop
    CHECK(after(1h, "") == Heard(false, false));       // there is none
}
