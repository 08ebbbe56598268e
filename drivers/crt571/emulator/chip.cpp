#include "chip.h"

namespace kiosk::crt571::emulator
{

namespace
{

QByteArray statusWord(const char *hexadecimal)
{
    return QByteArray::fromHex(hexadecimal);
}

} // namespace

QByteArray Chip::reset()
{
    m_selected = false;
    // T=0, two historical bytes: the card's number.
    QByteArray atr = QByteArray::fromHex("3B02");
    return atr.append(char(m_number >> 8)).append(char(m_number));
}

QByteArray Chip::answer(const QByteArray &apdu)
{
    if (apdu.size() < 4)
        return statusWord("6700");
    const quint8 instruction = quint8(apdu[1]);
    if (instruction == 0xA4) {
        m_selected = apdu.mid(5).startsWith("sx1.sh.");
        return statusWord(m_selected ? "9000" : "6A82");
    }
    if (instruction != 0xB0 && instruction != 0xD6)
        return statusWord("6D00");
    if (!m_selected)
        return statusWord("6985");
    if (instruction == 0xD6) {
        m_written = apdu.mid(5);
        ++m_writes;
        return statusWord("9000");
    }
    return QByteArrayLiteral("SAMPLE-") + QByteArray::number(m_number) + m_written + statusWord("9000");
}

} // namespace kiosk::crt571::emulator
