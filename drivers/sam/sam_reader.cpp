#include "sam_reader.h"

#include "log.h"
#include "status_word.h"

#include <map>

namespace kiosk::sam
{

Q_LOGGING_CATEGORY(log, "kiosk.sam", QtInfoMsg)

namespace
{

/// Cards are often moved while they are read: so many failures in a row, the card lying there, are one too
/// many.
constexpr int readAttempts = 3;
/// A card at the field's edge flickers.
constexpr int absencesForRemoval = 2;

Milliseconds milliseconds(const QJsonObject &settings, const char *name, Milliseconds otherwise)
{
    return Milliseconds(settings[QLatin1String(name)].toInt(int(otherwise.count())));
}

Result<std::unique_ptr<SamTransport>> createTransport(const QJsonObject &connect)
{
    if (connect.contains(u"usb"))
        return createUsbTransport(hal::UsbAddress::fromJson(connect[u"usb"].toObject()));
    const QString serial = connect[u"serial"].toString();
    if (serial.isEmpty())
        return fail(error::invalidData, QStringLiteral("connect has neither serial nor usb"));
    return createSerialTransport(serial, connect[u"baud"].toInt(115200));
}

} // namespace

Result<std::unique_ptr<hal::Device>> SamReader::create(const hal::DeviceConfiguration &configuration)
{
    auto transport = createTransport(configuration.connect);
    if (!transport)
        return transport.error();

    const QJsonObject &given = configuration.settings;
    static const std::map<QString, RemovalProbe> probes{{QStringLiteral("auto"), RemovalProbe::Automatic},
                                                        {QStringLiteral("select"), RemovalProbe::Select},
                                                        {QStringLiteral("address"), RemovalProbe::Address},
                                                        {QStringLiteral("reset"), RemovalProbe::Reset},
                                                        {QStringLiteral("none"), RemovalProbe::None}};
    const auto probe = probes.find(given[QLatin1String("removal_probe")].toString(QStringLiteral("auto")));
    if (probe == probes.end())
        return fail(error::invalidData, QStringLiteral("settings.removal_probe is not one of its values"));
    SamSettings settings;
    settings.findInterval = milliseconds(given, "find_interval_ms", settings.findInterval);
    settings.findTimeOut = milliseconds(given, "find_timeout_ms", settings.findTimeOut);
    settings.readTimeOut = milliseconds(given, "read_timeout_ms", settings.readTimeOut);
    settings.removalProbe = probe->second;
    PhotoDecoder photos(given[QLatin1String("photo_decoder_library")].toString(),
                        given[QLatin1String("photo_decoder_symbol")].toString(QStringLiteral("unpack")));
    return std::unique_ptr<hal::Device>(new SamReader(std::move(*transport), settings, photos));
}

SamReader::SamReader(std::unique_ptr<SamTransport> transport, const SamSettings &settings,
                     PhotoDecoder photos)
    : m_channel(std::move(transport)), m_settings(settings), m_photos(photos)
{
    if (settings.removalProbe != RemovalProbe::Automatic && settings.removalProbe != RemovalProbe::None)
        m_provenProbe = settings.removalProbe;
}

Status SamReader::open(hal::OperationContext &context)
{
    KIOSK_TRY(m_channel.open(context));
    // Whoever used the reader before us may have read the card that lies there.
    auto status = reset(context);
    if (!status)
        close();
    m_cardHidden = false;
    return status;
}

void SamReader::close()
{
    m_channel.close();
}

Status SamReader::ensureOpen(hal::OperationContext &context)
{
    return m_channel.isOpen() ? Status{} : open(context);
}

Result<QJsonObject> SamReader::status(hal::OperationContext &context)
{
    auto state = ensureOpen(context);
    if (state) {
        if (const auto reply = ask(command::status, m_settings.findTimeOut, context); !reply)
            state = reply.error();
    }
    if (state)
        return QJsonObject{
            {QStringLiteral("device"), QStringLiteral("online")},
            {QStringLiteral("sam_id"), m_channel.samId()},
            {QStringLiteral("identity"), QJsonObject{{QStringLiteral("serial"), m_channel.samId()}}}};
    if (state.error().code == error::canceled)
        return state.error();
    return hal::describeFailure(state.error());
}

Status SamReader::reset(hal::OperationContext &context)
{
    if (!m_channel.isOpen())
        return open(context);
    const auto reply = ask(command::reset, m_settings.readTimeOut, context);
    return reply ? Status{} : reply.error();
}

Result<Reply> SamReader::ask(Command command, Milliseconds replyTime, hal::OperationContext &context)
{
    auto reply = m_channel.ask(command, replyTime, context);
    if (reply && !isSuccess(reply->sw3))
        return errorOf(command, *reply);
    return reply;
}

Result<bool> SamReader::find(hal::OperationContext &context)
{
    const auto reply = ask(command::find, m_settings.findTimeOut, context);
    if (reply) {
        m_cardHidden = false;
        return true;
    }
    if (reply.error().code == error::noMedia)
        return false;
    return reply.error();
}

Result<hal::IdCard> SamReader::read(hal::OperationContext &context)
{
    KIOSK_TRY(ensureOpen(context));
    // Asked to read, it reads what lies there, also the card it read before.
    if (m_cardHidden)
        KIOSK_TRY(reset(context));

    bool answered = false;
    for (int failures = 0;;) {
        const Deadline next = Deadline::in(m_settings.findInterval);
        const auto found = find(context);
        if (!found) {
            const bool waitedInVain =
                answered && found.error().code == error::timeOut && context.deadline.passed();
            return waitedInVain ? fail(error::noMedia) : found.error();
        }
        if (!*found && !answered && context.progress)
            context.progress(QStringLiteral("insertCard"), {});
        answered = true;
        if (!*found) {
            failures = 0;
            if (const auto status = context.pause(next); !status)
                return status.error().code == error::timeOut ? fail(error::noMedia) : status.error();
            continue;
        }

        if (context.progress)
            context.progress(QStringLiteral("cardFound"), {});
        Step step = Step::Select;
        auto card = readFound(step, context);
        if (card) {
            if (context.progress)
                context.progress(QStringLiteral("cardRead"), {});
            return card;
        }
        const Error problem = card.error();
        if (problem.code != error::readFailed && problem.code != error::noMedia)
            return problem;

        if (m_cardHidden)
            KIOSK_TRY(reset(context));
        const auto stillThere = find(context);
        if (!stillThere)
            return stillThere.error();
        // A card that comes near is often found before it can be selected: that is no card taken away.
        if (!*stillThere && step == Step::Read)
            return fail(error::mediaRemoved, problem.detail);
        if (*stillThere && ++failures == readAttempts)
            return fail(error::readFailed, problem.detail);
        qCInfo(log, "read again: %s", qUtf8Printable(problem.detail));
    }
}

Result<hal::IdCard> SamReader::readFound(Step &step, hal::OperationContext &context)
{
    if (const auto selected = ask(command::select, m_settings.findTimeOut, context); !selected)
        return selected.error();
    step = Step::Read;
    // Whether or not its answer reaches us.
    m_cardHidden = true;
    const auto reply = ask(command::read, m_settings.readTimeOut, context);
    if (!reply)
        return reply.error();
    const auto data = splitCardData(reply->data);
    if (!data)
        return data.error();
    auto card = parseCard(data->text);
    if (!card)
        return card;
    // Before the photo: the card can be taken away sooner.
    KIOSK_TRY(readNewestAddress(*card, context));
    card->photo = m_photos.decode(data->photo);

    // What goes wrong here is no fault of the reading.
    if (const auto proven = proveProbe(context); !proven)
        qCInfo(log, "no removal probe: %s", qUtf8Printable(proven.error().detail));
    return card;
}

Status SamReader::readNewestAddress(hal::IdCard &card, hal::OperationContext &context)
{
    if (card.form != hal::IdCard::Form::Resident && card.form != hal::IdCard::Form::J)
        return {};
    const auto reply = m_channel.ask(command::newestAddress, m_settings.readTimeOut, context);
    if (!reply)
        return reply.error();
    // Empty, or a reader that is older than this command.
    if (reply->sw3 == sw3::itemEmpty || isRefusal(reply->sw3))
        return {};
    if (!isSuccess(reply->sw3))
        return errorOf(command::newestAddress, *reply);
    const auto address = parseNewestAddress(reply->data);
    if (!address)
        return address.error();
    if (!address->isEmpty())
        card.address = *address;
    return {};
}

Status SamReader::proveProbe(hal::OperationContext &context)
{
    if (m_settings.removalProbe != RemovalProbe::Automatic || m_provenProbe != RemovalProbe::Automatic)
        return {};
    // Now, while the card is known to lie there. Twice: a reader may close its session with a card after one
    // answer.
    for (const auto probe : {RemovalProbe::Select, RemovalProbe::Address, RemovalProbe::Reset}) {
        bool seen = true;
        for (int i = 0; i < 2 && seen; ++i) {
            const auto sight = sees(probe, context);
            if (!sight)
                return sight.error();
            seen = *sight;
        }
        if (seen) {
            m_provenProbe = probe;
            break;
        }
    }
    return {};
}

Result<bool> SamReader::sees(RemovalProbe probe, hal::OperationContext &context)
{
    if (probe == RemovalProbe::Reset) {
        KIOSK_TRY(reset(context));
        return find(context);
    }
    const Command command = probe == RemovalProbe::Select ? command::select : command::newestAddress;
    const auto reply = m_channel.ask(command, m_settings.readTimeOut, context);
    if (!reply)
        return reply.error();
    return isSuccess(reply->sw3) || reply->sw3 == sw3::itemEmpty;
}

Result<std::optional<bool>> SamReader::isCardThere(hal::OperationContext &context)
{
    const auto found = find(context);
    if (!found)
        return found.error();
    if (*found || !m_cardHidden)
        return std::optional(*found);
    if (m_provenProbe == RemovalProbe::Automatic)
        return std::optional<bool>();
    const auto seen = sees(m_provenProbe, context);
    if (!seen)
        return seen.error();
    return std::optional(*seen);
}

Result<std::optional<bool>> SamReader::detect(hal::OperationContext &context)
{
    KIOSK_TRY(ensureOpen(context));
    auto there = isCardThere(context);
    if (there && *there && !**there)
        m_cardHidden = false;
    return there;
}

Status SamReader::awaitRemoval(hal::OperationContext &context)
{
    KIOSK_TRY(ensureOpen(context));
    for (int absences = 0;;) {
        const Deadline next = Deadline::in(m_settings.findInterval);
        const auto there = isCardThere(context);
        if (!there)
            return there.error();
        if (!*there)
            return fail(error::unsupportedCommand,
                        QStringLiteral("this reader does not tell whether a card that was read has left"));
        absences = **there ? 0 : absences + 1;
        if (absences == absencesForRemoval) {
            m_cardHidden = false;
            return {};
        }
        KIOSK_TRY(context.pause(next));
    }
}

} // namespace kiosk::sam
