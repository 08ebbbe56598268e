#pragma once

#include <kiosk/core/result.h>

#include <QString>

#include <optional>

namespace kiosk::hal
{

/// Where a dispenser has a card between its stack and its bin. XFS4IoT: transport is inside, exit within
/// reach.
enum class CardPlace { None, Chip, Gate, Unknown };

/// Where a card is to go. Chip draws one from the stack.
enum class CardTarget { Chip, Gate, Bin };

/// What a dispenser says of itself. Replenishment of stack and bin in XFS4IoT's words: ok, full, high, low,
/// empty, unknown.
struct DispenserState {
    CardPlace card = CardPlace::Unknown;
    QString stack = QStringLiteral("unknown");
    QString bin = QStringLiteral("unknown");
};

/// Did the answer get lost? Every other error is the device's own word, or was there before the device was
/// asked.
[[nodiscard]] bool isLostAnswer(ErrorCode code);

/// What became of a movement that the device did not confirm, from where the card was and is. `now` is
/// nullopt where it could not be asked. Success: the card is where it should be. `cause`: it is certain that
/// the card is not in other hands or on its way there. Errors: `cause`, outcomeUnknown. Pure; thread: any.
[[nodiscard]] Status decideMovement(CardTarget target, CardPlace from,
                                    const std::optional<DispenserState> &now, const Error &cause);

/// May a card be drawn from the stack? Refused before anything moves: sequenceError (a card is inside),
/// cardUnitEmpty, retainBinFull (it could not be taken back), hardwareError (it cannot tell). Pure.
[[nodiscard]] Status checkDispensing(const DispenserState &state);

/// "transport", "exit"; empty where no card is inside.
[[nodiscard]] QString wordOf(CardPlace place);

} // namespace kiosk::hal
