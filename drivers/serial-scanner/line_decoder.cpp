#include "line_decoder.h"

namespace kiosk::serialscanner
{

qsizetype LineDecoder::longestLine() const
{
    return m_framing.prefix.size() + hal::aimLength + hal::longestCode;
}

void LineDecoder::feed(QByteArrayView bytes)
{
    m_pending.append(bytes.data(), bytes.size());
    m_ended = false;
}

void LineDecoder::clear()
{
    m_pending.clear();
    m_tooLong = m_ended = false;
    m_code = {};
}

/// False where no code begins yet.
bool LineDecoder::skipToCode()
{
    const QByteArray &prefix = m_framing.prefix;
    if (prefix.isEmpty()) {
        qsizetype noise = 0;
        while (noise < m_pending.size() && (m_pending[noise] == '\r' || m_pending[noise] == '\n') &&
               !m_pending.sliced(noise).startsWith(m_framing.suffix))
            ++noise;
        m_pending.remove(0, noise);
        return !m_pending.isEmpty();
    }
    const qsizetype begin = m_pending.indexOf(prefix);
    if (begin >= 0) {
        m_pending.remove(0, begin);
        return true;
    }
    // The start of a prefix may be at the end.
    qsizetype kept = std::min(m_pending.size(), prefix.size() - 1);
    while (!prefix.startsWith(m_pending.last(kept)))
        --kept;
    m_pending = m_pending.last(kept);
    return false;
}

LineDecoder::Event LineDecoder::next()
{
    const QByteArray &suffix = m_framing.suffix;
    for (;;) {
        if (!m_tooLong && !skipToCode()) {
            if (m_ended)
                m_pending.clear(); // the start of a prefix, of which no more comes
            return Event::NeedsMore;
        }
        const qsizetype prefix = m_tooLong ? 0 : m_framing.prefix.size();
        const qsizetype end = suffix.isEmpty() ? -1 : m_pending.indexOf(suffix, prefix);
        if (end >= 0 && end == prefix && !m_tooLong) { // an empty line
            m_pending.remove(0, end + suffix.size());
            continue;
        }
        if (end >= 0)
            return finish(end, end + suffix.size());
        if (m_pending.size() > longestLine() + suffix.size()) {
            m_tooLong = true;
            // The start of the suffix may be at the end.
            m_pending = m_pending.last(std::max(suffix.size() - 1, qsizetype(0)));
        }
        if (!m_ended)
            return Event::NeedsMore;
        const bool whole = suffix.isEmpty() && !m_tooLong;
        const qsizetype size = m_pending.size();
        if (size > prefix || m_tooLong)
            return whole ? finish(size, size) : (clear(), Event::Damaged);
        m_pending.clear();
        return Event::NeedsMore;
    }
}

LineDecoder::Event LineDecoder::finish(qsizetype end, qsizetype after)
{
    const qsizetype prefix = m_tooLong ? 0 : m_framing.prefix.size();
    QByteArray line = m_pending.sliced(prefix, end - prefix);
    m_pending.remove(0, after);
    if (std::exchange(m_tooLong, false) || line.size() > longestLine())
        return Event::Damaged;
    m_code = {};
    if (m_framing.aim) {
        const auto symbology = hal::symbologyFromAim(line);
        if (!symbology)
            return Event::Damaged;
        m_code.symbology = *symbology;
        line.remove(0, hal::aimLength);
    }
    if (line.size() > hal::longestCode)
        return Event::Damaged;
    m_code.data = std::move(line);
    return Event::Code;
}

} // namespace kiosk::serialscanner
