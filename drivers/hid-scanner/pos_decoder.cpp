#include "pos_decoder.h"

#include <algorithm>
#include <utility>

namespace kiosk::hidscanner
{

void PosDecoder::feed(QByteArrayView bytes)
{
    m_pending.append(bytes.data(), bytes.size());
    m_ended = false;
}

void PosDecoder::clear()
{
    m_pending.clear();
    m_code = m_building = {};
    m_midway = m_spoilt = m_ended = false;
}

PosDecoder::Event PosDecoder::next()
{
    while (m_pending.size() >= report::size) {
        const QByteArray one = m_pending.first(report::size);
        m_pending.remove(0, report::size);
        if (!take(one))
            continue;
        m_code = std::exchange(m_building, {});
        m_midway = false;
        return std::exchange(m_spoilt, false) ? Event::Damaged : Event::Code;
    }
    if (!m_ended || !inCode())
        return Event::NeedsMore;
    clear();
    return Event::Damaged;
}

bool PosDecoder::take(QByteArrayView one)
{
    const qsizetype length = quint8(one[report::length]);
    if (quint8(one[0]) != report::id || length > report::mostData) {
        m_spoilt = true;
        return true;
    }
    if (!std::exchange(m_midway, true))
        m_building.symbology =
            hal::symbologyFromAim(one.sliced(report::aim, hal::aimLength)).value_or(hal::Symbology::Unknown);
    if (m_building.data.size() + length > hal::longestCode)
        m_spoilt = true;
    else
        m_building.data.append(one.data() + report::data, length);
    return (quint8(one[report::flags]) & report::goesOn) == 0;
}

bool describesScanner(QByteArrayView descriptor)
{
    constexpr quint8 longItem = 0xFE, usagePage = 0x04, sizeMask = 0x03;
    constexpr quint32 scanners = 0x8C;
    for (qsizetype at = 0; at < descriptor.size();) {
        const auto byte = [&](qsizetype offset) {
            return at + offset < descriptor.size() ? quint32(quint8(descriptor[at + offset])) : 0U;
        };
        const quint8 prefix = quint8(byte(0));
        if (prefix == longItem) {
            at += 3 + qsizetype(byte(1));
            continue;
        }
        const int size = (prefix & sizeMask) == 3 ? 4 : prefix & sizeMask;
        quint32 value = 0;
        for (int index = 0; index < size; ++index)
            value |= byte(1 + index) << (8 * index);
        if ((prefix & ~sizeMask) == usagePage && value == scanners)
            return true;
        at += 1 + size;
    }
    return false;
}

} // namespace kiosk::hidscanner
