#include <kiosk/hal/key_rhythm.h>

#include <catch2/catch.hpp>

using namespace kiosk;
using hal::KeyRhythm;

namespace
{

const QString down = QStringLiteral("down"), choose = QStringLiteral("select");

KeyRhythm::Time at(int milliseconds)
{
    return KeyRhythm::Time(std::chrono::hours(1)) + Milliseconds(milliseconds);
}

} // namespace

TEST_CASE("a held arrow repeats after its delay, at its rate, until it is released")
{
    KeyRhythm rhythm({});
    CHECK_FALSE(rhythm.due());
    CHECK(rhythm.press(down, true, at(0)));
    REQUIRE(rhythm.due());
    CHECK(*rhythm.due() == at(600));
    CHECK_FALSE(rhythm.repeated(at(599)));
    CHECK(rhythm.repeated(at(600)) == down);
    CHECK_FALSE(rhythm.repeated(at(849)));
    CHECK(rhythm.repeated(at(850)) == down);
    rhythm.release(choose); // another key
    CHECK(rhythm.due());
    rhythm.release(down);
    CHECK_FALSE(rhythm.due());
    CHECK_FALSE(rhythm.repeated(at(5000)));
}

TEST_CASE("a key that must not repeat does not, and ends the repeating of another")
{
    KeyRhythm rhythm({});
    CHECK(rhythm.press(down, true, at(0)));
    CHECK(rhythm.press(choose, false, at(100)));
    CHECK_FALSE(rhythm.repeated(at(5000)));
}

TEST_CASE("of a trembling hand's presses one counts")
{
    KeyRhythm rhythm({});
    CHECK(rhythm.press(choose, false, at(0)));
    rhythm.release(choose);
    CHECK_FALSE(rhythm.press(choose, false, at(499)));
    CHECK(rhythm.press(down, true, at(499))); // another key is meant
    CHECK(rhythm.press(choose, false, at(520)));
    CHECK(rhythm.press(choose, false, at(1020)));
}

TEST_CASE("both rules can be switched off")
{
    KeyRhythm rhythm({Milliseconds(0), Milliseconds(250), Milliseconds(0)});
    CHECK(rhythm.press(down, true, at(0)));
    CHECK(rhythm.press(down, true, at(1)));
    CHECK_FALSE(rhythm.due());
}
