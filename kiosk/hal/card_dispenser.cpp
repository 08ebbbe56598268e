#include <kiosk/hal/card_dispenser.h>

#include <algorithm>

namespace kiosk::hal
{

namespace
{

/// A card that is being drawn shows and hides at the gate's sensor.
constexpr int absencesForTaken = 2;
constexpr Milliseconds lookAgain{100};

void tell(OperationContext &context, const char *stage, const QJsonObject &details = {})
{
    if (context.progress)
        context.progress(QLatin1String(stage), details);
}

Payload outcome(const char *word)
{
    return {{{QStringLiteral("outcome"), QLatin1String(word)}}, {}};
}

Payload position(CardPlace place)
{
    return {{{QStringLiteral("position"), wordOf(place)}}, {}};
}

bool isPartBroken(ErrorCode code)
{
    return code == error::mediaJammed || code == error::cardTooLong || code == error::cardTooShort ||
           code == error::hardwareError;
}

} // namespace

const CardDispenser::Known CardDispenser::operations[] = {
    {u"dispense", {}, &CardDispenser::dispense},     {u"present", {}, &CardDispenser::present},
    {u"awaitTaken", {}, &CardDispenser::awaitTaken}, {u"retain", {}, &CardDispenser::retain},
    {u"reset", u"to", &CardDispenser::reset},        {u"chipPower", u"action", &CardDispenser::powerChip},
    {u"chipIo", u"apdu", &CardDispenser::exchange},  {u"detect", {}, &CardDispenser::detect},
    {u"selfTest", {}, &CardDispenser::selfTest},
};

CardDispenser::CardDispenser(const DeviceConfiguration &configuration)
    : m_keepAtStart(configuration.settings[u"card_inside_at_start"].toString() == u"keep"),
      m_takeInterval(configuration.settings[u"take_interval_ms"].toInt(200)),
      m_retainReserve(configuration.settings[u"retain_reserve_ms"].toInt(10000))
{
}

Status CardDispenser::open(OperationContext &context)
{
    // What the device says is wrong with it does not keep it closed: `reset` may mend it.
    Status connection = connect(context);
    if (!connected())
        return connection;
    m_problem.reset();
    if (!connection)
        m_problem = connection.error();
    Status resolved = resolveCardInside(context);
    if (!resolved)
        disconnect();
    return resolved;
}

Status CardDispenser::resolveCardInside(OperationContext &context)
{
    const auto state = look(context);
    if (!state)
        return isLostAnswer(state.error().code) ? state.error() : Status();
    const CardPlace found = state->card;
    if (found == CardPlace::None) {
        if (m_unresolved) {
            const bool certain = *m_unresolved == CardPlace::Chip; // at the gate a hand may have taken it
            m_atStart = certain ? QStringLiteral("retained") : QStringLiteral("unknown");
            m_retained += certain ? 1 : 0;
        }
        m_unresolved.reset();
        return {};
    }
    m_presented = false;
    m_atStart = QStringLiteral("kept");
    tell(context, "cardFoundInside", {{QStringLiteral("position"), wordOf(found)}});
    if (m_keepAtStart || found == CardPlace::Unknown || state->bin == u"full")
        return {};
    m_unresolved = found;
    const Status moved = retainFrom(found, context);
    if (!moved && moved.error().code == error::outcomeUnknown)
        return context.check() ? fail(error::timeOut, moved.error().detail) : context.check();
    m_unresolved.reset();
    if (moved)
        m_atStart = QStringLiteral("retained");
    return {};
}

/// Asks what there is, and goes through open() again where the device was without power.
Result<DispenserState> CardDispenser::ready(OperationContext &context)
{
    if (!connected())
        KIOSK_TRY(open(context));
    auto state = look(context);
    if (state || state.error().code != error::deviceNotReady)
        return state;
    disconnect();
    KIOSK_TRY(open(context));
    return look(context);
}

QJsonObject CardDispenser::describe(const DispenserState &state) const
{
    const bool jammed = m_problem && isPartBroken(m_problem->code) && m_problem->code != error::hardwareError;
    const QString media = jammed                             ? QStringLiteral("jammed")
                          : state.card == CardPlace::None    ? QStringLiteral("notPresent")
                          : state.card == CardPlace::Unknown ? QStringLiteral("unknown")
                                                             : QStringLiteral("present");
    const auto unit = [](const QString &replenishment) {
        return QJsonObject{{QStringLiteral("status"), QStringLiteral("ok")},
                           {QStringLiteral("replenishment"), replenishment}};
    };
    QJsonObject bin = unit(state.bin);
    bin.insert(QStringLiteral("count"), m_retained);
    QJsonObject object{{QStringLiteral("media"), media},
                       {QStringLiteral("units"), QJsonObject{{QStringLiteral("stack"), unit(state.stack)},
                                                             {QStringLiteral("bin"), bin}}}};
    if (state.card == CardPlace::Chip || state.card == CardPlace::Gate)
        object.insert(QStringLiteral("position"), wordOf(state.card));
    return object;
}

Result<QJsonObject> CardDispenser::status(OperationContext &context)
{
    const auto state = ready(context);
    if (!state) {
        if (state.error().code == error::canceled)
            return state.error();
        return describeFailure(state.error());
    }
    QJsonObject object = describe(*state);
    const bool broken = m_problem && isPartBroken(m_problem->code);
    object.insert(QStringLiteral("device"),
                  broken ? QStringLiteral("hardwareError") : QStringLiteral("online"));
    object.insert(QStringLiteral("card_at_start"), m_atStart);
    if (m_problem) {
        object.insert(QStringLiteral("error"), m_problem->code.name().toString());
        object.insert(QStringLiteral("detail"), m_problem->detail);
    }
    return object;
}

Result<Payload> CardDispenser::execute(QStringView operation, const Payload &arguments,
                                       OperationContext &context)
{
    const auto *known = std::find_if(std::begin(operations), std::end(operations),
                                     [operation](const Known &one) { return one.name == operation; });
    if (known == std::end(operations))
        return fail(error::unsupportedCommand,
                    QStringLiteral("card-dispenser has no operation '%1'").arg(operation));
    const QJsonObject &fields = arguments.fields;
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        if (field.key() != known->argument || !field->isString())
            return fail(error::invalidData,
                        QStringLiteral("%1 takes no such '%2'").arg(operation, field.key()));
    }
    KIOSK_TRY(context.check());
    return (this->*known->run)(fields, context);
}

