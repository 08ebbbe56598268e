#include <kiosk/core/clock.h>

#include <catch2/catch.hpp>

using namespace kiosk;

TEST_CASE("a clock that is held stands still and goes on from there")
{
    ShiftedClock clock;
    clock.hold();
    const auto held = clock.monotonic();
    const SystemClock system;
    const auto begun = system.monotonic();
    while (system.monotonic() == begun) { // some time passes for everybody else
    }
    CHECK(clock.monotonic() == held);
    clock.hold(); // it stands already
    CHECK(clock.monotonic() == held);
    const auto before = system.monotonic();
    clock.resume();
    const auto gone = clock.monotonic() - held; // looked at first
    CHECK(gone <= system.monotonic() - before);
    CHECK(clock.wall().msecsTo(system.wall()) < 1000);
}

TEST_CASE("time that a test lets pass passes for a held clock too")
{
    ShiftedClock clock;
    clock.hold();
    const auto held = clock.monotonic();
    clock.advance(90s);
    CHECK(clock.monotonic() == held + 90s);
    clock.resume();
    CHECK(clock.monotonic() >= held + 90s);
}
