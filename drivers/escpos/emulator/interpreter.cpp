#include "interpreter.h"

#include "../text_codec.h"

#include <QtEndian>

namespace kiosk::escpos::emulator
{

namespace
{

constexpr qsizetype bufferSize = 4096;
constexpr char dle = 0x10, esc = 0x1B, fs = 0x1C, gs = 0x1D, lineFeed = 0x0A;
const QByteArray clearCommand("\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", 10);

/// The font of this printer has GBK; what else comes is a box.
QString asPrinted(const QString &text)
{
    QString printed;
    for (const char32_t character : text.toUcs4()) {
        const QString one = QString::fromUcs4(&character, 1);
        printed += encodeText(one, CharacterSet::Gbk) ? one : QStringLiteral("□");
    }
    return printed;
}

} // namespace

bool Interpreter::online() const
{
    return !condition.paperOut && !condition.coverOpen && !condition.cutterError && !condition.recoverable &&
           !condition.unrecoverable && !condition.offline;
}

QByteArray Interpreter::statusByte(int n) const
{
    const bool error =
        condition.cutterError || condition.recoverable || condition.unrecoverable || condition.hot;
    int byte = 0x12;
    if (n == 1)
        byte |= online() ? 0 : 0x08;
    if (n == 2)
        byte |= (condition.coverOpen ? 0x04 : 0) | (condition.paperOut ? 0x20 : 0) | (error ? 0x40 : 0);
    if (n == 3)
        byte |= (condition.recoverable ? 0x04 : 0) | (condition.cutterError ? 0x08 : 0) |
                (condition.unrecoverable ? 0x20 : 0) | (condition.hot ? 0x40 : 0);
    if (n == 4)
        byte |= (condition.nearEnd || condition.paperOut ? 0x0C : 0) | (condition.paperOut ? 0x60 : 0);
    return QByteArray(1, char(byte));
}

void Interpreter::receive(const QByteArray &bytes)
{
    for (const char byte : bytes) {
        if (m_buffer.size() == bufferSize)
            ++m_lost;
        else
            m_buffer.append(byte);
        obeyRealTime();
    }
}

void Interpreter::obeyRealTime()
{
    const qsizetype size = m_buffer.size();
    if (size >= 3 && m_buffer[size - 3] == dle && m_buffer[size - 2] == 0x04 && m_buffer[size - 1] >= 1 &&
        m_buffer[size - 1] <= 4) {
        m_reply(statusByte(m_buffer[size - 1]), true);
        m_buffer.chop(3);
    } else if (m_buffer.endsWith(QByteArray("\x10\x05\x02", 3))) {
        m_buffer.chop(3);
        clear();
        condition.recoverable = false;
        condition.cutterError = condition.cutterError && condition.cutterStuck;
    } else if (m_buffer.endsWith(clearCommand)) {
        m_buffer.chop(clearCommand.size());
        clear();
        m_reply(QByteArray("\x37\x25\x00", 3), false);
    }
}

void Interpreter::clear()
{
    if (m_keepsBuffer)
        return;
    m_buffer.clear();
    m_line.clear();
}

void Interpreter::losePower()
{
    m_buffer.clear();
    initialise();
    condition.cutterError = condition.recoverable = false;
}

void Interpreter::initialise()
{
    m_line.clear();
    m_code.clear();
    m_align = hal::ReceiptElement::Align::Left;
    m_scale = 1;
    m_chinese = false;
}

bool Interpreter::step()
{
    if (!online() || m_buffer.isEmpty())
        return false;
    const qsizetype used = control();
    m_buffer.remove(0, used);
    return used > 0;
}

/// Bytes of the command at the head of the buffer, which was obeyed; 0 where it is not whole.
qsizetype Interpreter::control()
{
    switch (m_buffer[0]) {
    case esc:
        return escape();
    case gs:
        return group();
    case fs:
        if (m_buffer.size() < 2)
            return 0;
        m_chinese = m_buffer[1] == '&';
        return 2;
    case lineFeed:
        printLine();
        return 1;
    default:
        if (quint8(m_buffer[0]) < 0x20)
            ++m_unknown;
        else
            m_line += m_buffer[0];
        return 1;
    }
}

void Interpreter::printLine()
{
    m_roll.printText(asPrinted(m_chinese ? decodeText(m_line) : QString::fromLatin1(m_line)), m_align,
                     m_scale);
    m_line.clear();
}

qsizetype Interpreter::escape()
{
    if (m_buffer.size() < 2)
        return 0;
    if (m_buffer[1] == '@') {
        initialise();
        return 2;
    }
    if (m_buffer.size() < 3)
        return 0;
    if (m_buffer[1] == 'a')
        m_align = hal::ReceiptElement::Align(m_buffer[2] % 3);
    else if (m_buffer[1] == 'J')
        m_roll.feed(quint8(m_buffer[2]));
    else
        ++m_unknown;
    return 3;
}

qsizetype Interpreter::group()
{
    if (m_buffer.size() < 3)
        return 0;
    switch (m_buffer[1]) {
    case 'v':
        return raster();
    case '(':
        return function();
    case '!':
        m_scale = (m_buffer[2] & 0x0F) + 1;
        return 3;
    case 'r':
        m_reply(QByteArray(1, char(condition.nearEnd ? 0x03 : 0x00)), false);
        return 3;
    case 'V':
        cut(m_buffer[2] == 0);
        return 3;
    default:
        ++m_unknown;
        return 1;
    }
}

qsizetype Interpreter::raster()
{
    constexpr qsizetype header = 8;
    if (m_buffer.size() < header)
        return 0;
    const int rowBytes = qFromLittleEndian<quint16>(m_buffer.constData() + 4),
              height = qFromLittleEndian<quint16>(m_buffer.constData() + 6);
    const qsizetype length = header + qsizetype(rowBytes) * height;
    if (m_buffer.size() < length)
        return 0;
    m_roll.printRaster({rowBytes * 8, height, m_buffer.mid(header, length - header)});
    return length;
}

qsizetype Interpreter::function()
{
    constexpr qsizetype header = 5;
    if (m_buffer.size() < header)
        return 0;
    const qsizetype length = header + qFromLittleEndian<quint16>(m_buffer.constData() + 3);
    if (m_buffer.size() < length)
        return 0;
    const QByteArray data = m_buffer.mid(header, length - header);
    if (m_buffer[2] == 'H' && data.startsWith("00") && data.size() == 6)
        m_reply(QByteArray("\x37\x22") + data.mid(2) + '\0', false);
    else if (m_buffer[2] == 'k' && data.size() >= 3 && data[0] == '1')
        qr(data);
    else
        ++m_unknown;
    return length;
}

void Interpreter::qr(const QByteArray &data)
{
    if (data[1] == 'C')
        m_dotsPerModule = quint8(data[2]);
    else if (data[1] == 'P')
        m_code = data.mid(3);
    else if (data[1] == 'Q')
        m_roll.printQr(QString::fromLatin1(m_code), m_dotsPerModule, m_align);
}

void Interpreter::cut(bool full)
{
    if (condition.cutterStuck)
        condition.cutterError = true;
    else
        m_roll.cut(full);
}

} // namespace kiosk::escpos::emulator
