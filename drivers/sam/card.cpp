#include "card.h"

#include <kiosk/hal/code_tables.h>

#include <QtEndian>

namespace kiosk::sam
{

namespace
{

using hal::IdCard;

constexpr qsizetype textSize = 256;
constexpr qsizetype photoSize = 1024;
constexpr qsizetype addressRecord = 70;
constexpr qsizetype typeOffset = 248;

/// Where a field lies in the text block, in bytes.
struct Field {
    const char *name; ///< for the technician
    qsizetype offset;
    qsizetype size;
};

/// As it stands, well-formed or not: reserved areas may hold anything.
QString utf16(const QByteArray &bytes)
{
    QString text(bytes.size() / 2, Qt::Uninitialized);
    for (qsizetype i = 0; i < text.size(); ++i)
        text[i] = QChar(qFromLittleEndian<quint16>(bytes.constData() + 2 * i));
    return text;
}

/// Some issuers pad with zeros in place of spaces.
QString trimmed(QString field)
{
    return field.replace(QChar::Null, QLatin1Char(' ')).trimmed();
}

/// Fields of one card's text. Remembers the first that is wrong, so that a form reads like its table.
class Text
{
public:
    explicit Text(QString text) : m_text(std::move(text)) {}

    /// A field, and what follows it elsewhere.
    [[nodiscard]] QString string(Field field, Field rest = {"", 0, 0})
    {
        QString value =
            m_text.mid(field.offset / 2, field.size / 2) + m_text.mid(rest.offset / 2, rest.size / 2);
        if (!value.isValidUtf16())
            reject(field);
        return trimmed(std::move(value));
    }

    [[nodiscard]] QDate date(Field field)
    {
        const QDate day = QDate::fromString(string(field), QStringLiteral("yyyyMMdd"));
        if (!day.isValid())
            reject(field);
        return day;
    }

    /// nullopt = 长期.
    [[nodiscard]] std::optional<QDate> dateOrLongTerm(Field field)
    {
        if (string(field) == u"长期")
            return std::nullopt;
        return date(field);
    }

    [[nodiscard]] QString required(Field field)
    {
        QString value = string(field);
        if (value.isEmpty())
            reject(field);
        return value;
    }

    /// A name or number that a form may lack.
    [[nodiscard]] QJsonValue optional(Field field)
    {
        const QString value = string(field);
        return value.isEmpty() ? QJsonValue::Null : QJsonValue(value);
    }

    [[nodiscard]] QJsonValue count(Field field)
    {
        bool isNumber = false;
        const int value = string(field).toInt(&isNumber);
        return isNumber ? QJsonValue(value) : QJsonValue::Null;
    }

    [[nodiscard]] const char *wrong() const { return m_wrong; }

private:
    void reject(Field field)
    {
        if (m_wrong == nullptr)
            m_wrong = field.name;
    }

