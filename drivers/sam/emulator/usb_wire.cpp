#include "usb_wire.h"

#include <QtEndian>

#include <cerrno>

namespace kiosk::sam::emulator
{

namespace
{

constexpr int packetSize = 64;
constexpr quint8 headerOut = 0x02, bodyOut = 0x06, headerIn = 0x81, bodyIn = 0x85;
constexpr quint8 pairOut = 0x02, pairIn = 0x81, hidOut = 0x01, hidIn = 0x81, control = 0;
constexpr qsizetype envelopeStart = 6, envelopeEnd = 2;

bool isHid(UsbFraming framing)
{
    return framing == UsbFraming::Hid || framing == UsbFraming::WrappedHid;
}

/// As the device itself would give them (USB 2.0, 9.6).
QByteArray descriptorsOf(const UsbWire::Product &product)
{
    const auto le16 = [](int value) { return QByteArray().append(char(value)).append(char(value >> 8)); };
    const bool hid = isHid(product.framing);
    QList<quint8> endpoints;
    if (product.framing == UsbFraming::FourPipe)
        endpoints = {headerOut, bodyOut, headerIn, bodyIn};
    else if (hid)
        endpoints = product.reportsByControl ? QList<quint8>{hidIn} : QList<quint8>{hidOut, hidIn};
    else
        endpoints = {pairOut, pairIn};

    QByteArray parts = QByteArray("\x09\x04\x00\x00", 4) + char(endpoints.size()) + char(hid ? 0x03 : 0xFF) +
                       QByteArray(3, '\0');
    if (hid) // HID 1.11, 6.2.1: one report descriptor
        parts += QByteArray("\x09\x21\x11\x01\x00\x01\x22\x22\x00", 9);
    for (const quint8 endpoint : endpoints)
        parts += QByteArray("\x07\x05", 2) + char(endpoint) + char(hid ? 0x03 : 0x02) + le16(packetSize) +
                 char(hid ? 1 : 0);
    return QByteArray("\x12\x01\x00\x02\x00\x00\x00\x40", 8) + le16(product.vendor) + le16(product.product) +
           QByteArray("\x00\x01\x00\x00\x00\x01", 6) + QByteArray("\x09\x02", 2) +
           le16(int(parts.size()) + 9) + QByteArray("\x01\x01\x00\x80\x32", 5) + parts;
}

} // namespace

UsbWire::Product UsbWire::productOf(UsbFraming framing)
{
    switch (framing) {
    case UsbFraming::Hid:
        return {framing, false, 0x2B8B, 0x2721};
    case UsbFraming::WrappedHid:
        return {framing, false, 0x10C4, 0x0007};
    default:
        return {framing, false, 0x0400, 0xC35A};
    }
}

UsbWire::UsbWire(QString place, const Product &product, Received received)
    : m_product(product), m_received(std::move(received)),
      m_gadget(std::move(place), {descriptorsOf(product), product.port, isHid(product.framing)},
               [this](quint8 endpoint, const QByteArray &bytes) { written(endpoint, bytes); })
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, [this] { deliver(); });
}

void UsbWire::unplug()
{
    m_timer.stop();
    m_queue.clear();
    m_busyUntil = {};
    m_question.clear();
    m_report.clear();
    m_gadget.unplug();
}

QStringList UsbWire::faults() const
{
    return {QStringLiteral("stall"), QStringLiteral("babble"), QStringLiteral("bus-error"),
            QStringLiteral("zero-length"), QStringLiteral("short")};
}

bool UsbWire::refuseQuestions(const QString &fault, int count)
{
    if (fault != u"stall-question" && fault != u"hang-question")
        return false;
    m_gadget.refuseOutput(count == 0 ? -1 : count, fault == u"stall-question" ? -EPIPE : 0);
    return true;
}

QString UsbWire::description() const
{
    return framingName(m_product.framing) +
           (m_gadget.kernelDriverBound() ? QStringLiteral(", bound to the kernel's driver") : QString());
}

