#include <kiosk/ctl/search_readings.h>

#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>

#include <unicode/unistr.h>

namespace kiosk::ctl
{

Result<Reader> Reader::create()
{
    const auto document = YamlDocument::load(paths::share(QStringLiteral("readings.yaml")));
    if (!document)
        return document.error();
    const auto schema = loadSchema(QStringLiteral("readings"));
    if (!schema)
        return schema.error();
    if (const auto wrong = document->check(*schema); !wrong.isEmpty())
        return fail(error::invalidData, wrong.first().text());
    Reader reader;
    const QJsonObject words = document->root()[u"words"].toObject();
    for (auto word = words.begin(); word != words.end(); ++word) {
        if (word->toString().count(u' ') + 1 != word.key().size())
            return fail(error::invalidData, document
                                                ->finding({QStringLiteral("words"), word.key()},
                                                          QStringLiteral("one syllable for each character"))
                                                .text());
        reader.m_words.insert(word.key(), word->toString());
        reader.m_longest = std::max(reader.m_longest, word.key().size());
    }
    UErrorCode status = U_ZERO_ERROR;
    reader.m_characters.reset(icu::Transliterator::createInstance("Han-Latin", UTRANS_FORWARD, status));
    if (U_FAILURE(status))
        return fail(error::internalError, QStringLiteral("ICU: %1").arg(QLatin1String(u_errorName(status))));
    return reader;
}

QString Reader::syllable(char32_t character) const
{
    icu::UnicodeString text(static_cast<UChar32>(character));
    m_characters->transliterate(text);
    const QString toned = QString::fromUtf16(text.getBuffer(), text.length());
    QString letters;
    for (const QChar part : toned.toLower().normalized(QString::NormalizationForm_D)) {
        if (part == u'\u0308' && letters.endsWith(u'u'))
            letters.back() = u'v'; // ü as keyboards have it
        else if (part >= u'a' && part <= u'z')
            letters += part;
    }
    return letters;
}

QString Reader::read(const QString &text) const
{
    QStringList syllables;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype length = std::min(m_longest, text.size() - at);
        while (length > 1 && !m_words.contains(text.mid(at, length)))
            --length;
        if (length > 1) {
            syllables.append(m_words.value(text.mid(at, length)));
            at += length;
            continue;
        }
        const bool wide = text.at(at).isHighSurrogate() && at + 1 < text.size();
        const char32_t character =
            wide ? QChar::surrogateToUcs4(text.at(at), text.at(at + 1)) : char32_t(text.at(at).unicode());
        at += wide ? 2 : 1;
        if (QChar::script(character) == QChar::Script_Han)
            syllables.append(syllable(character));
        else if (character < 0x80 && QChar::isLetterOrNumber(character))
            syllables.append(QString(QChar(character)).toLower());
    }
    syllables.removeAll(QString());
    return syllables.join(u' ');
}

void Reader::addReadings(QJsonArray &items) const
{
    for (auto &&value : items) {
        QJsonObject item = value.toObject();
        QJsonObject search = item[u"search"].toObject();
        QJsonObject readings = search[u"readings"].toObject();
        QJsonArray texts{item[u"name"], item[u"short"]};
        for (const auto &list : {item[u"aliases"], search[u"keywords"]}) {
            for (const auto &text : list.toArray())
                texts.append(text);
        }
        for (const auto &text : std::as_const(texts)) {
            if (!readings.contains(text.toString()))
                readings[text.toString()] = read(text.toString());
        }
        search[QStringLiteral("readings")] = readings;
        item[QStringLiteral("search")] = search;
        value = item;
    }
}

} // namespace kiosk::ctl