    QString m_text;
    const char *m_wrong = nullptr;
};

// Fields that the resident card, J and Y have in common.
constexpr Field name{"name", 0, 30};
constexpr Field sex{"sex", 30, 2};
constexpr Field birth{"birth", 36, 16};
constexpr Field address{"address", 52, 70};
constexpr Field idNumber{"ID number", 122, 36};
constexpr Field authority{"authority", 158, 30};
constexpr Field validFrom{"valid from", 188, 16};
constexpr Field validTo{"valid to", 204, 16};

IdCard common(Text &text, IdCard::Form form)
{
    IdCard card;
    card.form = form;
    card.sex = hal::sexName(text.string(sex));
    card.birth = text.date(birth);
    card.idNumber = text.required(idNumber);
    card.validFrom = text.date(validFrom);
    card.validTo = text.dateOrLongTerm(validTo);
    return card;
}

IdCard resident(Text &text)
{
    IdCard card = common(text, IdCard::Form::Resident);
    card.name = text.required(name);
    card.nation = hal::nationName(text.string({"nation", 32, 4}));
    card.address = text.string(address);
    card.authority = text.string(authority);
    return card;
}

IdCard permit(Text &text)
{
    IdCard card = common(text, IdCard::Form::J);
    card.name = text.required(name);
    card.address = text.string(address);
    card.authority = text.string(authority);
    card.formFields = {{QStringLiteral("permit_number"), text.optional({"permit number", 220, 18})},
                       {QStringLiteral("issue_count"), text.count({"issue count", 238, 4})}};
    return card;
}

IdCard foreigner2023(Text &text)
{
    IdCard card = common(text, IdCard::Form::Y);
    card.name = text.string(name);
    card.formFields = {
        {QStringLiteral("english_name"),
         text.string({"English name", 52, 70}, {"English name, continued", 220, 22})},
        {QStringLiteral("nationality"), text.optional({"nationality", 242, 6})},
        {QStringLiteral("renewal_count"), text.count({"renewal count", 32, 4})},
        {QStringLiteral("old_number_link"), text.optional({"old number link", 250, 6})},
    };
    return card;
}

IdCard foreigner2017(Text &text)
{
    IdCard card;
    card.form = IdCard::Form::I;
    card.name = text.string({"Chinese name", 158, 30});
    card.sex = hal::sexName(text.string({"sex", 120, 2}));
    card.birth = text.date({"birth", 220, 16});
    card.idNumber = text.required({"number", 122, 30});
    card.validFrom = text.date({"issued", 188, 16});
    card.validTo = text.dateOrLongTerm({"expires", 204, 16});
    card.formFields = {{QStringLiteral("english_name"), text.required({"English name", 0, 120})},
                       {QStringLiteral("nationality"), text.optional({"nationality", 152, 6})},
                       {QStringLiteral("version"), text.optional({"version", 236, 4})},
                       {QStringLiteral("authority_code"), text.optional({"authority code", 240, 8})}};
    return card;
}

} // namespace

Result<CardData> splitCardData(const QByteArray &data)
{
    // 30 01 has two lengths in front, 30 10 three; which it is, the sum of all tells.
    const auto length = [&](qsizetype index) -> qsizetype {
        return qFromBigEndian<quint16>(data.constData() + 2 * index);
    };
    const auto agrees = [&](qsizetype lengths) {
        if (data.size() < 2 * lengths || length(0) != textSize || length(1) != photoSize)
            return false;
        const qsizetype fingerprint = lengths == 3 ? length(2) : 0;
        return (fingerprint == 0 || fingerprint == 512 || fingerprint == 1024) &&
               data.size() == 2 * lengths + textSize + photoSize + fingerprint;
    };
    const qsizetype lengths = agrees(2) ? 2 : agrees(3) ? 3 : 0;
    if (lengths == 0)
        return fail(error::protocolError, QStringLiteral("card data of %1 bytes").arg(data.size()));
    const qsizetype start = 2 * lengths;
    return CardData{data.mid(start, textSize), data.mid(start + textSize, photoSize),
                    data.mid(start + textSize + photoSize)};
}

Result<IdCard> parseCard(const QByteArray &bytes)
{
    if (bytes.size() != textSize)
        return fail(error::invalidMedia, QStringLiteral("card text of %1 bytes").arg(bytes.size()));
    // Before anything is decoded: the form decides what the rest means.
    const char16_t type = qFromLittleEndian<quint16>(bytes.constData() + typeOffset);
    Text text(utf16(bytes));

    IdCard card;
    switch (type) {
    case u' ':
    case u'\0':
        card = resident(text);
        break;
    case u'J':
        card = permit(text);
        break;
    case u'Y':
        card = foreigner2023(text);
        break;
    case u'I':
        card = foreigner2017(text);
        break;
    default:
        return fail(error::invalidMedia,
                    QStringLiteral("card form U+%1 is not known").arg(uint(type), 4, 16, QLatin1Char('0')));
    }
    if (text.wrong() != nullptr)
        return fail(error::invalidMedia, QStringLiteral("the card's %1 is not valid").arg(text.wrong()));
    return card;
}

Result<QString> parseNewestAddress(const QByteArray &data)
{
    const QString text = utf16(data);
    QString newest;
    for (qsizetype start = 0; start < text.size(); start += addressRecord / 2) {
        const QString record = trimmed(text.mid(start, addressRecord / 2));
        if (!record.isValidUtf16())
            return fail(error::invalidMedia, QStringLiteral("the card's newest address is not valid"));
        if (!record.isEmpty())
            newest = record;
    }
    return newest;
}

} // namespace kiosk::sam