Result<Payload> CardDispenser::dispense(const QJsonObject &, OperationContext &context)
{
    const auto state = ready(context);
    if (!state)
        return state.error();
    KIOSK_TRY(checkDispensing(*state));
    m_presented = false;
    KIOSK_TRY(moveCard(CardTarget::Chip, CardPlace::None, context));
    m_atStart = QStringLiteral("none");
    tell(context, "cardDispensed");
    return position(CardPlace::Chip);
}

Result<Payload> CardDispenser::present(const QJsonObject &, OperationContext &context)
{
    const auto state = ready(context);
    if (!state)
        return state.error();
    // A dispenser that is told to move a card and has none draws one from its stack.
    if (state->card == CardPlace::None || state->card == CardPlace::Unknown)
        return fail(error::sequenceError, QStringLiteral("present with no card at transport"));
    if (state->card == CardPlace::Chip)
        KIOSK_TRY(moveCard(CardTarget::Gate, CardPlace::Chip, context));
    m_presented = true;
    return position(CardPlace::Gate);
}

Result<bool> CardDispenser::taken(const Deadline &until, OperationContext &context)
{
    bool told = false;
    for (int absences = 0;;) {
        // Not ready(): a card that is found again after a power cut is no longer the citizen's to take.
        const auto state = look(context);
        if (!state)
            return state.error();
        if (state->card == CardPlace::Gate) {
            m_presented = true;
            absences = 0;
            if (!told)
                tell(context, "takeCard");
            told = true;
            if (until.passed())
                return false;
        } else if (state->card != CardPlace::None || !m_presented) {
            return fail(error::sequenceError, QStringLiteral("awaitTaken with no card at exit"));
        } else if (++absences == absencesForTaken) {
            return true;
        }
        KIOSK_TRY(context.pause(absences > 0 ? Deadline::in(m_takeInterval) : until.orIn(m_takeInterval)));
    }
}

Result<Payload> CardDispenser::awaitTaken(const QJsonObject &, OperationContext &context)
{
    if (!connected())
        KIOSK_TRY(open(context));
    const Milliseconds left = context.deadline.left();
    const auto gone = taken(Deadline::in(left - std::min(m_retainReserve, left / 2)), context);
    if (!gone)
        return gone.error();
    if (*gone) {
        m_presented = false;
        tell(context, "cardTaken");
        return outcome("taken");
    }
    const auto state = look(context);
    if (!state)
        return state.error();
    if (state->bin == u"full")
        return fail(error::retainBinFull, QStringLiteral("a card lies at the gate"));
    KIOSK_TRY(retainFrom(CardPlace::Gate, context));
    return fail(error::mediaRetained);
}

Result<Payload> CardDispenser::retain(const QJsonObject &, OperationContext &context)
{
    const auto state = ready(context);
    if (!state)
        return state.error();
    if (state->card == CardPlace::None && m_presented) {
        m_presented = false;
        return outcome("taken");
    }
    if (state->card == CardPlace::None)
        return fail(error::sequenceError, QStringLiteral("retain with no card inside"));
    if (state->bin == u"full")
        return fail(error::retainBinFull);
    KIOSK_TRY(retainFrom(state->card, context));
    Payload result = outcome("retained");
    result.fields.insert(QStringLiteral("count"), m_retained);
    return result;
}

