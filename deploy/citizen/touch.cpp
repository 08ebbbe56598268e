#include "touch.h"

#include <QtEndian>

#include <bit>

namespace kiosk::citizen
{

namespace
{

/// OSC strings end in zero and are filled up to four bytes.
QByteArray oscString(QByteArray text)
{
    text.append('\0');
    while (text.size() % 4 != 0)
        text.append('\0');
    return text;
}

QByteArray number(quint32 value)
{
    const quint32 big = qToBigEndian(value);
    return {reinterpret_cast<const char *>(&big), sizeof(big)};
}

QByteArray number(float value)
{
    return number(std::bit_cast<quint32>(value));
}

QByteArray message(const QByteArray &types, const QByteArray &arguments)
{
    const QByteArray bytes = oscString("/tuio/2Dcur") + oscString("," + types) + arguments;
    return number(quint32(bytes.size())) + bytes;
}

} // namespace

QByteArray tuioFrame(qint32 frame, const QList<Finger> &fingers)
{
    QByteArray bundle = oscString("#bundle") + QByteArray(7, '\0') + '\1'; // time tag: now
    bundle += message("ss", oscString("source") + oscString("kiosk-citizen"));
    QByteArray alive = oscString("alive");
    for (const Finger &finger : fingers)
        alive += number(quint32(finger.number));
    bundle += message("s" + QByteArray(fingers.size(), 'i'), alive);
    for (const Finger &finger : fingers)
        bundle +=
            message("sifffff", oscString("set") + number(quint32(finger.number)) +
                                   number(float(finger.position.x())) + number(float(finger.position.y())) +
                                   number(0.F) + number(0.F) + number(0.F));
    return bundle + message("si", oscString("fseq") + number(quint32(frame)));
}

Touch::Touch(quint16 port) : m_port(port) {}

void Touch::press(QPointF position)
{
    m_pressed = true;
    show({{nextFinger(), position}});
}

void Touch::release()
{
    if (!m_pressed)
        return;
    m_pressed = false;
    show({});
}

void Touch::show(const QList<Finger> &fingers)
{
    m_socket.writeDatagram(tuioFrame(++m_frame, fingers), QHostAddress::LocalHost, m_port);
}

} // namespace kiosk::citizen
