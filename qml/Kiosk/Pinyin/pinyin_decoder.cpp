#include "pinyin_decoder.h"

#include <googlepinyin/pinyinime.h>

#include <array>
#include <string>

namespace
{
/// Of one composition. The library says 39 letters, and ends the process long before (0.1.2: an assertion
/// about a pool) where many characters and many ways to part them come together: "zh" twelve times, "an" nine
/// times.
constexpr size_t mostLetters = 15;
constexpr qsizetype mostSyllables = 10;
constexpr size_t mostCharacters = 16;
constexpr size_t mostCandidates = 60; ///< more is not looked through on a screen

QString candidate(size_t index)
{
    std::array<ime_pinyin::char16, mostCharacters + 1> text{};
    if (!ime_pinyin::im_get_candidate(index, text.data(), text.size() - 1))
        return {};
    return QString::fromUtf16(reinterpret_cast<const char16_t *>(text.data()));
}

/// Once for the process: each time the library is closed it loses a fifth of a megabyte (0.1.2: an index).
bool openLibrary()
{
    static const bool open = [] {
        if (!ime_pinyin::im_open_decoder(KIOSK_PINYIN_DICTIONARY, ""))
            return false;
        ime_pinyin::im_set_max_lens(mostLetters, mostCharacters);
        return true;
    }();
    return open;
}

/// The library's reset leaves the letters where they are; others take their place.
void overwriteSearch()
{
    std::string others = "zhuangzhuangzhuang";
    others.resize(mostLetters);
    ime_pinyin::im_search(others.data(), others.size());
    ime_pinyin::im_reset_search();
}
} // namespace

PinyinDecoder::PinyinDecoder(QObject *parent) : QObject(parent), m_open(openLibrary()) {}

PinyinDecoder::~PinyinDecoder()
{
    forget();
    if (m_open)
        overwriteSearch();
}

void PinyinDecoder::add(const QString &letter)
{
    if (!m_open || letter.size() != 1 || full())
        return;
    const char typed = letter.at(0).toLower().toLatin1();
    if ((typed < 'a' || typed > 'z') && (typed != '\'' || letters().isEmpty()))
        return;
    m_letters += typed;
    search();
}

bool PinyinDecoder::full() const
{
    return size_t(letters().size()) >= mostLetters || chosenText().size() + m_syllables >= mostSyllables;
}

void PinyinDecoder::removeLast()
{
    if (!m_choices.isEmpty())
        m_letters.prepend(m_choices.takeLast().letters);
    else
        m_letters.chop(1);
    search();
}

QString PinyinDecoder::choose(int index)
{
    if (index < 0 || index >= m_candidates.size())
        return {};
    QString chosen = m_candidates.at(index);
    ime_pinyin::im_choose(size_t(index));
    const ime_pinyin::uint16 *starts = nullptr;
    ime_pinyin::im_get_spl_start_pos(starts);
    const qsizetype used = starts[ime_pinyin::im_get_fixed_len()];
    if (used > 0 && used < m_letters.size()) {
        m_choices.append({m_letters.first(used), chosen});
        m_letters.remove(0, used);
        search();
        return {};
    }
    const QString whole = chosenText() + chosen;
    clear();
    return whole;
}

QString PinyinDecoder::finish()
{
    QString whole = choose(0);
    if (whole.isEmpty()) { // letters that begin no syllable are left
        whole = chosenText() + QString::fromLatin1(m_letters);
        clear();
    }
    return whole;
}

QString PinyinDecoder::letters() const
{
    QByteArray all;
    for (const Choice &choice : m_choices)
        all += choice.letters;
    return QString::fromLatin1(all + m_letters);
}

void PinyinDecoder::clear()
{
    forget();
    search();
}

void PinyinDecoder::forget()
{
    m_letters.fill(0);
    m_letters.clear();
    for (Choice &choice : m_choices)
        choice.letters.fill(0);
    m_choices.clear();
}

QString PinyinDecoder::chosenText() const
{
    QString text;
    for (const Choice &choice : m_choices)
        text += choice.text;
    return text;
}

// Each time from nothing, and only what has no character yet: with choices that the library keeps itself,
// letters that begin no syllable after one of them end the process (assertions of libgooglepinyin 0.1.2).
void PinyinDecoder::search()
{
    m_candidates.clear();
    m_syllables = 0;
    QStringList parts;
    if (!m_choices.isEmpty())
        parts << chosenText();
    if (m_open)
        ime_pinyin::im_reset_search();
    if (!m_letters.isEmpty()) {
        const size_t found = ime_pinyin::im_search(m_letters.constData(), size_t(m_letters.size()));
        const ime_pinyin::uint16 *starts = nullptr;
        m_syllables = qsizetype(ime_pinyin::im_get_spl_start_pos(starts));
        qsizetype from = 0;
        for (qsizetype syllable = 0; syllable < m_syllables; ++syllable) {
            parts << QString::fromLatin1(
                m_letters.mid(starts[syllable], starts[syllable + 1] - starts[syllable]));
            from = starts[syllable + 1];
        }
        if (from < m_letters.size()) // letters that begin no syllable
            parts << QString::fromLatin1(m_letters.mid(from));
        for (size_t index = 0; index < qMin(found, mostCandidates); ++index)
            m_candidates << candidate(index);
    }
    m_composition = parts.join(u' ');
    Q_EMIT changed();
}