void UsbWire::written(quint8 endpoint, const QByteArray &bytes)
{
    if (m_product.reportsByControl != (endpoint == control))
        return;
    if (m_product.framing != UsbFraming::WrappedHid)
        return m_received(bytes); // padding is noise
    m_question += bytes;
    if (m_question.size() < envelopeStart)
        return;
    const qsizetype length = qFromLittleEndian<quint16>(m_question.constData() + 3);
    if (m_question.size() < envelopeStart - 1 + length + envelopeEnd)
        return;
    // A reader that is strict: what is not wrapped as it should be is not answered.
    const QByteArray frame = m_question.mid(envelopeStart, length - 1);
    if (m_question.startsWith(wrapFrame(frame)))
        m_received(frame);
    m_question.clear();
}

void UsbWire::send(const QList<Piece> &pieces, qsizetype)
{
    const Time now = std::chrono::steady_clock::now();
    m_busyUntil = std::max(m_busyUntil, now);
    QList<Piece> ready = pieces;
    if (m_product.framing == UsbFraming::WrappedHid) {
        QByteArray frame;
        qsizetype first = 0;
        for (qsizetype i = 0; i < ready.size(); ++i) {
            if (ready[i].begins) {
                frame.clear();
                first = i;
            }
            frame += ready[i].bytes;
            if (ready[i].ends) {
                const QByteArray wrapped = wrapFrame(frame);
                ready[first].bytes.prepend(wrapped.first(envelopeStart));
                ready[i].bytes.append(wrapped.last(envelopeEnd));
            }
        }
    }
    for (const Piece &piece : ready) {
        m_busyUntil += piece.pause;
        m_queue.emplace_back(m_busyUntil, piece);
    }
    deliver();
}

void UsbWire::deliver()
{
    while (!m_queue.empty()) {
        const auto wait = m_queue.front().first - std::chrono::steady_clock::now();
        if (wait.count() > 0)
            return m_timer.start(std::chrono::ceil<Milliseconds>(wait));
        const Piece piece = m_queue.front().second;
        m_queue.pop_front();
        sendPiece(piece);
    }
}

void UsbWire::sendPiece(const Piece &piece)
{
    const QByteArrayView bytes(piece.bytes);
    switch (m_product.framing) {
    case UsbFraming::FourPipe: {
        if (piece.begins)
            m_sent = 0;
        const qsizetype header = std::min(std::max(frameHeader - m_sent, qsizetype(0)), bytes.size());
        m_sent += bytes.size();
        const bool both = piece.fault == u"short" || piece.fault == u"zero-length"; // else it is the body's
        sendPackets(headerIn, bytes.first(header), both ? piece.fault : QString());
        return sendPackets(bodyIn, bytes.sliced(header), piece.fault);
    }
    case UsbFraming::BulkPair:
        return sendPackets(pairIn, bytes, piece.fault);
    case UsbFraming::Hid:
    case UsbFraming::WrappedHid: {
        m_report += piece.bytes;
        if (piece.ends)
            m_report = sam::reportsOf(m_report).join();
        const QByteArray whole = m_report.left(m_report.size() / packetSize * packetSize);
        m_report.remove(0, whole.size());
        return sendPackets(hidIn, whole, piece.fault);
    }
    }
}

void UsbWire::sendPackets(quint8 endpoint, QByteArrayView bytes, const QString &fault)
{
    if (fault == u"stall")
        return m_gadget.send(endpoint, {{}, -EPIPE});
    if (fault == u"bus-error")
        return m_gadget.send(endpoint, {{}, -EPROTO});
    const qsizetype size = fault == u"short" ? 5 : packetSize;
    for (qsizetype at = 0; at < bytes.size(); at += size) {
        if (fault == u"zero-length")
            m_gadget.send(endpoint, {});
        m_gadget.send(endpoint, {bytes.sliced(at, std::min(size, bytes.size() - at)).toByteArray(), 0});
    }
    if (fault == u"zero-length")
        m_gadget.send(endpoint, {});
    if (fault == u"babble")
        m_gadget.send(endpoint, {QByteArray(packetSize, '\x55'), -EOVERFLOW});
}

} // namespace kiosk::sam::emulator
