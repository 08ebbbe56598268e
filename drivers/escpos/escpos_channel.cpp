#include "escpos_channel.h"

#include "commands.h"

#include <algorithm>
#include <utility>

namespace kiosk::escpos
{

namespace
{

constexpr int attempts = 3;
/// Longer than a USB serial adapter (16 ms) or a busy machine holds back the rest of an answer.
constexpr Milliseconds quiet{60};
/// Answers that stand in the printer's buffer one behind the other are no further apart.
constexpr Milliseconds longQuiet{200};
constexpr Milliseconds lookInterval{250};

} // namespace

EscposChannel::EscposChannel(std::unique_ptr<PrinterPort> port, Confirmation confirmation,
                             Milliseconds statusTime)
    : m_port(std::move(port)), m_confirmation(confirmation), m_statusTime(statusTime)
{
}

Status EscposChannel::open()
{
    m_decoder.clear();
    // Whoever had the port before us may have left a question open.
    m_owing = true;
    return m_port->open();
}

Status EscposChannel::send(const QByteArray &command, hal::OperationContext &context)
{
    return m_port->write(command, context.deadline.orIn(m_statusTime), context.cancel);
}

Result<std::optional<quint8>> EscposChannel::portStatus(hal::OperationContext &context)
{
    return m_port->portStatus(context.deadline, context.cancel);
}

Result<Response> EscposChannel::receive(const Deadline &limit, hal::OperationContext &context)
{
    for (bool waited = false;;) {
        if (auto response = m_decoder.next())
            return std::move(*response);
        auto bytes = m_port->read(limit, context.cancel);
        if (bytes) {
            m_decoder.feed(*bytes);
            continue;
        }
        if (bytes.error().code != error::timeOut || std::exchange(waited, true))
            return bytes.error();
        m_decoder.giveUp(); // the beginning of an answer may lie there
    }
}

void EscposChannel::note(const Response &response)
{
    using Kind = Response::Kind;
    constexpr quint8 paperEnd = 0x0C;
    if (response.kind == Kind::Noise)
        m_noise = true;
    else if (response.kind == Kind::ProcessId && m_confirmation == Confirmation::ProcessId)
        m_confirmed = m_confirmed || response.id == m_id;
    else if (response.kind == Kind::PaperSensor && m_confirmation == Confirmation::PaperSensor)
        m_confirmed = m_confirmed || (response.byte & paperEnd) == 0;
}

Status EscposChannel::drain(Milliseconds silence, hal::OperationContext &context)
{
    for (;;) {
        const auto response = receive(context.deadline.orIn(silence), context);
        if (!response && response.error().code == error::timeOut)
            return context.check();
        if (!response)
            return response.error();
    }
}

Result<quint8> EscposChannel::askRealTime(int n, hal::OperationContext &context)
{
    for (int attempt = 1;; ++attempt) {
        if (std::exchange(m_owing, true)) {
            KIOSK_TRY(drain(quiet, context));
            m_confirmed = false; // whatever it was, it is asked for again
            m_noise = true;
        }
        KIOSK_TRY(send(escpos::askRealTime(n), context));
        const Deadline limit = context.deadline.orIn(m_statusTime);
        bool noise = false;
        auto response = receive(limit, context);
        for (; response && response->kind != Response::Kind::RealTime; response = receive(limit, context)) {
            noise = noise || response->kind == Response::Kind::Noise;
            note(*response);
        }
        if (response && !noise) {
            m_owing = false;
            return response->byte;
        }
        if (!response && (response.error().code != error::timeOut || !context.check()))
            return response.error();
        if (noise && attempt < attempts)
            continue;
        return noise ? fail(error::protocolError, QStringLiteral("no answer to DLE EOT %1 but noise").arg(n))
                     : fail(error::timeOut, QStringLiteral("no answer to DLE EOT %1").arg(n));
    }
}

Result<PrinterStatus> EscposChannel::askStatus(hal::OperationContext &context)
{
    StatusBytes bytes{};
    for (int n = 1; n <= int(bytes.size()); ++n) {
        const auto answer = askRealTime(n, context);
        if (!answer)
            return answer.error();
        bytes[size_t(n) - 1] = *answer;
    }
    return decodeStatus(bytes);
}

Status EscposChannel::askConfirmation(hal::OperationContext &context)
{
    m_confirmed = m_noise = false;
    if (m_confirmation == Confirmation::PaperSensor)
        return send(askPaperSensor(), context);
    constexpr int base = 10000; // four digits
    m_lastId = (m_lastId + 1) % base;
    m_id = QByteArray::number(m_lastId).rightJustified(4, '0');
    return send(askProcessId(m_id), context);
}

Status EscposChannel::printPiece(const QByteArray &piece, Milliseconds time,
                                 const std::function<Status()> &stillPrinting, hal::OperationContext &context)
{
    const Milliseconds wire = m_port->wireTime(piece.size());
    const Deadline limit = context.deadline.orIn(time + wire);
    Deadline look = Deadline::in(lookInterval + wire);
    hal::OperationContext writing = context;
    writing.deadline = limit;
    KIOSK_TRY(m_port->write(piece, limit, context.cancel));
    KIOSK_TRY(askConfirmation(writing));
    for (bool again = false;;) {
        if (m_noise && m_confirmation == Confirmation::PaperSensor) {
            KIOSK_TRY(drain(quiet, writing));
            KIOSK_TRY(askConfirmation(writing));
            again = true;
        }
        if (m_confirmed) // and no second answer may be taken for the next piece's
            return again ? drain(quiet, context) : Status();
        const auto response = receive(limit.orIn(look.left()), context);
        if (response) {
            note(*response);
            continue;
        }
        if (response.error().code != error::timeOut || !context.check())
            return response.error();
        if (limit.passed())
            return fail(error::timeOut, QStringLiteral("the printer did not confirm what it was sent"));
        KIOSK_TRY(stillPrinting());
        look = Deadline::in(lookInterval);
    }
}

Status EscposChannel::startAnew(hal::OperationContext &context)
{
    KIOSK_TRY(send(clearBuffers(), context));
    KIOSK_TRY(drain(quiet, context));
    if (m_confirmation == Confirmation::ProcessId)
        return {}; // each has its own number
    // A printer that did not forget answers the old question first, and this one at once after it.
    KIOSK_TRY(askConfirmation(context));
    const Deadline limit = context.deadline.orIn(m_statusTime);
    while (!m_confirmed) {
        const auto response = receive(limit, context);
        if (!response)
            return response.error().code == error::timeOut
                       ? fail(error::timeOut, QStringLiteral("no answer to GS r"))
                       : response.error();
        note(*response);
    }
    return drain(longQuiet, context);
}

} // namespace kiosk::escpos
