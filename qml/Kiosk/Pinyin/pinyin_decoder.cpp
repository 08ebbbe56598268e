#include "pinyin_decoder.h"

#include <googlepinyin/pinyinime.h>

#include <array>

namespace
{
constexpr size_t mostLetters = 32;    ///< of one composition; the library's own limit is 39
constexpr size_t mostCharacters = 16; ///< of one composition
constexpr size_t mostCandidates = 60; ///< more is not looked through on a screen

QString candidate(size_t index)
{
    std::array<ime_pinyin::char16, mostCharacters + 1> text{};
    if (!ime_pinyin::im_get_candidate(index, text.data(), text.size() - 1))
        return {};
    return QString::fromUtf16(reinterpret_cast<const char16_t *>(text.data()));
}
} // namespace

PinyinDecoder::PinyinDecoder(QObject *parent)
    : QObject(parent), m_open(ime_pinyin::im_open_decoder(KIOSK_PINYIN_DICTIONARY, ""))
{
    if (m_open)
        ime_pinyin::im_set_max_lens(mostLetters, mostCharacters);
}

PinyinDecoder::~PinyinDecoder()
{
    m_letters.fill(0);
    if (m_open)
        ime_pinyin::im_close_decoder();
}

void PinyinDecoder::add(const QString &letter)
{
    if (!m_open || letter.size() != 1 || size_t(m_letters.size()) >= mostLetters)
        return;
    const char typed = letter.at(0).toLower().toLatin1();
    if ((typed < 'a' || typed > 'z') && (typed != '\'' || m_letters.isEmpty()))
        return;
    m_letters += typed;
    read(ime_pinyin::im_search(m_letters.constData(), size_t(m_letters.size())));
}

void PinyinDecoder::removeLast()
{
    if (m_letters.isEmpty())
        return;
    if (ime_pinyin::im_get_fixed_len() > 0) {
        read(ime_pinyin::im_cancel_last_choice());
        return;
    }
    m_letters.chop(1);
    if (m_letters.isEmpty())
        clear();
    else
        read(ime_pinyin::im_search(m_letters.constData(), size_t(m_letters.size())));
}

QString PinyinDecoder::choose(int index)
{
    if (index < 0 || index >= m_candidates.size())
        return {};
    const size_t found = ime_pinyin::im_choose(size_t(index));
    const ime_pinyin::uint16 *starts = nullptr;
    const size_t syllables = ime_pinyin::im_get_spl_start_pos(starts);
    if (ime_pinyin::im_get_fixed_len() < syllables) {
        read(found);
        return {};
    }
    QString whole = candidate(0);
    clear();
    return whole;
}

void PinyinDecoder::clear()
{
    m_letters.fill(0);
    m_letters.clear();
    if (m_open)
        ime_pinyin::im_reset_search();
    read(0);
}

void PinyinDecoder::read(size_t found)
{
    m_candidates.clear();
    m_composition.clear();
    if (!m_letters.isEmpty()) {
        const ime_pinyin::uint16 *starts = nullptr;
        const size_t syllables = ime_pinyin::im_get_spl_start_pos(starts);
        const size_t fixed = ime_pinyin::im_get_fixed_len();
        // The first candidate is the whole sentence; what has been chosen stands at its beginning.
        const QString sentence = found > 0 ? candidate(0) : QString();
        QStringList parts;
        if (fixed > 0)
            parts << sentence.first(qMin(qsizetype(fixed), sentence.size()));
        qsizetype from = 0;
        for (size_t syllable = fixed; syllable < syllables; ++syllable) {
            from = starts[syllable];
            parts << QString::fromLatin1(m_letters.mid(from, starts[syllable + 1] - from));
            from = starts[syllable + 1];
        }
        if (from < m_letters.size()) // letters that begin no syllable
            parts << QString::fromLatin1(m_letters.mid(from));
        m_composition = parts.join(u' ');
        for (size_t index = 0; index < qMin(found, mostCandidates); ++index) {
            const QString text = candidate(index);
            m_candidates << (index == 0 ? text.mid(qsizetype(fixed)) : text);
        }
    }
    Q_EMIT changed();
}
