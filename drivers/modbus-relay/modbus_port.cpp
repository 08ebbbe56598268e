#include "modbus_port.h"

#include <algorithm>

namespace kiosk::modbus
{

Status ModbusPort::open(const QList<int> &outputs, const QList<int> &inputs, hal::OperationContext &context)
{
    auto port = hal::SerialPort::open(m_settings.port, m_settings.baud);
    if (!port)
        return port.error();
    m_port = std::move(*port);
    m_inputs = inputs;
    Status prepared = [&]() -> Status {
        for (const int output : outputs)
            KIOSK_TRY(write(output, false, context));
        const auto there = read(context);
        return there ? Status() : Status(there.error());
    }();
    if (!prepared)
        m_port.reset();
    return prepared;
}

Status ModbusPort::write(int output, bool on, hal::OperationContext &context)
{
    const auto answer = ask(writeCoil(m_settings.address, quint16(output), on), context);
    return answer ? Status() : Status(answer.error());
}

Result<QList<bool>> ModbusPort::read(hal::OperationContext &context)
{
    if (m_inputs.isEmpty()) {
        const auto there = ask(readBits(m_settings.address, Function::ReadCoils, 0, 1), context);
        return there ? Result<QList<bool>>(QList<bool>()) : there;
    }
    const auto [first, last] = std::minmax_element(m_inputs.begin(), m_inputs.end());
    const auto all =
        ask(readBits(m_settings.address, Function::ReadInputs, quint16(*first), quint16(*last - *first + 1)),
            context);
    if (!all)
        return all.error();
    QList<bool> wanted;
    for (const int input : m_inputs)
        wanted.append(all->value(input - *first));
    return wanted;
}

/// Asking twice does nothing twice: an output is set, not switched over.
Result<QList<bool>> ModbusPort::ask(const QByteArray &question, hal::OperationContext &context)
{
    if (!m_port)
        return fail(error::noDevice);
    auto answer = askOnce(question, context);
    const bool lost =
        !answer && (answer.error().code == error::timeOut || answer.error().code == error::protocolError);
    if (lost && context.check())
        answer = askOnce(question, context);
    if (!answer && answer.error().code == error::noDevice)
        m_port.reset();
    return answer;
}

Result<QList<bool>> ModbusPort::askOnce(const QByteArray &question, hal::OperationContext &context)
{
    m_port->discardInput();
    hal::tellFrame(hal::Way::Out, question);
    KIOSK_TRY(m_port->write(question, context.deadline, context.cancel));
    const Deadline until = context.deadline.orIn(m_settings.answerTime);
    QByteArray received;
    for (;;) {
        const auto bytes = m_port->read(until, context.cancel);
        if (!bytes)
            return bytes.error();
        received.append(*bytes);
        const auto answer = parseAnswer(question, received);
        if (!answer)
            return answer.error();
        if (!*answer)
            continue;
        hal::tellFrame(hal::Way::In, received);
        return **answer;
    }
}

} // namespace kiosk::modbus
