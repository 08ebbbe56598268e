#include <kiosk/shell/session.h>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::shell;
using State = Session::State;
using Due = Session::Due;

namespace
{
struct Visit {
    FakeClock clock;
    Timeouts timeouts = *Timeouts::load();
    Session session{clock, timeouts};

    void go(std::initializer_list<State> states)
    {
        for (const State state : states)
            REQUIRE(session.enter(state));
    }
};
} // namespace

TEST_CASE("a visit goes from the attract page through wipe and back")
{
    Visit visit;
    visit.go({State::Home, State::Guide, State::Module, State::Identify, State::Module, State::Verify,
              State::Module, State::Print, State::Module, State::Take, State::Evaluate, State::Farewell,
              State::Wipe, State::Attract});
    CHECK(visit.session.id().isEmpty());
}

TEST_CASE("there is no way out but wipe, and both states are named")
{
    Visit visit;
    visit.go({State::Home, State::Guide, State::Module});
    const auto refused = visit.session.enter(State::Attract);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == error::sequenceError);
    CHECK(refused.error().detail == u"MODULE → ATTRACT");
    CHECK(visit.session.state() == State::Module);
}

TEST_CASE("nobody leaves before the card is off the reader")
{
    Visit visit;
    visit.go({State::Home, State::Guide, State::Module, State::Identify});
    visit.session.setCardPresent(true);
    CHECK_FALSE(visit.session.enter(State::Wipe));
    visit.go({State::Take, State::Farewell});
    CHECK_FALSE(visit.session.enter(State::Wipe));
    visit.session.setCardPresent(false);
    visit.go({State::Wipe});
}

TEST_CASE("an idle browser goes back without a warning, after a minute")
{
    Visit visit;
    visit.go({State::Home});
    visit.clock.advance(59s);
    CHECK(visit.session.tick() == Due::Nothing);
    visit.clock.advance(1s);
    CHECK(visit.session.tick() == Due::Expire);
}

TEST_CASE("a signed-in citizen is warned for thirty seconds, and one touch goes on")
{
    Visit visit;
    visit.go({State::Home, State::Guide, State::Module});
    visit.session.setIdentified(true);
    visit.clock.advance(90s);
    CHECK(visit.session.tick() == Due::Warn);
    CHECK(visit.session.secondsLeft() == 30);
    visit.clock.advance(29s);
    CHECK(visit.session.tick() == Due::Nothing);
    for (int again = 0; again < 3; ++again) {
        visit.session.touched();
        CHECK(visit.session.tick() == Due::Withdraw);
        visit.clock.advance(89s);
        CHECK(visit.session.tick() == Due::Nothing);
        visit.clock.advance(1s);
        CHECK(visit.session.tick() == Due::Warn);
    }
    visit.session.touched();
    visit.clock.advance(95s); // more than the limit before anybody ticks: an answer is an answer
    CHECK(visit.session.tick() == Due::Warn);
    visit.clock.advance(30s);
    CHECK(visit.session.tick() == Due::Expire);
}

TEST_CASE("who takes the card away is asked at once whether they go on")
{
    Visit visit;
    visit.go({State::Home, State::Guide, State::Module});
    visit.session.setIdentified(true);
    visit.session.cardTaken();
    CHECK(visit.session.tick() == Due::Warn);
    CHECK(visit.session.secondsLeft() == 30);
    visit.clock.advance(20s);
    visit.session.cardTaken(); // no longer warning for that
    CHECK(visit.session.secondsLeft() == 10);
    visit.session.touched();
    CHECK(visit.session.tick() == Due::Withdraw);
    visit.session.cardTaken();
    CHECK(visit.session.tick() == Due::Warn);
    visit.clock.advance(30s);
    CHECK(visit.session.tick() == Due::Expire);
}

TEST_CASE("elder mode waits three times as long and ends with the visit")
{
    Visit visit;
    visit.go({State::Home, State::Guide, State::Module});
    visit.session.setIdentified(true);
    visit.session.setLong(true);
    visit.clock.advance(269s);
    CHECK(visit.session.tick() == Due::Nothing);
    visit.clock.advance(1s);
    CHECK(visit.session.tick() == Due::Warn);
    CHECK(visit.session.secondsLeft() == 60);
    visit.go({State::Farewell, State::Wipe});
    CHECK_FALSE(visit.session.longer());
}

TEST_CASE("time does not run while the printer works")
{
    Visit visit;
    visit.go({State::Home, State::Guide, State::Module, State::Print});
    visit.clock.advance(3600s);
    CHECK(visit.session.tick() == Due::Nothing);
}

TEST_CASE("the whole session has an end, with a warning first")
{
    Visit visit;
    visit.go({State::Home, State::Guide, State::Module});
    for (int minute = 0; minute < 10; ++minute) {
        visit.clock.advance(60s);
        visit.session.touched();
    }
    CHECK(visit.session.tick() == Due::Warn);
    visit.clock.advance(30s);
    CHECK(visit.session.tick() == Due::Expire);
}
