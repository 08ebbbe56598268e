#include "board.h"

#include "../modbus.h"

#include <kiosk/hal/emulator_control.h>

namespace kiosk::modbus::emulator
{

namespace
{

constexpr quint8 ownAddress = 1;
constexpr qsizetype questionSize = 8;
constexpr int lines = 8;
constexpr quint8 illegalFunction = 1, illegalAddress = 2;
constexpr Milliseconds stall{10}; ///< a busy USB adapter's

QByteArray finished(QByteArray frame)
{
    return frame + checksum(frame);
}

} // namespace

void Board::receive(const QByteArray &bytes)
{
    m_received.append(bytes);
    while (m_received.size() >= questionSize) {
        const QByteArray question = m_received.first(questionSize);
        const bool whole = question.endsWith(checksum(QByteArrayView(question).first(questionSize - 2)));
        m_received.remove(0, whole ? questionSize : 1);
        if (!whole || quint8(question[0]) != ownAddress)
            continue;
        ++m_questions;
        if (m_fault == u"hang" || m_lost-- > 0)
            continue;
        m_lost = 0;
        send(answer(question));
    }
}

QByteArray Board::answer(const QByteArray &question)
{
    const auto function = Function(question[1]);
    const int first = quint8(question[2]) << 8 | quint8(question[3]);
    const int value = quint8(question[4]) << 8 | quint8(question[5]);
    const auto refuse = [&](quint8 reason) {
        QByteArray frame = question.first(2);
        frame[1] = char(quint8(frame[1]) | refused);
        return finished(frame + char(reason));
    };
    if (function == Function::WriteCoil) {
        if (first >= lines)
            return refuse(illegalAddress);
        m_outputs = quint8(value != 0 ? m_outputs | 1 << first : m_outputs & ~(1 << first));
        return question;
    }
    if (function != Function::ReadCoils && function != Function::ReadInputs)
        return refuse(illegalFunction);
    if (first + value > lines || value == 0)
        return refuse(illegalAddress);
    const int bits = (function == Function::ReadCoils ? m_outputs : m_inputs) >> first & ((1 << value) - 1);
    return finished(question.first(2) + char(1) + char(bits));
}

void Board::send(QByteArray frame)
{
    if (m_fault == u"garbage")
        frame = QByteArray::fromHex("00ff1b5b80fe");
    else if (m_fault == u"checksum")
        frame.back() = char(frame.back() ^ 1);
    else if (m_fault == u"half")
        frame = frame.first(frame.size() / 2);
    else if (m_fault == u"impostor")
        frame = "ERROR\r\n";
    if (m_fault == u"slow")
        m_wire.send({{.bytes = frame.first(3)}, {.pause = stall, .bytes = frame.sliced(3)}}, questionSize);
    else
        m_wire.send({{.bytes = frame}}, questionSize);
}

QJsonObject Board::control(const QJsonObject &request)
{
    static const QStringList faults{QStringLiteral("hang"),     QStringLiteral("garbage"),
                                    QStringLiteral("checksum"), QStringLiteral("half"),
                                    QStringLiteral("impostor"), QStringLiteral("slow")};
    const QString action = request[u"do"].toString(), name = request[u"name"].toString();
    const int input = request[u"input"].toInt();
    if (action == u"unplug" || (action == u"fault" && name == u"unplug")) {
        m_wire.unplug();
    } else if (action == u"fault" && name == u"lose-one") {
        m_lost = 1;
    } else if (action == u"fault" && faults.contains(name)) {
        m_fault = name;
    } else if (action == u"plug" || action == u"clear") {
        m_fault.clear();
        m_outputs = m_wire.plugged() ? m_outputs : 0; // it had no power
        return hal::EmulatorControl::answer(m_wire.plug());
    } else if ((action == u"on" || action == u"off") && input >= 0 && input < lines) {
        m_inputs = quint8(action == u"on" ? m_inputs | 1 << input : m_inputs & ~(1 << input));
    } else if (action == u"state") {
        return {{QStringLiteral("plugged"), m_wire.plugged()},
                {QStringLiteral("outputs"), m_outputs},
                {QStringLiteral("inputs"), m_inputs},
                {QStringLiteral("questions"), m_questions},
                {QStringLiteral("fault"), m_fault}};
    } else {
        return hal::EmulatorControl::refuseUnknown(request);
    }
    return {};
}

} // namespace kiosk::modbus::emulator
