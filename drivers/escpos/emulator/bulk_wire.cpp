#include "bulk_wire.h"

#include <cerrno>

namespace kiosk::escpos::emulator
{

namespace
{

constexpr quint8 out = 0x01, in = 0x82;
constexpr int packetSize = 64;

/// As the device itself would give them (USB 2.0, 9.6; printer class 1.1).
QByteArray descriptors(quint8 classCode)
{
    const QByteArray device("\x12\x01\x00\x02\x00\x00\x00\x40\xB8\x04\x02\x02\x00\x01\x00\x00\x00\x01", 18);
    QByteArray configuration("\x09\x02\x20\x00\x01\x01\x00\xC0\x01", 9);
    configuration += QByteArray("\x09\x04\x00\x00\x02", 5) + char(classCode) + QByteArray("\x01\x02\x00", 3);
    configuration +=
        QByteArray("\x07\x05\x01\x02\x40\x00\x00", 7) + QByteArray("\x07\x05\x82\x02\x40\x00\x00", 7);
    return device + configuration;
}

} // namespace

BulkWire::BulkWire(QString place, quint8 classCode, Received received, std::function<quint8()> portStatus)
    : m_gadget(std::move(place), {descriptors(classCode), "1-2", true},
               [received = std::move(received)](quint8 endpoint, const QByteArray &bytes) {
                   if (endpoint == out)
                       received(bytes);
               })
{
    m_gadget.setControlRead([portStatus = std::move(portStatus)](quint8 requestType, quint8 request) {
        const bool isPortStatus = requestType == 0xA1 && request == 1;
        return isPortStatus ? QByteArray(1, char(portStatus())) : QByteArray();
    });
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, [this] {
        for (const Piece &piece : std::exchange(m_late, {}))
            send({{{}, piece.bytes}}, 0);
    });
}

void BulkWire::unplug()
{
    m_timer.stop();
    m_late.clear();
    m_gadget.unplug();
}

void BulkWire::send(const QList<Piece> &pieces, qsizetype)
{
    for (const Piece &piece : pieces) {
        if (piece.pause.count() > 0) {
            m_late.append(piece);
            m_timer.start(piece.pause);
            continue;
        }
        for (qsizetype at = 0; at < piece.bytes.size(); at += packetSize)
            m_gadget.send(in, {piece.bytes.mid(at, packetSize), 0});
    }
}

bool BulkWire::refuseQuestions(const QString &fault, int count)
{
    if (fault != u"hang-question" && fault != u"stall-question")
        return false;
    m_gadget.refuseOutput(count == 0 ? -1 : count, fault == u"stall-question" ? -EPIPE : 0);
    return true;
}

} // namespace kiosk::escpos::emulator
