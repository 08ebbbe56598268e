#pragma once

#include <QJsonObject>
#include <QStringList>

namespace kiosk::shell
{

/// Finds service items by what a citizen types: characters, full pinyin, initials, both mixed, or the figures
/// of a telephone's keys that stand for those letters. How a text is read comes with the item
/// (search.readings, made when its module is packed). Thread: any, one at a time.
class SearchIndex
{
public:
    /// An item of a manifest.
    void add(const QJsonObject &item);
    /// Codes of the best first, at most `limit`: read from the beginning of the name (100), inside it (60),
    /// alias (40), keyword (20), times hot_weight. 0 and 1 stand for no letter: an identity number finds
    /// nothing.
    [[nodiscard]] QStringList find(const QString &query, int limit) const;

private:
    struct Syllable {
        QByteArray letters;
        QByteArray figures; ///< the same on a telephone's keys
    };
    using Reading = QList<Syllable>;
    enum class Typed { Characters, Letters, Figures };
    struct Text {
        QString characters; ///< lower case
        Reading reading;
        int score;      ///< where the query begins anywhere in it
        int scoreFirst; ///< where it is read from its beginning
    };
    struct Entry {
        QString code;
        int weight;
        QList<Text> texts;
    };

    [[nodiscard]] static Reading parse(const QString &reading);
    [[nodiscard]] static bool reads(const Reading &reading, qsizetype from, QByteArrayView query,
                                    Typed typed);
    [[nodiscard]] static int score(const Text &text, const QString &characters, const QByteArray &keys,
                                   Typed typed);

    QList<Entry> m_entries;
};

} // namespace kiosk::shell
