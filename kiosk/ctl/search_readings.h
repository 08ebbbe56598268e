#pragma once

#include <kiosk/core/result.h>

#include <QHash>
#include <QJsonArray>

#include <memory>
#include <unicode/translit.h>

namespace kiosk::ctl
{

/// Reads Chinese aloud, in pinyin without tones: what the search of a terminal compares with. Thread: any,
/// one at a time.
class Reader
{
public:
    /// Reads readings.yaml. Errors: invalidData, internalError (ICU has no Han-Latin).
    [[nodiscard]] static Result<Reader> create();

    /// Its syllables, parted by spaces; letters and figures stand for themselves, signs are silent.
    [[nodiscard]] QString read(const QString &text) const;
    /// Adds search.readings to items of a manifest: each text that is searched, and how it is read. What the
    /// manifest says itself stays.
    void addReadings(QJsonArray &items) const;

private:
    Reader() = default;
    [[nodiscard]] QString syllable(char32_t character) const;

    QHash<QString, QString> m_words;
    qsizetype m_longest = 0;
    std::unique_ptr<icu::Transliterator> m_characters;
};

} // namespace kiosk::ctl
