#include "modbus.h"

namespace kiosk::modbus
{

namespace
{

constexpr qsizetype checksumSize = 2, refusalSize = 5, writeSize = 8, bitsOverhead = 5;
constexpr quint8 illegalAddress = 2; // application protocol 1.1b3, chapter 7

void addNumber(QByteArray &frame, quint16 number)
{
    frame.append(char(number >> 8));
    frame.append(char(number & 0xFF));
}

QByteArray finished(const QByteArray &frame)
{
    return frame + checksum(frame);
}

Error wrong(const char *what)
{
    return fail(error::protocolError, QStringLiteral("Modbus: %1").arg(QLatin1String(what)));
}

Error refusalOf(quint8 reason)
{
    return fail(reason == illegalAddress ? error::invalidData : error::hardwareError,
                QStringLiteral("Modbus: exception %1").arg(reason));
}

qsizetype sizeOf(QByteArrayView question, QByteArrayView received)
{
    const quint8 function = quint8(received[1]);
    if (function == (quint8(question[1]) | refused))
        return refusalSize;
    if (function == quint8(Function::WriteCoil))
        return writeSize;
    const int count = quint8(question[4]) << 8 | quint8(question[5]);
    return bitsOverhead + (count + 7) / 8;
}

} // namespace

QByteArray checksum(QByteArrayView bytes)
{
    quint16 crc = 0xFFFF;
    for (const char byte : bytes) {
        crc ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = quint16((crc & 1) != 0 ? crc >> 1 ^ 0xA001 : crc >> 1);
    }
    QByteArray both;
    both.append(char(crc & 0xFF));
    both.append(char(crc >> 8));
    return both;
}

QByteArray writeCoil(quint8 address, quint16 coil, bool on)
{
    QByteArray frame;
    frame.append(char(address));
    frame.append(char(Function::WriteCoil));
    addNumber(frame, coil);
    addNumber(frame, on ? 0xFF00 : 0);
    return finished(frame);
}

QByteArray readBits(quint8 address, Function function, quint16 first, quint16 count)
{
    QByteArray frame;
    frame.append(char(address));
    frame.append(char(function));
    addNumber(frame, first);
    addNumber(frame, count);
    return finished(frame);
}

Result<std::optional<QList<bool>>> parseAnswer(QByteArrayView question, QByteArrayView received)
{
    if (received.size() < 2)
        return std::optional<QList<bool>>();
    if (received[0] != question[0] || (quint8(received[1]) & ~refused) != quint8(question[1]))
        return wrong("another's answer");
    const qsizetype size = sizeOf(question, received);
    if (received.size() < size)
        return std::optional<QList<bool>>();
    const QByteArrayView body = received.first(size - checksumSize);
    if (received.size() > size || received.sliced(body.size()) != QByteArrayView(checksum(body)))
        return wrong("a wrong checksum");
    if ((quint8(received[1]) & refused) != 0)
        return refusalOf(quint8(received[2]));
    if (quint8(received[1]) == quint8(Function::WriteCoil))
        return received == question ? Result<std::optional<QList<bool>>>(std::optional(QList<bool>()))
                                    : wrong("not what was written");
    if (quint8(received[2]) != size - bitsOverhead)
        return wrong("another number of bits");
    QList<bool> bits;
    const int count = quint8(question[4]) << 8 | quint8(question[5]);
    for (int at = 0; at < count; ++at)
        bits.append((quint8(received[3 + at / 8]) >> at % 8 & 1) != 0);
    return std::optional(bits);
}

} // namespace kiosk::modbus
