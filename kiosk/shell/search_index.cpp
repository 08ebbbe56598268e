#include <kiosk/shell/search_index.h>

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace kiosk::shell
{

namespace
{

constexpr int initialsScore = 100;
constexpr int nameScore = 60;
constexpr int aliasScore = 40;
constexpr int keywordScore = 20;

/// The key of a telephone (ITU-T E.161) that has this letter.
char figureOf(char letter)
{
    constexpr std::string_view keys = "22233344455566677778889999";
    return letter >= 'a' && letter <= 'z' ? keys.at(size_t(letter - 'a')) : letter;
}

qsizetype commonLength(QByteArrayView one, QByteArrayView other)
{
    const auto [end, _] =
        std::mismatch(one.begin(), one.begin() + std::min(one.size(), other.size()), other.begin());
    return end - one.begin();
}

} // namespace

SearchIndex::Reading SearchIndex::parse(const QString &reading)
{
    Reading syllables;
    for (const QString &part : reading.split(u' ', Qt::SkipEmptyParts)) {
        const QByteArray letters = part.toLower().toLatin1();
        QByteArray figures = letters;
        std::transform(figures.begin(), figures.end(), figures.begin(), figureOf);
        syllables.append({letters, figures});
    }
    return syllables;
}

void SearchIndex::add(const QJsonObject &item)
{
    const QJsonObject search = item[u"search"].toObject();
    const QJsonObject readings = search[u"readings"].toObject();
    Entry entry{item[u"code"].toString(), std::max(1, item[u"kiosk"][u"hot_weight"].toInt(1)), {}};
    const auto put = [&](const QString &text, const QString &reading, int score, int scoreFirst) {
        if (!text.isEmpty())
            entry.texts.append({text.toLower(), parse(reading), score, scoreFirst});
    };
    const QString name = item[u"name"].toString();
    put(name, search[u"pinyin"].toString(readings[name].toString()), nameScore, initialsScore);
    // What the manifest says of its initials holds even where nobody says how the name is read.
    put(search[u"pinyin_initials"].toString(),
        search[u"pinyin_initials"].toString().split(QString()).join(u' '), 0, initialsScore);
    const QString brief = item[u"short"].toString();
    put(brief, readings[brief].toString(), nameScore, initialsScore);
    for (const auto &alias : item[u"aliases"].toArray())
        put(alias.toString(), readings[alias.toString()].toString(), aliasScore, aliasScore);
    for (const auto &keyword : search[u"keywords"].toArray())
        put(keyword.toString(), readings[keyword.toString()].toString(), keywordScore, keywordScore);
    for (const auto &translation : item[u"i18n"].toObject())
        put(translation[u"name"].toString(), {}, nameScore, nameScore);
    m_entries.append(entry);
}

bool SearchIndex::reads(const Reading &reading, qsizetype from, QByteArrayView query, Typed typed)
{
    if (query.isEmpty())
        return true;
    if (from >= reading.size())
        return false;
    const Syllable &syllable = reading.at(from);
    const QByteArrayView keys = typed == Typed::Figures ? syllable.figures : syllable.letters;
    const qsizetype common = commonLength(keys, query);
    if (common == query.size())
        return true; // the last syllable may be unfinished
    // The others are written out, or stand there by zh, ch, sh or their first letter.
    const qsizetype initial = keys.size() > 1 && syllable.letters.at(1) == 'h' ? 2 : 1;
    for (const qsizetype length : {keys.size(), initial, qsizetype(1)}) {
        if (length <= common && reads(reading, from + 1, query.sliced(length), typed))
            return true;
    }
    return false;
}

int SearchIndex::score(const Text &text, const QString &characters, const QByteArray &keys, Typed typed)
{
    if (typed != Typed::Characters) {
        if (reads(text.reading, 0, keys, typed))
            return text.scoreFirst;
        for (qsizetype from = 1; from < text.reading.size(); ++from) {
            if (reads(text.reading, from, keys, typed))
                return text.score;
        }
    }
    return typed != Typed::Figures && text.characters.contains(characters) ? text.score : 0;
}

QStringList SearchIndex::find(const QString &query, int limit) const
{
    const QString characters = query.trimmed().toLower();
    QByteArray keys; // without what parts syllables
    Typed typed = Typed::Characters;
    for (const QChar character : characters) {
        if (character == u' ' || character == u'\'')
            continue;
        const bool figure = character >= u'0' && character <= u'9';
        if (!figure && (character < u'a' || character > u'z')) {
            keys.clear();
            break;
        }
        keys += character.toLatin1();
    }
    if (!keys.isEmpty()) {
        const auto isFigure = [](char key) { return key <= '9'; };
        typed = std::all_of(keys.cbegin(), keys.cend(), isFigure) ? Typed::Figures : Typed::Letters;
    }
    if (characters.isEmpty())
        return {};
    QList<QPair<int, QString>> found;
    for (const Entry &entry : m_entries) {
        int best = 0;
        for (const Text &text : entry.texts)
            best = std::max(best, score(text, characters, keys, typed));
        if (best > 0)
            found.append({best * entry.weight, entry.code});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto &a, const auto &b) { return a.first > b.first; });
    QStringList codes;
    for (const auto &[score, code] : std::as_const(found).mid(0, limit))
        codes.append(code);
    return codes;
}

} // namespace kiosk::shell
