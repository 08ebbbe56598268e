#include "pcsc_reader.h"

#include <kiosk/hal/social_security_reading.h>

#include <QLoggingCategory>

namespace kiosk::pcsc
{

namespace
{

Q_LOGGING_CATEGORY(log, "kiosk.pcsc", QtInfoMsg)

/// A contact that is dirty, a card that is still moving: so many failures in a row, the card lying there, are
/// one too many.
constexpr int readAttempts = 3;
/// pcscd looks for a card every 400 ms (PCSCLITE_STATUS_POLL_RATE): so long a card that is gone may seem
/// there.
constexpr Milliseconds removalSeenWithin{900};

void tell(hal::OperationContext &context, const char *stage)
{
    if (context.progress)
        context.progress(QString::fromLatin1(stage), {});
}

} // namespace

Result<std::unique_ptr<hal::Device>> PcscReader::create(const hal::DeviceConfiguration &configuration)
{
    const QJsonObject &connect = configuration.connect;
    const QString slot = connect[u"slot"].toString(QStringLiteral("contact"));
    if (!connect[u"reader"].isString() || (slot != u"contact" && slot != u"contactless"))
        return fail(error::invalidData,
                    QStringLiteral("connect needs reader, and slot contact or contactless"));
    return std::unique_ptr<hal::Device>(new PcscReader(
        {connect[u"reader"].toString(), slot == u"contact" ? SlotKind::Contact : SlotKind::Contactless,
         connect[u"server"].toString(QStringLiteral("/run/pcscd/pcscd.comm"))}));
}

Status PcscReader::open(hal::OperationContext &context)
{
    return m_link.open(context);
}

Result<QJsonObject> PcscReader::status(hal::OperationContext &context)
{
    const auto state = m_link.state(context);
    if (!state) {
        if (state.error().code == error::canceled)
            return state.error();
        return hal::describeFailure(state.error());
    }
    const QString chip = !state->present        ? QStringLiteral("noCard")
                         : state->mute          ? QStringLiteral("hardwareError")
                         : m_link.isConnected() ? QStringLiteral("online")
                         : state->inUse         ? QStringLiteral("busy")
                                                : QStringLiteral("poweredOff");
    return QJsonObject{
        {QStringLiteral("device"), QStringLiteral("online")},
        {QStringLiteral("reader"), m_link.reader()},
        {QStringLiteral("media"), state->present ? QStringLiteral("present") : QStringLiteral("notPresent")},
        {QStringLiteral("chip"), chip}};
}

Result<bool> PcscReader::detect(hal::OperationContext &context)
{
    const auto state = m_link.state(context);
    if (!state)
        return state.error();
    return state->present;
}

Status PcscReader::reset(hal::OperationContext &context)
{
    // Whatever that says: the connection is made anew.
    (void)m_link.disconnect(context).ok();
    return m_link.open(context);
}

Status PcscReader::awaitRemoval(hal::OperationContext &context)
{
    auto state = m_link.state(context);
    while (state && state->present)
        state = m_link.awaitChange(*state, context);
    if (!state)
        return state.error();
    return m_link.disconnect(context);
}

Status PcscReader::awaitCard(hal::OperationContext &context)
{
    auto state = m_link.state(context);
    if (state && !state->present)
        tell(context, "insertCard");
    while (state && !state->present) {
        state = m_link.awaitChange(*state, context);
        if (!state && state.error().code == error::timeOut && m_link.isOpen())
            return fail(error::noMedia);
    }
    if (!state)
        return state.error();
    tell(context, "cardFound");
    return {};
}

Result<QByteArray> PcscReader::chipPower(hal::ChipAction action, hal::OperationContext &context)
{
    if (action == hal::ChipAction::Off) {
        KIOSK_TRY(m_link.disconnect(context));
        return QByteArray();
    }
    auto atr = m_link.reconnect(action == hal::ChipAction::Cold, context);
    if (!atr)
        return judge(atr.error(), context);
    return atr;
}

Result<QByteArray> PcscReader::chipIo(const QByteArray &apdu, hal::OperationContext &context)
{
    if (!m_link.isConnected()) {
        if (const auto atr = m_link.connect(context); !atr)
            return judge(atr.error(), context);
    }
    auto answer = hal::chipcard::exchange(
        apdu, [&](const QByteArray &command) { return m_link.transmit(command, context); });
    if (!answer)
        return judge(answer.error(), context);
    return answer->data.append(char(answer->status >> 8)).append(char(answer->status & 0xFF));
}

Error PcscReader::judge(const Error &problem, hal::OperationContext &context)
{
    static const ErrorCode ofChip[] = {error::readFailed, error::atrNotObtained, error::protocolError,
                                       error::protocolNotSupported, error::mediaRemoved};
    if (std::find(std::begin(ofChip), std::end(ofChip), problem.code) == std::end(ofChip))
        return problem;
    (void)m_link.disconnect(context).ok();
    if (problem.code == error::mediaRemoved)
        return problem;
    hal::OperationContext look{context.deadline.orIn(removalSeenWithin), context.cancel};
    auto state = m_link.state(look);
    const bool mayBeGone = problem.code == error::readFailed || problem.code == error::atrNotObtained;
    while (state && state->present && mayBeGone)
        state = m_link.awaitChange(*state, look);
    if (state && !state->present)
        return fail(error::mediaRemoved, problem.detail);
    if (!state && (state.error().code == error::noDevice || context.cancel.canceled()))
        return state.error();
    return problem;
}

Result<hal::SocialSecurityCard> PcscReader::readSocialSecurityCard(hal::OperationContext &context)
{
    KIOSK_TRY(awaitCard(context));
    for (int failures = 0;;) {
        bool begun = false;
        auto card = readOnce(begun, context);
        if (card) {
            KIOSK_TRY(m_link.disconnect(context));
            tell(context, "cardRead");
            return card;
        }
        const Error problem = judge(card.error(), context);
        const bool gone = problem.code == error::noMedia || problem.code == error::mediaRemoved;
        if (gone && !begun) {
            // A card that is pushed in is often felt before its contacts hold.
            KIOSK_TRY(awaitCard(context));
            continue;
        }
        const bool again = problem.code == error::readFailed || problem.code == error::protocolError ||
                           problem.code == error::atrNotObtained;
        if (!again || ++failures == readAttempts) {
            (void)m_link.disconnect(context).ok();
            return problem;
        }
        qCInfo(log, "read again: %s", qUtf8Printable(problem.detail));
    }
}

Result<hal::SocialSecurityCard> PcscReader::readOnce(bool &begun, hal::OperationContext &context)
{
    if (const auto atr = m_link.connect(context); !atr)
        return atr.error();
    begun = true;
    return hal::chipcard::readSocialSecurityCard(
        [&](const QByteArray &command) { return m_link.transmit(command, context); });
}

} // namespace kiosk::pcsc
