#include "chip_reader.h"

#include "service_status.h"
#include "words.h"

#include <utility>

namespace kiosk::xfs4iot
{

namespace
{

/// A service need not say that a card came or went.
constexpr Milliseconds mediaLookInterval{500};
/// So long a card that is gone may seem there.
constexpr Milliseconds removalWithin{300};
/// A contact that is dirty, a card that is still moving: so many failures in a row, the card lying there, are
/// one too many.
constexpr int mostReadAttempts = 3;

QString mediaWord(const QJsonObject &status)
{
    static const QStringList known{QStringLiteral("present"), QStringLiteral("notPresent"),
                                   QStringLiteral("jammed"), QStringLiteral("entering"),
                                   QStringLiteral("latched")};
    return wordIn(fieldAt(status, u"cardReader.media"), known);
}

QString chipWord(const QJsonObject &status)
{
    static const QStringList known{QStringLiteral("online"),        QStringLiteral("busy"),
                                   QStringLiteral("poweredOff"),    QStringLiteral("noDevice"),
                                   QStringLiteral("hardwareError"), QStringLiteral("noCard")};
    const QJsonValue value = fieldAt(status, u"cardReader.chipPower");
    // Spelt so in some versions.
    return value.toString().compare(u"powerOff", Qt::CaseInsensitive) == 0 ? QStringLiteral("poweredOff")
                                                                           : wordIn(value, known);
}

/// A field for contactless cards tells of no media: there the chip's word counts.
bool isCardThere(const QJsonObject &status)
{
    const QString media = mediaWord(status), chip = chipWord(status);
    if (media != u"unknown")
        return media == u"present" || media == u"latched";
    return chip == u"online" || chip == u"busy" || chip == u"poweredOff" || chip == u"hardwareError";
}

} // namespace

QString chipProtocolFor(const QByteArray &atr, const QJsonObject &capabilities)
{
    const QJsonObject offered = fieldAt(capabilities, u"cardReader.chipProtocols").toObject();
    const auto has = [&](const QString &word) { return fieldOf(offered, word).toBool(); };
    QString automatic = QStringLiteral("chipProtocolNotRequired");
    if (has(automatic))
        return automatic;
    // T0 has in its high half which interface bytes follow; TD1, the last of them, has the protocol.
    const int format = atr.size() > 1 ? uchar(atr[1]) >> 4 : 0;
    const qsizetype first = 2 + (format & 1) + (format >> 1 & 1) + (format >> 2 & 1);
    const bool isT1 = (format & 8) != 0 && first < atr.size() && (uchar(atr[first]) & 0x0F) == 1;
    QString told = isT1 ? QStringLiteral("chipT1") : QStringLiteral("chipT0");
    if (has(told) || offered.isEmpty())
        return told;
    for (auto protocol = offered.begin(); protocol != offered.end(); ++protocol)
        if (protocol->toBool())
            return protocol.key();
    return told;
}

Result<std::unique_ptr<hal::Device>> ChipReader::create(const hal::DeviceConfiguration &configuration)
{
    auto link = ServiceLink::create(configuration, QStringLiteral("CardReader"));
    if (!link)
        return link.error();
    return std::unique_ptr<hal::Device>(new ChipReader(*std::move(link)));
}

Status ChipReader::open(hal::OperationContext &context)
{
    m_protocol.clear();
    return m_link->open(context);
}

void ChipReader::close()
{
    m_protocol.clear();
    m_link->close();
}

Result<QJsonObject> ChipReader::status(hal::OperationContext &context)
{
    return deviceStatus(*m_link, context, [](const QJsonObject &status, QJsonObject &result) {
        result.insert(QStringLiteral("media"), mediaWord(status));
        result.insert(QStringLiteral("chip"), chipWord(status));
    });
}

Result<bool> ChipReader::detect(hal::OperationContext &context)
{
    KIOSK_TRY(m_link->ensureOpen(context));
    const auto status = m_link->status(context);
    if (!status)
        return status.error();
    KIOSK_TRY(checkDevice(deviceWordOf(*status)));
    return isCardThere(*status);
}

Status ChipReader::reset(hal::OperationContext &context)
{
    KIOSK_TRY(open(context));
    // Whatever it says: a chip may have been off, and no card there.
    (void)chipPower(hal::ChipAction::Off, context).ok();
    return context.check();
}

Status ChipReader::awaitRemoval(hal::OperationContext &context)
{
    for (;;) {
        const auto there = detect(context);
        if (!there)
            return there.error();
        if (!*there) {
            m_protocol.clear();
            return {};
        }
        KIOSK_TRY(m_link->awaitChange(mediaLookInterval, context));
    }
}

Status ChipReader::awaitCard(hal::OperationContext &context)
{
    for (bool told = false;;) {
        const auto there = detect(context);
        if (!there)
            return there.error();
        if (*there)
            break;
        if (!std::exchange(told, true) && context.progress)
            context.progress(QStringLiteral("insertCard"), {});
        const Status waited = m_link->awaitChange(mediaLookInterval, context);
        if (!waited)
            return waited.error().code == error::timeOut ? fail(error::noMedia) : waited;
    }
    if (context.progress)
        context.progress(QStringLiteral("cardFound"), {});
    return {};
}

Result<QByteArray> ChipReader::chipPower(hal::ChipAction action, hal::OperationContext &context)
{
    const bool off = action == hal::ChipAction::Off;
    m_protocol.clear();
    KIOSK_TRY(m_link->ensureOpen(context));
    const QString word = off                               ? QStringLiteral("off")
                         : action == hal::ChipAction::Cold ? QStringLiteral("cold")
                                                           : QStringLiteral("warm");
    const auto answer = m_link->command(
        {QStringLiteral("CardReader.ChipPower"), {{QStringLiteral("chipPower"), word}}}, context);
    if (!answer)
        return off ? answer.error() : judge(answer.error(), context);
    if (off)
        return QByteArray();
    auto atr = bytesOf(*answer, u"chipData");
    if (!atr)
        return atr.error();
    if (atr->isEmpty())
        return fail(error::atrNotObtained, QStringLiteral("the service gave no answer to reset"));
    m_protocol = chipProtocolFor(*atr, m_link->capabilities());
    return atr;
}

Result<QByteArray> ChipReader::transmit(const QByteArray &command, hal::OperationContext &context)
{
    const auto answer =
        m_link->command({QStringLiteral("CardReader.ChipIO"),
                         {{QStringLiteral("chipProtocol"), m_protocol},
                          {QStringLiteral("chipData"), QString::fromLatin1(command.toBase64())}}},
                        context);
    if (!answer)
        return answer.error();
    return bytesOf(*answer, u"chipData");
}

Result<hal::chipcard::Answer> ChipReader::exchange(const QByteArray &command, hal::OperationContext &context)
{
    return hal::chipcard::exchange(command, [&](const QByteArray &part) { return transmit(part, context); });
}

Result<QByteArray> ChipReader::chipIo(const QByteArray &apdu, hal::OperationContext &context)
{
    KIOSK_TRY(m_link->ensureOpen(context));
    if (m_protocol.isEmpty())
        if (const auto atr = chipPower(hal::ChipAction::Cold, context); !atr)
            return atr.error();
    auto answer = exchange(apdu, context);
    if (!answer)
        return judge(answer.error(), context);
    return answer->data.append(char(answer->status >> 8)).append(char(answer->status & 0xFF));
}

Error ChipReader::judge(const Error &problem, hal::OperationContext &context)
{
    m_protocol.clear();
    const bool mayBeGone = problem.code == error::readFailed || problem.code == error::atrNotObtained ||
                           problem.code == error::noMedia;
    if (!mayBeGone || !m_link->isOpen())
        return problem;
    hal::OperationContext look{context.deadline.orIn(removalWithin), context.cancel};
    const auto there = detect(look);
    if (there && !*there && problem.code != error::noMedia)
        return fail(error::mediaRemoved, problem.detail);
    return context.cancel.canceled() ? fail(error::canceled) : problem;
}

Result<hal::SocialSecurityCard> ChipReader::readSocialSecurityCard(hal::OperationContext &context)
{
    for (int failures = 0;;) {
        KIOSK_TRY(awaitCard(context));
        const auto atr = chipPower(hal::ChipAction::Cold, context);
        auto card = atr ? hal::chipcard::readSocialSecurityCard(
                              [&](const QByteArray &part) { return transmit(part, context); })
                        : Result<hal::SocialSecurityCard>(atr.error());
        if (card) {
            (void)chipPower(hal::ChipAction::Off, context).ok();
            if (context.progress)
                context.progress(QStringLiteral("cardRead"), {});
            return card;
        }
        const Error problem = atr ? judge(card.error(), context) : card.error();
        const bool again = problem.code == error::readFailed || problem.code == error::atrNotObtained ||
                           problem.code == error::noMedia;
        if (!again || ++failures == mostReadAttempts)
            return problem;
    }
}

} // namespace kiosk::xfs4iot
