#include <kiosk/hal/card_movement.h>

namespace kiosk::hal
{

namespace
{

CardPlace placeOf(CardTarget target)
{
    switch (target) {
    case CardTarget::Chip:
        return CardPlace::Chip;
    case CardTarget::Gate:
        return CardPlace::Gate;
    case CardTarget::Bin:
        return CardPlace::None;
    }
    return CardPlace::Unknown;
}

} // namespace

bool isLostAnswer(ErrorCode code)
{
    return code == error::timeOut || code == error::canceled || code == error::protocolError ||
           code == error::noDevice;
}

Status decideMovement(CardTarget target, CardPlace from, const std::optional<DispenserState> &now,
                      const Error &cause)
{
    const Error unknown{error::outcomeUnknown, cause.code.name().toString() + u' ' + cause.detail,
                        cause.where};
    if (!now || now->card == CardPlace::Unknown)
        return unknown;
    if (now->card == from)
        return cause;
    // At the gate it is the citizen's, whatever the device complains of.
    if (target == CardTarget::Gate && now->card == CardPlace::Gate)
        return {};
    if (now->card == placeOf(target)) {
        // Where nobody can reach it only the bin takes it; at the gate a hand may have.
        const bool certain = target != CardTarget::Bin || from == CardPlace::Chip;
        if (certain && isLostAnswer(cause.code))
            return {};
        if (target == CardTarget::Chip)
            return cause; // it is inside, and something is wrong: the caller takes it back
    }
    return unknown;
}

Status checkDispensing(const DispenserState &state)
{
    if (state.card == CardPlace::Unknown)
        return fail(error::hardwareError, QStringLiteral("it does not tell whether a card is inside"));
    if (state.card != CardPlace::None)
        return fail(error::sequenceError,
                    QStringLiteral("dispense with a card at %1").arg(wordOf(state.card)));
    if (state.bin == u"full")
        return fail(error::retainBinFull);
    if (state.stack == u"empty")
        return fail(error::cardUnitEmpty);
    return {};
}

QString wordOf(CardPlace place)
{
    switch (place) {
    case CardPlace::None:
        return {};
    case CardPlace::Chip:
        return QStringLiteral("transport");
    case CardPlace::Gate:
        return QStringLiteral("exit");
    case CardPlace::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

} // namespace kiosk::hal
