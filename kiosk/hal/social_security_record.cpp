#include <kiosk/hal/social_security_record.h>

#include <kiosk/hal/code_tables.h>

#include <QMap>
#include <QStringDecoder>

#include <algorithm>

namespace kiosk::hal::chipcard
{

namespace
{

namespace tag
{
enum : quint8 {
    cardId = 0x01,
    cardClass = 0x02,
    version = 0x03,
    issuer = 0x04,
    issued = 0x05,
    expires = 0x06,
    cardNumber = 0x07,
    socialSecurityNumber = 0x08,
    name = 0x09,
    nameRest = 0x4E,
    sex = 0x0A,
    nation = 0x0B,
    birthplace = 0x0C,
    birth = 0x0D,
};
} // namespace tag

constexpr KnownTag cardTags[] = {{tag::cardId, "card_id"},        {tag::cardClass, "class"},
                                 {tag::version, "version"},       {tag::issuer, "issuer"},
                                 {tag::issued, "issued"},         {tag::expires, "expires"},
                                 {tag::cardNumber, "card_number"}};
constexpr KnownTag holderTags[] = {{tag::socialSecurityNumber, "social_security_number"},
                                   {tag::name, "name"},
                                   {tag::nameRest, "name"},
                                   {tag::sex, "sex"},
                                   {tag::nation, "nation"},
                                   {tag::birthplace, "birthplace"},
                                   {tag::birth, "birth"}};

bool isPadding(char byte)
{
    return byte == '\0' || byte == '\xFF';
}

Error wrongField(const Field &field)
{
    return fail(error::invalidMedia, QStringLiteral("the card's field %1 (%2 bytes) is not valid")
                                         .arg(field.tag, 2, 16, QLatin1Char('0'))
                                         .arg(field.value.size()));
}

/// Numbers end where FFs begin.
QByteArray withoutFiller(QByteArray bytes)
{
    while (bytes.endsWith('\xFF'))
        bytes.chop(1);
    return bytes;
}

QByteArray withoutPadding(QByteArray bytes)
{
    while (!bytes.isEmpty() && (isPadding(bytes.back()) || bytes.back() == ' '))
        bytes.chop(1);
    return bytes;
}

/// GB 18030, which GBK is a part of.
Result<QString> text(const Field &field)
{
    QStringDecoder decoder("GB18030");
    // A character that is cut at the end would not be seen as such; nothing goes on with a line feed.
    const QString decoded = decoder(withoutPadding(field.value).append('\n'));
    if (decoder.hasError() || decoded.contains(QChar::Null) || decoded.contains(QChar::ReplacementCharacter))
        return wrongField(field);
    return decoded.trimmed();
}

/// Digits, two a byte; empty where the field is blank. Errors: a half byte that is no digit.
Result<QString> decimal(const Field &field)
{
    if (std::all_of(field.value.begin(), field.value.end(), isPadding))
        return QString();
    const QString digits = QString::fromLatin1(field.value.toHex());
    if (std::any_of(digits.begin(), digits.end(), [](QChar digit) { return digit.isLetter(); }))
        return wrongField(field);
    return digits;
}

/// yyyymmdd. A blank one is an invalid QDate.
Result<QDate> date(const Field &field)
{
    const auto digits = decimal(field);
    if (!digits)
        return digits.error();
    const QDate day = QDate::fromString(*digits, QStringLiteral("yyyyMMdd"));
    if (!digits->isEmpty() && !day.isValid())
        return wrongField(field);
    return day;
}

template <typename T> Status put(Result<T> value, T &place)
{
    if (!value)
        return value.error();
    place = *std::move(value);
    return {};
}

/// A code of one byte: a letter '1', or two half bytes.
Result<QString> code(const Field &field)
{
    const bool isLetter = field.value.size() == 1 && field.value[0] >= '0' && field.value[0] <= '9';
    return isLetter ? QString::fromLatin1(field.value) : decimal(field);
}

Status putSex(const Field &field, QString &place)
{
    const auto found = code(field);
    if (!found)
        return found.error();
    place = sexName(found->right(1));
    return {};
}

Status putNation(const Field &field, QString &place)
{
    const auto found = decimal(field);
    if (!found)
        return found.error();
    place = nationName(*found);
    return {};
}

Status apply(const Field &field, SocialSecurityCard &card)
{
    switch (field.tag) {
    case tag::cardId:
        card.cardId = withoutFiller(field.value);
        return {};
    case tag::cardClass:
        return put(text(field), card.cardClass);
    case tag::version:
        return put(text(field), card.version);
    case tag::issuer:
        card.issuer = withoutFiller(field.value);
        return {};
    case tag::issued:
        return put(date(field), card.issued);
    case tag::expires:
        return put(date(field), card.expires);
    case tag::cardNumber:
        return put(text(field), card.cardNumber);
    case tag::socialSecurityNumber:
        return put(text(field), card.socialSecurityNumber);
    case tag::name:
        return put(text(field), card.name);
    case tag::sex:
        return putSex(field, card.sex);
    case tag::nation:
        return putNation(field, card.nation);
    case tag::birthplace:
        return put(decimal(field), card.birthplace);
    case tag::birth:
        return put(date(field), card.birth);
    default:
        return {};
    }
}

} // namespace

std::span<const KnownTag> tagsOfCard()
{
    return cardTags;
}

std::span<const KnownTag> tagsOfHolder()
{
    return holderTags;
}

Result<QList<Field>> splitRecord(const QByteArray &record)
{
    QList<Field> fields;
    qsizetype at = 0;
    while (at < record.size() && !isPadding(record[at])) {
        const auto tag = quint8(record[at]);
        // 81 is the longer form of a length (ISO/IEC 8825-1), which no card of these needs but some may use.
        const qsizetype lengthAt = record.mid(at + 1, 1) == "\x81" ? at + 2 : at + 1;
        const qsizetype length = lengthAt < record.size() ? quint8(record[lengthAt]) : 0;
        if (lengthAt >= record.size() || record.size() - lengthAt - 1 < length)
            return fail(error::invalidMedia,
                        QStringLiteral("the card's field %1 is cut short: %2 of %3 bytes")
                            .arg(tag, 2, 16, QLatin1Char('0'))
                            .arg(std::max<qsizetype>(record.size() - lengthAt - 1, 0))
                            .arg(length));
        fields.append({tag, record.mid(lengthAt + 1, length)});
        at = lengthAt + 1 + length;
    }
    if (fields.isEmpty())
        return fail(error::invalidMedia, QStringLiteral("a record of the card has no field"));
    return fields;
}

Result<SocialSecurityCard> cardOf(const QList<Field> &fields)
{
    QMap<quint8, QByteArray> values;
    for (const Field &field : fields)
        if (!values.contains(field.tag))
            values.insert(field.tag, field.value);
    // A long name goes on in a field of its own, maybe in the middle of a character.
    if (const QByteArray rest = withoutPadding(values.take(tag::nameRest)); !rest.isEmpty())
        values[tag::name] = withoutPadding(values[tag::name]) + rest;

    SocialSecurityCard card;
    for (auto value = values.begin(); value != values.end(); ++value)
        KIOSK_TRY(apply({value.key(), *value}, card));
    return card;
}

} // namespace kiosk::hal::chipcard
