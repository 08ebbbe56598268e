#include <kiosk/serviced/rating.h>

#include <kiosk/core/masking.h>

#include <QHash>
#include <QJsonArray>
#include <QRegularExpression>

namespace kiosk::services
{

namespace
{

constexpr qsizetype maximumText = 200; // characters, as on the page
constexpr qsizetype maximumOptions = 16;

const QHash<QString, int> &stars()
{
    static const QHash<QString, int> grades{
        {QStringLiteral("VERY_SATISFIED"), 5},      {QStringLiteral("SATISFIED"), 4},
        {QStringLiteral("BASICALLY_SATISFIED"), 3}, {QStringLiteral("DISSATISFIED"), 2},
        {QStringLiteral("VERY_DISSATISFIED"), 1},   {QStringLiteral("NONE"), 0}};
    return grades;
}

} // namespace

Result<QJsonObject> ratingArguments(const QJsonObject &rating)
{
    static const QRegularExpression optionCode(QStringLiteral("^[1-5][0-9]{2}$"));
    const QString grade = rating.value(u"grade").toString();
    if (!stars().contains(grade))
        return fail(error::invalidData, QStringLiteral("rating of no grade"));
    QJsonObject arguments{{QStringLiteral("grade"), grade}};

    QStringList options;
    const QJsonArray chosen = rating.value(u"options").toArray();
    for (const auto &option : chosen) {
        const QString code = option.isDouble() ? QString::number(option.toInt()) : option.toString();
        if (!optionCode.match(code).hasMatch() || options.size() == maximumOptions)
            return fail(error::invalidData, QStringLiteral("rating with a wrong option"));
        options.append(code);
    }
    arguments.insert(QStringLiteral("options"), options.join(u','));

    const QJsonObject aspects = rating.value(u"aspects").toObject();
    for (const auto *key : {"service", "network", "pickup"}) {
        const QString aspect = aspects.value(QLatin1String(key)).toString();
        if (const int value = stars().value(aspect); value > 0)
            arguments.insert(QLatin1String(key), value);
    }
    // People write their number although the page asks them not to.
    arguments.insert(QStringLiteral("text"),
                     redactNumbers(rating.value(u"text").toString().left(maximumText)));
    return arguments;
}

} // namespace kiosk::services
