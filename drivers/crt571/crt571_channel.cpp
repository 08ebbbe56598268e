#include "crt571_channel.h"

#include <QLoggingCategory>

#include <utility>

namespace kiosk::crt571
{

namespace
{

// Commands and codes only: what a chip says may be personal data.
Q_LOGGING_CATEGORY(log, "kiosk.crt571", QtInfoMsg)

constexpr int attempts = 3;
/// Longer than a USB serial adapter (16 ms) or a busy machine holds back the rest of a frame.
constexpr Milliseconds longestGap{200};
/// What follows a byte that stands alone, or an answer that has a second one behind it, is there by then.
constexpr Milliseconds quiet{60};
constexpr Milliseconds statusTime{2000};
constexpr Milliseconds acknowledgeWrite{50};

QString nameOf(Command command)
{
    return QStringLiteral("%1 %2")
        .arg(command.command, 2, 16, QLatin1Char('0'))
        .arg(command.parameter, 2, 16, QLatin1Char('0'));
}

/// The device's own part of a frame; its data is a card's.
void tell(hal::Way way, Command command, qsizetype hidden, const QByteArray &states = {})
{
    const char name[] = {char(command.command), char(command.parameter)};
    hal::tellFrame(way, QByteArray(name, sizeof name) + states, hidden);
}

} // namespace

/// One question on its way, and what came back so far.
struct Crt571Channel::Exchange {
    Command command;
    bool settling = false; ///< an older answer to the same command may come first
    bool acknowledged = false;
    bool refused = false;
    bool noisy = false; ///< more came than bytes that stand alone
    bool damaged = false;
    std::optional<Reply> reply = {};

    /// What it means that nothing more comes.
    [[nodiscard]] Error silence() const
    {
        if (damaged)
            return fail(error::protocolError, QStringLiteral("a damaged answer to %1").arg(nameOf(command)));
        const QString missing = acknowledged ? QStringLiteral("answer") : QStringLiteral("acknowledgement");
        return fail(error::timeOut, QStringLiteral("no %1 to command %2").arg(missing, nameOf(command)));
    }
};

Status Crt571Channel::open()
{
    m_port.reset();
    auto port = hal::SerialPort::open(m_settings.port, m_settings.baud);
    if (!port)
        return port.error();
    m_port = std::move(*port);
    // Whoever had the port before us may have left a question open.
    m_owing = true;
    return {};
}

Result<Reply> Crt571Channel::ask(const Question &question, Milliseconds answerTime, Repeat repeat,
                                 hal::OperationContext &context)
{
    if (!m_port)
        return fail(error::noDevice, QStringLiteral("the port is not open"));
    auto reply = [&]() -> Result<Reply> {
        if (m_owing && repeat == Repeat::Never) {
            const auto settled = askRepeatedly({command::status, {}}, statusTime, Repeat::WhenLost, context);
            if (!settled)
                return settled.error();
        }
        return askRepeatedly(question, answerTime, repeat, context);
    }();
    if (!reply && reply.error().code == error::noDevice)
        close();
    return reply;
}

Result<Reply> Crt571Channel::askRepeatedly(const Question &question, Milliseconds answerTime, Repeat repeat,
                                           hal::OperationContext &context)
{
    for (int attempt = 1;; ++attempt) {
        KIOSK_TRY(context.check());
        bool refused = false;
        auto reply = exchange(question, answerTime, refused, context);
        if (reply)
            return reply;
        const ErrorCode code = reply.error().code;
        const bool lost = code == error::timeOut || code == error::protocolError;
        const bool again = refused || (lost && repeat == Repeat::WhenLost);
        if (!again || attempt == attempts || !context.check())
            return reply;
        qCInfo(log, "asked again: %s", qUtf8Printable(reply.error().detail));
    }
}

Result<Reply> Crt571Channel::exchange(const Question &question, Milliseconds answerTime, bool &refused,
                                      hal::OperationContext &context)
{
    m_port->discardInput();
    m_decoder.clear();
    Exchange now{question.command, std::exchange(m_owing, true)};
    tell(hal::Way::Out, question.command, question.data.size());
    KIOSK_TRY(m_port->write(encodeQuestion(m_settings.address, question.command, question.data),
                            context.deadline, context.cancel));

    const Deadline acknowledgeBy = context.deadline.orIn(m_settings.acknowledgeTime);
    const Deadline answerBy = context.deadline.orIn(m_settings.acknowledgeTime + answerTime);
    for (;;) {
        const bool refusedAlone = now.refused && !now.acknowledged && !now.noisy;
        Deadline limit = now.acknowledged ? answerBy : acknowledgeBy;
        if (now.reply || refusedAlone)
            limit = context.deadline.orIn(quiet);
        else if (m_decoder.inFrame() || now.damaged)
            limit = context.deadline.orIn(longestGap);
        const auto bytes = m_port->read(limit, context.cancel);
        if (bytes) {
            m_decoder.feed(*bytes);
            take(now);
        } else if (now.reply && bytes.error().code == error::timeOut) {
            now.settling = false;
        } else if (bytes.error().code != error::timeOut || !context.check()) {
            return bytes.error();
        } else if (refusedAlone) {
            m_owing = now.settling;
            refused = true;
            return fail(error::protocolError, nameOf(question.command) + QStringLiteral(" refused (15)"));
        } else if (m_decoder.inFrame()) {
            now.damaged = true;
            m_decoder.giveUpFrame();
            take(now);
        } else {
            return now.silence();
        }
        if (now.reply && !now.settling) {
            m_owing = false;
            return std::move(*now.reply);
        }
    }
}

void Crt571Channel::take(Exchange &exchange)
{
    for (auto event = m_decoder.next(); event != FrameDecoder::Event::NeedsMore; event = m_decoder.next()) {
        if (event == FrameDecoder::Event::Acknowledge) {
            exchange.acknowledged = true;
            continue;
        }
        if (event == FrameDecoder::Event::Refuse) {
            exchange.refused = true;
            continue;
        }
        exchange.noisy = true;
        if (event == FrameDecoder::Event::Damaged)
            exchange.damaged = true;
        if (event != FrameDecoder::Event::Frame)
            continue;
        auto reply = m_decoder.address() == m_settings.address ? replyFrom(m_decoder.body()) : std::nullopt;
        if (reply) {
            const char states[] = {reply->st0, reply->st1, reply->st2};
            tell(hal::Way::In, reply->command, reply->data.size(),
                 reply->positive ? QByteArray(states, sizeof states) : reply->code);
        }
        if (!reply || reply->command != exchange.command) {
            qCInfo(log, "skipped a frame that answers nothing that was asked");
            continue;
        }
        acknowledgeAnswer();
        exchange.reply = std::move(reply);
    }
}

/// The answer is here; whether the device learns that it is does not change it.
void Crt571Channel::acknowledgeAnswer()
{
    (void)m_port->write({&acknowledge, 1}, Deadline::in(acknowledgeWrite), {}).ok();
}

} // namespace kiosk::crt571
