#include <kiosk/hal/card_movement.h>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::hal;

namespace
{

std::string decide(CardTarget target, CardPlace from, std::optional<CardPlace> now, ErrorCode cause)
{
    std::optional<DispenserState> state;
    if (now)
        state = DispenserState{*now};
    const Status decided = decideMovement(target, from, state, fail(cause));
    return decided ? "ok" : decided.error().code.name().toString().toStdString();
}

} // namespace

TEST_CASE("a movement whose answer was lost is decided by where the card is")
{
    for (const ErrorCode lost : {error::timeOut, error::protocolError, error::canceled, error::noDevice}) {
        const std::string cause = lost.name().toString().toStdString();
        INFO(cause);
        CHECK(decide(CardTarget::Chip, CardPlace::None, CardPlace::Chip, lost) == "ok");
        CHECK(decide(CardTarget::Chip, CardPlace::None, CardPlace::None, lost) == cause);
        CHECK(decide(CardTarget::Chip, CardPlace::None, CardPlace::Gate, lost) == "outcomeUnknown");
        CHECK(decide(CardTarget::Gate, CardPlace::Chip, CardPlace::Gate, lost) == "ok");
        CHECK(decide(CardTarget::Gate, CardPlace::Chip, CardPlace::Chip, lost) == cause);
        // Taken at once, or fallen where no sensor is.
        CHECK(decide(CardTarget::Gate, CardPlace::Chip, CardPlace::None, lost) == "outcomeUnknown");
        CHECK(decide(CardTarget::Bin, CardPlace::Chip, CardPlace::None, lost) == "ok");
        // The bin, or a hand.
        CHECK(decide(CardTarget::Bin, CardPlace::Gate, CardPlace::None, lost) == "outcomeUnknown");
        CHECK(decide(CardTarget::Bin, CardPlace::Gate, CardPlace::Gate, lost) == cause);
        for (const CardTarget target : {CardTarget::Chip, CardTarget::Gate, CardTarget::Bin}) {
            CHECK(decide(target, CardPlace::Chip, std::nullopt, lost) == "outcomeUnknown");
            CHECK(decide(target, CardPlace::Chip, CardPlace::Unknown, lost) == "outcomeUnknown");
        }
    }
}

TEST_CASE("what a device refused it did not do, unless the card says otherwise")
{
    CHECK(decide(CardTarget::Chip, CardPlace::None, CardPlace::None, error::cardUnitEmpty) ==
          "cardUnitEmpty");
    CHECK(decide(CardTarget::Chip, CardPlace::None, CardPlace::Chip, error::hardwareError) ==
          "hardwareError");
    CHECK(decide(CardTarget::Gate, CardPlace::Chip, CardPlace::Chip, error::mediaJammed) == "mediaJammed");
    // Within reach it is the citizen's.
    CHECK(decide(CardTarget::Gate, CardPlace::Chip, CardPlace::Gate, error::hardwareError) == "ok");
    CHECK(decide(CardTarget::Gate, CardPlace::Chip, CardPlace::None, error::mediaMovedByHand) ==
          "outcomeUnknown");
    CHECK(decide(CardTarget::Bin, CardPlace::Chip, CardPlace::None, error::mediaJammed) == "outcomeUnknown");
}

TEST_CASE("a card is drawn only where it can be taken back")
{
    const auto check = [](CardPlace card, const char *stack, const char *bin) {
        const Status checked = checkDispensing({card, QLatin1String(stack), QLatin1String(bin)});
        return checked ? std::string("ok") : checked.error().code.name().toString().toStdString();
    };
    CHECK(check(CardPlace::None, "ok", "ok") == "ok");
    CHECK(check(CardPlace::None, "low", "ok") == "ok");
    CHECK(check(CardPlace::None, "unknown", "unknown") == "ok");
    CHECK(check(CardPlace::None, "empty", "ok") == "cardUnitEmpty");
    CHECK(check(CardPlace::None, "ok", "full") == "retainBinFull");
    CHECK(check(CardPlace::Chip, "ok", "ok") == "sequenceError");
    CHECK(check(CardPlace::Gate, "ok", "ok") == "sequenceError");
    CHECK(check(CardPlace::Unknown, "ok", "ok") == "hardwareError");
}
