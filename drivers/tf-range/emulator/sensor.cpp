#include "sensor.h"

#include "../measurement.h"

#include <kiosk/hal/emulator_control.h>

namespace kiosk::tfrange::emulator
{

namespace
{

constexpr Milliseconds pace{25}, slowPace{200};
constexpr int strong = 1500, lost = 20;

void addNumber(QByteArray &bytes, int number)
{
    bytes.append(char(number & 0xFF)).append(char(number >> 8));
}

QByteArray framed(int millimetres)
{
    QByteArray bytes(2, frame::head);
    addNumber(bytes, millimetres / 10);
    addNumber(bytes, millimetres == 0 ? lost : strong);
    addNumber(bytes, 2400);
    quint8 sum = 0;
    for (const char byte : bytes)
        sum = quint8(sum + quint8(byte));
    return bytes + char(sum);
}

} // namespace

Sensor::Sensor(hal::EmulatedWire &wire) : m_wire(wire)
{
    QObject::connect(&m_pace, &QTimer::timeout, &m_pace, [this] { measure(); });
    m_pace.start(pace);
}

void Sensor::measure()
{
    if (m_fault == u"hang" || !m_wire.plugged())
        return;
    ++m_sent;
    QByteArray bytes = framed(m_distance);
    if (m_fault == u"garbage")
        bytes = QByteArray::fromHex("5959ff1b5b80fe0000");
    else if (m_fault == u"impostor")
        bytes = "$GPGGA,,,*56\r\n";
    else if (m_fault == u"noise" && m_sent % 3 != 0) // some frames are spoilt
        bytes[frame::distance] = char(bytes[frame::distance] ^ 0x40);
    m_wire.send({{.bytes = bytes}}, 0);
}

QJsonObject Sensor::control(const QJsonObject &request)
{
    static const QStringList faults{QStringLiteral("hang"), QStringLiteral("garbage"),
                                    QStringLiteral("impostor"), QStringLiteral("noise"),
                                    QStringLiteral("slow")};
    const QString action = request[u"do"].toString(), name = request[u"name"].toString();
    if (action == u"insert") { // somebody steps in front of it
        m_distance = request[u"distance_mm"].toInt(500);
    } else if (action == u"remove") {
        m_distance = 0;
    } else if (action == u"unplug" || (action == u"fault" && name == u"unplug")) {
        m_wire.unplug();
    } else if (action == u"fault" && faults.contains(name)) {
        m_fault = name;
        m_pace.setInterval(name == u"slow" ? slowPace : pace);
    } else if (action == u"plug" || action == u"clear") {
        m_fault.clear();
        m_pace.setInterval(pace);
        return hal::EmulatorControl::answer(m_wire.plug());
    } else if (action == u"state") {
        return {{QStringLiteral("plugged"), m_wire.plugged()},
                {QStringLiteral("distance_mm"), m_distance},
                {QStringLiteral("fault"), m_fault}};
    } else {
        return hal::EmulatorControl::refuseUnknown(request);
    }
    return {};
}

} // namespace kiosk::tfrange::emulator
