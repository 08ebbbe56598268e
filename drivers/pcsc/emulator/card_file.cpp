#include "card_file.h"

#include <kiosk/core/yaml_document.h>

#include <QJsonArray>
#include <QStringEncoder>

#include <vector>

namespace kiosk::pcsc::emulator
{

namespace
{

enum class Coding { Text, Hexadecimal };

/// Written down apart from the driver's own table, so that one of them being wrong shows.
struct Field {
    const char *key;
    quint8 tag;
    int size;
    Coding coding;
    char padding;
};

const std::vector<Field> cardFields{
    {"card_id", 1, 16, Coding::Hexadecimal, '\xFF'},
    {"class", 2, 1, Coding::Text, ' '},
    {"version", 3, 4, Coding::Text, ' '},
    {"issuer", 4, 12, Coding::Hexadecimal, '\xFF'},
    {"issued", 5, 4, Coding::Hexadecimal, '\0'},
    {"expires", 6, 4, Coding::Hexadecimal, '\0'},
    {"card_number", 7, 9, Coding::Text, ' '},
};
// Version 1 has no name extension: there sex is record 3, and 4 from version 2 on.
const std::vector<Field> holderFields{
    {"social_security_number", 8, 18, Coding::Text, ' '}, {"name", 9, 30, Coding::Text, '\0'},
    {"name_extension", 0x4E, 20, Coding::Text, '\0'},     {"sex", 10, 1, Coding::Text, ' '},
    {"nation", 11, 1, Coding::Hexadecimal, '\0'},         {"birthplace", 12, 3, Coding::Hexadecimal, '\0'},
    {"birth", 13, 4, Coding::Hexadecimal, '\0'},
};

QByteArray encoded(const Field &field, const QString &text)
{
    if (field.coding == Coding::Hexadecimal)
        return QByteArray::fromHex(text.toLatin1());
    QStringEncoder encoder("GB18030");
    return encoder(text);
}

/// The fields that the file has, in the table's order; keys that the table lacks may be "hex" records of a
/// city.
Result<QList<Record>> records(const std::vector<Field> &fields, QJsonObject values, const QJsonArray &guarded)
{
    QList<Record> result;
    for (const Field &field : fields) {
        const QString key = QLatin1String(field.key);
        if (!values.contains(key))
            continue;
        const QByteArray value = encoded(field, values.take(key).toString());
        if (value.size() > field.size)
            return fail(error::invalidData,
                        QStringLiteral("%1 is longer than %2 bytes").arg(key).arg(field.size));
        const QByteArray padded = value.leftJustified(field.size, field.padding);
        result.append({field.tag, QByteArray(1, char(field.tag)).append(char(field.size)).append(padded),
                       guarded.contains(key)});
    }
    for (const auto &other : values.take(QStringLiteral("others")).toArray()) {
        const QByteArray bytes = QByteArray::fromHex(other.toString().toLatin1());
        result.append({quint8(bytes.isEmpty() ? 0 : bytes[0]), bytes, false});
    }
    if (!values.isEmpty())
        return fail(error::invalidData, QStringLiteral("%1 is not a field").arg(values.keys().first()));
    return result;
}

} // namespace

Result<Card> loadCard(const QString &path)
{
    const auto document = YamlDocument::load(path);
    if (!document)
        return document.error();
    QJsonObject values = document->root();
    const auto flag = [&values](const char *key) {
        const auto value = values.take(QLatin1String(key));
        return value.isUndefined() || value.toBool();
    };
    Card card;
    card.atr = QByteArray::fromHex(values.take(QStringLiteral("atr")).toString().toLatin1());
    card.hasApplication = flag("application");
    card.answersInParts = flag("answers_in_parts");
    card.recordsByNumber = flag("records_by_number");
    card.selectP1 = quint8(values.take(QStringLiteral("select_p1")).toInt(0x02));
    const QJsonArray guarded = values.take(QStringLiteral("guarded")).toArray();
    auto cardFile = records(cardFields, values.take(QStringLiteral("card")).toObject(), guarded);
    auto holderFile = records(holderFields, values.take(QStringLiteral("holder")).toObject(), guarded);
    if (!cardFile || !holderFile)
        return fail(error::invalidData,
                    QStringLiteral("%1: %2").arg(path, (cardFile ? holderFile : cardFile).error().detail));
    if (card.atr.isEmpty() || !values.isEmpty())
        return fail(error::invalidData,
                    QStringLiteral("%1: %2").arg(
                        path, values.isEmpty() ? QStringLiteral("atr is missing")
                                               : values.keys().first() + QStringLiteral(" is not a key")));
    card.cardFile = *cardFile;
    card.holderFile = *holderFile;
    return card;
}

} // namespace kiosk::pcsc::emulator