Result<Payload> CardDispenser::reset(const QJsonObject &arguments, OperationContext &context)
{
    const QString to = arguments[u"to"].toString(QStringLiteral("auto"));
    if (to != u"auto" && to != u"exit" && to != u"retain" && to != u"currentPosition")
        return fail(error::invalidData, QStringLiteral("to: auto, exit, retain or currentPosition"));
    // The device is not opened here: what is inside goes where the caller says.
    if (!connected()) {
        const Status connection = connect(context);
        if (!connected())
            return connection.error();
    }
    KIOSK_TRY(initialise(context));
    m_problem.reset();
    const auto state = look(context);
    if (!state)
        return state.error();
    if (state->card == CardPlace::None)
        return outcome("none");
    if (to == u"currentPosition" || (to == u"auto" && state->bin == u"full"))
        return outcome("kept");
    if (to == u"exit") {
        if (state->card != CardPlace::Gate)
            KIOSK_TRY(moveCard(CardTarget::Gate, state->card, context));
        m_presented = true;
        return outcome("presented");
    }
    if (state->bin == u"full")
        return fail(error::retainBinFull);
    KIOSK_TRY(retainFrom(state->card, context));
    return outcome("retained");
}

Result<Payload> CardDispenser::powerChip(const QJsonObject &arguments, OperationContext &context)
{
    const auto action = chipActionIn(arguments);
    if (!action)
        return action.error();
    if (!connected())
        KIOSK_TRY(open(context));
    const auto answer = chipPower(*action, context);
    if (!answer)
        return answer.error();
    return chipPowerResult(*action, *answer);
}

Result<Payload> CardDispenser::exchange(const QJsonObject &arguments, OperationContext &context)
{
    const auto apdu = apduIn(arguments, longestShortApdu);
    if (!apdu)
        return apdu.error();
    if (!connected())
        KIOSK_TRY(open(context));
    const auto response = chipIo(*apdu, context);
    if (!response)
        return response.error();
    return chipIoResult(*response);
}

Result<Payload> CardDispenser::detect(const QJsonObject &, OperationContext &context)
{
    const auto state = ready(context);
    if (!state)
        return state.error();
    return Payload{describe(*state), {}};
}

Result<Payload> CardDispenser::selfTest(const QJsonObject &, OperationContext &context)
{
    const auto state = ready(context);
    if (!state)
        return state.error();
    KIOSK_TRY(checkDispensing(*state));
    OperationContext outward = context;
    const Milliseconds left = context.deadline.left();
    outward.deadline = Deadline::in(left - std::min(m_retainReserve, left / 2));
    const Status way = bringToGate(outward);
    OperationContext back = context;
    back.cancel = {};
    return takeBack(way, back);
}

Status CardDispenser::bringToGate(OperationContext &context)
{
    KIOSK_TRY(moveCard(CardTarget::Chip, CardPlace::None, context));
    m_atStart = QStringLiteral("none");
    tell(context, "cardDispensed");
    KIOSK_TRY(moveCard(CardTarget::Gate, CardPlace::Chip, context));
    tell(context, "cardAtExit");
    return {};
}

/// `way`: how the way out ended. Nobody is owed this card: it goes to the bin from wherever it is.
Result<Payload> CardDispenser::takeBack(const Status &way, OperationContext &context)
{
    m_presented = false;
    const auto state = lookAfter(context);
    if (!state)
        return fail(error::outcomeUnknown,
                    way ? QStringLiteral("a card lies at the gate, or was taken") : way.error().detail);
    if (state->card == CardPlace::None)
        return way ? Result<Payload>(outcome("taken")) : way.error();
    KIOSK_TRY(retainFrom(state->card, context));
    if (!way) // the bin has it: that much is certain
        return way.error().code == error::outcomeUnknown ? fail(error::timeOut, way.error().detail)
                                                         : way.error();
    Payload result = outcome("retained");
    result.fields.insert(QStringLiteral("count"), m_retained);
    return result;
}

Status CardDispenser::retainFrom(CardPlace from, OperationContext &context)
{
    KIOSK_TRY(moveCard(CardTarget::Bin, from, context));
    m_presented = false;
    ++m_retained;
    tell(context, "cardRetained", {{QStringLiteral("count"), m_retained}});
    return {};
}

Status CardDispenser::moveCard(CardTarget target, CardPlace from, OperationContext &context)
{
    KIOSK_TRY(context.check());
    Status moved = move(target, context);
    if (moved) {
        m_problem.reset();
        return moved;
    }
    if (!isLostAnswer(moved.error().code))
        m_problem = moved.error();
    const auto now = lookAfter(context);
    if (target == CardTarget::Gate && now && now->card == CardPlace::Gate)
        m_presented = true;
    return decideMovement(target, from, now, moved.error());
}

/// A device that moves a card may not listen meanwhile, and one that was without power has to be initialised
/// first.
std::optional<DispenserState> CardDispenser::lookAfter(OperationContext &context)
{
    while (context.check()) {
        auto state = look(context);
        if (state)
            return std::move(*state);
        const ErrorCode code = state.error().code;
        if (code == error::deviceNotReady && initialise(context))
            continue;
        if (code != error::timeOut && code != error::protocolError && code != error::deviceNotReady)
            break;
        (void)context.pause(Deadline::in(lookAgain)).ok();
    }
    return std::nullopt;
}

} // namespace kiosk::hal
