#include "epp_pad.h"

#include <algorithm>

namespace kiosk::epp
{

namespace
{

constexpr int mostTries = 3;
constexpr Milliseconds stopTime{80}; ///< within what a cancel may take
constexpr Milliseconds longestEntry{600'000};
constexpr qsizetype blockSize = 16; ///< ISO 9564-1 format 4: one block of AES

QByteArray number(qint64 value)
{
    return QByteArray::number(value);
}

/// The pad gives up with us: it should not wait for digits that nobody asks for any more.
QByteArray secondsOf(const Deadline &deadline)
{
    return number(std::min(deadline.left(), longestEntry).count() / 1000 + 1);
}

Error unexpected()
{
    return fail(error::protocolError, QStringLiteral("the pad says what it should not"));
}

/// Errors of an entry that neither has digits nor was the citizen's to end.
Status endOf(const QByteArrayList &fields, qsizetype count)
{
    const QByteArray outcome = fields.value(0);
    if (outcome == outcome::timedOut)
        return fail(error::timeOut);
    if (outcome == outcome::noKey)
        return fail(error::deviceNotReady, QStringLiteral("the pad has no such key"));
    if (outcome == outcome::tampered)
        return fail(error::hardwareError,
                    QStringLiteral("the pad was tampered with and has no keys any more"));
    if (outcome == outcome::refused)
        return fail(error::invalidData, QStringLiteral("the pad refuses the request"));
    const bool known =
        outcome == outcome::canceled || (outcome == outcome::entered && fields.size() == count);
    return known ? Status() : Status(unexpected());
}

} // namespace

Result<std::unique_ptr<hal::Device>> EppPad::create(const hal::DeviceConfiguration &configuration)
{
    const QJsonObject &connect = configuration.connect;
    return std::unique_ptr<hal::Device>(
        std::make_unique<EppPad>(connect[u"serial"].toString(), connect[u"baud"].toInt(9600),
                                 Milliseconds(configuration.settings[u"answer_timeout_ms"].toInt(500))));
}

EppPad::EppPad(QString port, int baud, Milliseconds answerTime)
    : m_path(std::move(port)), m_baud(baud), m_answerTime(answerTime)
{
}

void EppPad::disconnect()
{
    m_port.reset();
    m_decoder.clear();
}

Error EppPad::lost(Error error)
{
    if (error.code == error::noDevice)
        disconnect();
    return error;
}

Status EppPad::connect(hal::OperationContext &context)
{
    KIOSK_TRY(context.check());
    auto port = hal::SerialPort::open(m_path, m_baud);
    if (!port)
        return port.error();
    m_port = std::move(*port);
    m_stopped = true; // an entry that another process left behind
    const auto pad = identify(context);
    if (!pad)
        disconnect();
    return pad ? Status() : Status(pad.error());
}

Result<QJsonObject> EppPad::look(hal::OperationContext &context)
{
    return identify(context);
}

Result<QJsonObject> EppPad::identify(hal::OperationContext &context)
{
    if (m_stopped)
        KIOSK_TRY(callOff(context));
    const auto answer = ask(command::identify, context);
    if (!answer)
        return answer.error();
    if (answer->fields.size() != 4)
        return unexpected();
    if (answer->fields[2] == outcome::tampered)
        return fail(error::hardwareError,
                    QStringLiteral("the pad was tampered with and has no keys any more"));
    QJsonArray keys;
    for (const QByteArray &key : answer->fields[3].split(','))
        if (!key.isEmpty())
            keys.append(QString::fromLatin1(key));
    return QJsonObject{{QStringLiteral("model"), QString::fromLatin1(answer->fields[0])},
                       {QStringLiteral("serial"), QString::fromLatin1(answer->fields[1])},
                       {QStringLiteral("keys"), keys}};
}

Result<Message> EppPad::ask(const char *command, hal::OperationContext &context)
{
    m_port->discardInput();
    m_decoder.clear();
    KIOSK_TRY(send({command, {}}, context));
    const Deadline until = context.deadline.orIn(m_answerTime);
    for (;;) {
        auto answer = receive(until, context.cancel);
        if (!answer || answer->command == command) // else of what was asked before
            return answer;
    }
}

Status EppPad::callOff(hal::OperationContext &context)
{
    const auto forgotten = ask(command::stop, context);
    m_stopped = m_stopped && !forgotten;
    return forgotten ? Status() : Status(forgotten.error());
}

Status EppPad::send(const Message &message, hal::OperationContext &context)
{
    QByteArray frame = encodeFrame(message);
    hal::tellFrame(hal::Way::Out, message.command, frame.size());
    Status sent = fail(error::protocolError, QStringLiteral("the pad takes no frame"));
    for (int tries = 0; tries < mostTries && !sent; ++tries) {
        sent = m_port->write(frame, context.deadline, context.cancel);
        const Deadline until = context.deadline.orIn(m_answerTime);
        m_heard = false;
        while (sent) {
            const auto received = next(until, context.cancel);
            if (!received)
                sent = m_heard && received.error().code == error::timeOut ? unexpected() : received.error();
            else if (received->kind == Received::Kind::Good)
                break;
            else if (received->kind == Received::Kind::Bad)
                sent = fail(error::protocolError, QStringLiteral("the pad takes no frame"));
        }
        if (!sent && sent.error().code != error::protocolError)
            break;
    }
    wipe(frame); // it may have an account in it
    return sent ? sent : Status(lost(sent.error()));
}

Result<Received> EppPad::next(const Deadline &until, const CancelToken &cancel)
{
    for (;;) {
        if (const auto received = m_decoder.next()) {
            if (received->kind == Received::Kind::Message) // its fields may be digits
                hal::tellFrame(hal::Way::In, received->message.command);
            return *received;
        }
        auto bytes = m_port->read(until, cancel);
        if (!bytes)
            return lost(bytes.error());
        m_heard = true;
        m_decoder.feed(*bytes);
        wipe(*bytes);
    }
}

Result<Message> EppPad::receive(const Deadline &until, const CancelToken &cancel)
{
    for (int damaged = 0; damaged < mostTries;) {
        const auto received = next(until, cancel);
        if (!received)
            return received.error();
        if (received->kind != Received::Kind::Message && received->kind != Received::Kind::Damaged)
            continue;
        const bool good = received->kind == Received::Kind::Message;
        const char receipt = good ? control::good : control::bad;
        const Status told = m_port->write(QByteArrayView(&receipt, 1), until, cancel);
        if (!told)
            return lost(told.error());
        if (good)
            return received->message;
        ++damaged;
    }
    return fail(error::protocolError, QStringLiteral("what the pad says comes damaged"));
}

void EppPad::stop()
{
    const hal::OperationContext brief{Deadline::in(stopTime), {}};
    if (m_port)
        (void)m_port->write(encodeFrame({command::stop, {}}), brief.deadline, brief.cancel).ok();
    m_stopped = true;
}

Result<QByteArrayList> EppPad::entry(const Message &begin, const char *end, const char *stage,
                                     const Typed &typed, hal::OperationContext &context)
{
    // An end that the pad says again, as our receipt of it was lost, has the digits of whoever was here
    // before.
    KIOSK_TRY(callOff(context));
    const Status begun = send(begin, context);
    if (begun && context.progress)
        context.progress(QLatin1String(stage), {});
    Result<QByteArrayList> ended = begun ? Result<QByteArrayList>(QByteArrayList()) : begun.error();
    for (bool over = !begun; !over;) {
        const auto message = receive(context.deadline, context.cancel);
        if (!message)
            ended = message.error();
        else if (message->command == end)
            ended = message->fields;
        over = !message || message->command == end;
        if (message && message->command == command::count)
            typed(std::clamp(message->fields.value(0).toInt(), 0, hal::longestData));
    }
    if (!ended)
        stop();
    m_decoder.clear();
    return ended;
}

Result<hal::PinEntry> EppPad::readPin(const hal::PinRequest &request, const Typed &typed,
                                      hal::OperationContext &context)
{
    const Message begin{command::enterPin,
                        {request.key.toLatin1(), request.pan.toLatin1(), number(request.minimum),
                         number(request.maximum), secondsOf(context.deadline)}};
    const auto fields = entry(begin, command::pinEnd, "enterPin", typed, context);
    if (!fields)
        return fields.error();
    constexpr qsizetype fieldCount = 5; // outcome, digits, format, key, block
    KIOSK_TRY(endOf(*fields, fieldCount));
    if (fields->at(0) == outcome::canceled)
        return hal::PinEntry{};
    const int digits = fields->at(1).toInt();
    const QByteArray block = QByteArray::fromHex(fields->at(4));
    if (digits < request.minimum || digits > request.maximum || fields->at(2) != "4" ||
        fields->at(3) != request.key.toLatin1() || block.size() != blockSize)
        return unexpected();
    return hal::PinEntry{true, digits, block};
}

Result<hal::DataEntry> EppPad::readData(int minimum, int maximum, const Typed &typed,
                                        hal::OperationContext &context)
{
    const Message begin{command::enterData, {number(minimum), number(maximum), secondsOf(context.deadline)}};
    const auto fields = entry(begin, command::dataEnd, "enterData", typed, context);
    if (!fields)
        return fields.error();
    constexpr qsizetype fieldCount = 2; // outcome, digits
    KIOSK_TRY(endOf(*fields, fieldCount));
    if (fields->at(0) == outcome::canceled)
        return hal::DataEntry{};
    const QByteArray digits = fields->at(1);
    const bool plain = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits.size() < minimum || digits.size() > maximum || !plain)
        return unexpected();
    return hal::DataEntry{true, QString::fromLatin1(digits)};
}

} // namespace kiosk::epp
