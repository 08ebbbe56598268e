#include "card_applet.h"

#include <algorithm>

namespace kiosk::pcsc::emulator
{

namespace
{

const QByteArray applicationName = QByteArray::fromHex("7378312E73682EC9E7BBE1B1A3D5CF");

QByteArray status(quint16 word)
{
    return QByteArray(1, char(word >> 8)).append(char(word & 0xFF));
}

} // namespace

void CardApplet::reset()
{
    m_selected = false;
    m_file = nullptr;
    m_pending.clear();
}

QByteArray CardApplet::answer(const QByteArray &command)
{
    if (command.size() < 4)
        return status(0x6700);
    const auto instruction = quint8(command[1]);
    if (instruction == 0xC0)
        return getResponse(command.size() > 4 ? quint8(command[4]) : 0);
    m_pending.clear();
    switch (instruction) {
    case 0xA4:
        return select(command);
    case 0xB2:
        return readRecord(command);
    case 0x20:
    case 0x24:
    case 0x2C:
        ++m_pinTries;
        return status(0x63C2);
    case 0x82:
        return status(0x6300);
    default:
        return status(0x6D00);
    }
}

QByteArray CardApplet::deliver(const QByteArray &data)
{
    if (!m_card.answersInParts)
        return data + status(0x9000);
    m_pending = data;
    return status(quint16(0x6100 | (data.size() & 0xFF)));
}

QByteArray CardApplet::getResponse(int wanted)
{
    if (m_pending.isEmpty())
        return status(0x6985);
    // A chip with a small buffer: it hands out half, and says how much there still is.
    const qsizetype part =
        std::min<qsizetype>(wanted == 0 ? 256 : wanted, std::max<qsizetype>(m_pending.size() / 2, 8));
    const QByteArray data = m_pending.left(part);
    m_pending.remove(0, part);
    return data + status(m_pending.isEmpty() ? 0x9000 : quint16(0x6100 | (m_pending.size() & 0xFF)));
}

QByteArray CardApplet::select(const QByteArray &command)
{
    const QByteArray data = command.mid(5, command.size() > 4 ? quint8(command[4]) : 0);
    if (quint8(command[2]) == 0x04) {
        m_file = nullptr;
        m_selected = m_card.hasApplication && data == applicationName;
        // The template of the file, which nobody needs.
        return m_selected ? deliver(QByteArray::fromHex("6F11840F") + applicationName) : status(0x6A82);
    }
    if (!m_selected)
        return status(0x6985);
    if (quint8(command[2]) != m_card.selectP1)
        return status(0x6A86);
    m_file = data == QByteArray::fromHex("EF05")   ? &m_card.cardFile
             : data == QByteArray::fromHex("EF06") ? &m_card.holderFile
                                                   : nullptr;
    return status(m_file != nullptr ? 0x9000 : 0x6A82);
}

QByteArray CardApplet::readRecord(const QByteArray &command)
{
    if (m_file == nullptr)
        return status(0x6986);
    const auto wanted = quint8(command[2]);
    const bool byNumber = quint8(command[3]) == 0x04;
    if (byNumber && !m_card.recordsByNumber)
        return status(0x6A86);
    const auto found =
        byNumber ? (wanted >= 1 && wanted <= m_file->size() ? m_file->begin() + (wanted - 1) : m_file->end())
                 : std::find_if(m_file->begin(), m_file->end(),
                                [&](const Record &one) { return one.tag == wanted; });
    if (found == m_file->end())
        return status(0x6A83);
    if (found->guarded)
        return status(0x6982);
    // T=0 wants the exact length.
    const int length = command.size() > 4 ? quint8(command[4]) : 0;
    if (m_card.answersInParts && length != found->bytes.size())
        return status(quint16(0x6C00 | found->bytes.size()));
    return found->bytes + status(0x9000);
}

} // namespace kiosk::pcsc::emulator
