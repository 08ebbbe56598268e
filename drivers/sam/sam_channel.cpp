#include "sam_channel.h"

#include "log.h"
#include "status_word.h"

namespace kiosk::sam
{

namespace
{

constexpr int attempts = 3;
/// The security module answers this one from its own memory.
constexpr Milliseconds samIdReplyTime{500};
constexpr int synchroniseAttempts = 2;
/// Longer than a USB serial adapter (16 ms) or a busy machine holds back the rest of a frame.
constexpr Milliseconds longestGap{200};
constexpr Milliseconds quietMargin{20};
constexpr Milliseconds longestSettle{1000};

/// Can this success be the answer to that command? Sizes are wider than the known ones: only kinds must
/// differ.
bool isAnswer(Command command, const Reply &reply)
{
    if (!isSuccess(reply.sw3))
        return true;
    const qsizetype size = reply.data.size();
    if (command == command::find)
        return reply.sw3 == sw3::cardFound;
    if (reply.sw3 == sw3::cardFound)
        return false;
    if (command == command::select)
        return size > 0 && size < 16;
    if (command == command::samId)
        return size == 16;
    if (command == command::read)
        return size > 280;
    if (command == command::newestAddress)
        return size > 16 && size <= 280;
    return size == 0;
}

/// What follows its three states is a card's, or the security module's number.
void tellReply(QByteArrayView body)
{
    constexpr qsizetype states = 3;
    const QByteArrayView plain = body.first(std::min(body.size(), states));
    hal::tellFrame(hal::Way::In, plain, body.size() - plain.size());
}

} // namespace

Status SamChannel::open(hal::OperationContext &context)
{
    KIOSK_TRY(m_transport->open());
    // The answers to a question of whoever had the port before us may be on their way.
    m_line = Line::Owing;
    auto status = synchronise(context);
    if (!status)
        close();
    return status;
}

void SamChannel::close()
{
    m_transport->close();
    m_samId.clear();
}

Result<Reply> SamChannel::ask(Command command, Milliseconds replyTime, hal::OperationContext &context)
{
    auto reply = askRepeatedly(command, replyTime, context);
    if (!reply && reply.error().code == error::noDevice)
        close();
    return reply;
}

Result<Reply> SamChannel::askRepeatedly(Command command, Milliseconds replyTime,
                                        hal::OperationContext &context)
{
    for (int attempt = 1;; ++attempt) {
        KIOSK_TRY(context.check());
        if (m_line == Line::Owing)
            KIOSK_TRY(synchronise(context));
        if (m_line == Line::Unsettled)
            KIOSK_TRY(settle(context));
        auto reply = receive(command, replyTime, context);
        if (reply && !asksAgain(reply->sw3))
            return reply;
        const Error problem = reply ? errorOf(command, *reply) : reply.error();
        const bool repeatable = problem.code == error::protocolError || problem.code == error::timeOut;
        if (!repeatable || attempt == attempts || !context.check())
            return problem;
        qCInfo(log, "asked again: %s", qUtf8Printable(problem.detail));
    }
}

Result<Reply> SamChannel::receive(Command command, Milliseconds replyTime, hal::OperationContext &context)
{
    m_transport->discardInput();
    m_decoder.clear();
    m_line = Line::Owing;
    const QByteArray question = encodeCommand(command);
    hal::tellFrame(hal::Way::Out, question);
    KIOSK_TRY(m_transport->send(question, context.deadline, context.cancel));

    const Deadline answer = Deadline::in(replyTime);
    for (;;) {
        const bool inFrame = m_decoder.inFrame();
        const Deadline next =
            inFrame ? context.deadline.orIn(longestGap) : context.deadline.orIn(answer.left());
        const auto bytes = m_transport->receive(next, context.cancel);
        if (!bytes && bytes.error().code == error::timeOut && inFrame && context.check()) {
            m_line = Line::Unsettled;
            return fail(error::protocolError, QStringLiteral("a frame without its end"));
        }
        if (!bytes && bytes.error().code == error::timeOut)
            return fail(error::timeOut, QStringLiteral("no answer to command %1 %2")
                                            .arg(command.command, 2, 16, QLatin1Char('0'))
                                            .arg(command.parameter, 2, 16, QLatin1Char('0')));
        if (!bytes)
            return bytes.error();

        m_decoder.feed(*bytes);
        for (auto event = m_decoder.next(); event != FrameDecoder::Event::NeedsMore;
             event = m_decoder.next()) {
            if (event != FrameDecoder::Event::Frame) {
                m_line = Line::Unsettled;
                const bool length = event == FrameDecoder::Event::WrongLength;
                return fail(error::protocolError, length ? QStringLiteral("a frame with a wrong length")
                                                         : QStringLiteral("a frame with a wrong checksum"));
            }
            tellReply(m_decoder.body());
            auto reply = replyFrom(m_decoder.body());
            if (!reply || !isAnswer(command, *reply)) {
                qCInfo(log, "skipped a frame that answers nothing that was asked");
                continue;
            }
            m_line = isSuccess(reply->sw3) ? Line::Clean : Line::Unsettled;
            return std::move(*reply);
        }
    }
}

Status SamChannel::synchronise(hal::OperationContext &context)
{
    for (int attempt = 1;; ++attempt) {
        auto status = awaitSamId(context);
        if (status || attempt == synchroniseAttempts || !context.check())
            return status;
        const ErrorCode code = status.error().code;
        if (code != error::timeOut && code != error::protocolError)
            return status;
    }
}

Status SamChannel::awaitSamId(hal::OperationContext &context)
{
    // Answers come in the order of their questions: behind the id nothing older can follow but another id,
    // which no other command takes for its answer.
    m_transport->discardInput();
    m_decoder.clear();
    KIOSK_TRY(m_transport->send(encodeCommand(command::samId), context.deadline, context.cancel));
    Deadline limit = context.deadline.orIn(samIdReplyTime);
    Error problem = fail(error::timeOut, QStringLiteral("the reader does not answer"));
    for (;;) {
        const auto bytes = m_transport->receive(limit, context.cancel);
        if (!bytes)
            return bytes.error().code == error::timeOut ? problem : bytes.error();
        m_decoder.feed(*bytes);
        for (auto event = m_decoder.next(); event != FrameDecoder::Event::NeedsMore;
             event = m_decoder.next()) {
            const auto reply =
                event == FrameDecoder::Event::Frame ? replyFrom(m_decoder.body()) : std::nullopt;
            if (!reply) {
                // It may have been the id: if nothing better follows soon, ask again.
                problem = fail(error::protocolError, QStringLiteral("a damaged frame"));
                limit = limit.orIn(longestGap);
            } else if (!isSuccess(reply->sw3)) {
                // It may be the answer to an older question; only what is true of the whole reader counts at
                // once.
                problem = errorOf(command::samId, *reply);
                if (problem.code == error::selfTestFailed || problem.code == error::samNotAuthorised)
                    return problem;
            } else if (isAnswer(command::samId, *reply)) {
                m_samId = samIdText(reply->data);
                m_line = Line::Clean;
                return {};
            }
        }
    }
}

Status SamChannel::settle(hal::OperationContext &context)
{
    const Milliseconds quiet = quietMargin + m_transport->wireTime(frameOverhead + 16);
    const Deadline limit = context.deadline.orIn(longestSettle);
    for (;;) {
        const auto bytes = m_transport->receive(limit.orIn(quiet), context.cancel);
        if (bytes && !limit.passed())
            continue;
        // A wire that failed has recovered by then, and what was on it is not wanted.
        if (!bytes && bytes.error().code == error::protocolError && !limit.passed())
            continue;
        if (!bytes && bytes.error().code != error::timeOut)
            return bytes.error();
        m_line = Line::Clean;
        return context.check();
    }
}

} // namespace kiosk::sam
