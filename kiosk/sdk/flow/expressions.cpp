#include <kiosk/sdk/flow/expressions.h>

#include <QJsonArray>
#include <QRegularExpression>

namespace kiosk::sdk
{

namespace
{

QJsonValue lookUp(const QString &path, const QJsonObject &known)
{
    QJsonValue value = known;
    const QStringList parts = path.split(u'.');
    for (const QString &part : parts) {
        if (value.isArray()) {
            bool isIndex = false;
            const int index = part.toInt(&isIndex);
            value = isIndex ? value.toArray().at(index) : QJsonValue();
        } else {
            value = value.toObject().value(part);
        }
    }
    return value.isUndefined() ? QJsonValue(QJsonValue::Null) : value;
}

QString toText(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toDouble(), 'g', 15) : value.toVariant().toString();
}

} // namespace

QJsonValue resolve(const QJsonValue &value, const QJsonObject &known)
{
    static const QRegularExpression whole(QStringLiteral("^\\$([A-Za-z_][\\w.-]*)$"));
    static const QRegularExpression part(QStringLiteral("\\$\\{([A-Za-z_][\\w.-]*)\\}"));
    if (value.isString()) {
        const QString text = value.toString();
        if (const auto match = whole.match(text); match.hasMatch())
            return lookUp(match.captured(1), known);
        QString result;
        qsizetype end = 0;
        auto matches = part.globalMatch(text);
        while (matches.hasNext()) {
            const auto match = matches.next();
            result += QStringView(text).mid(end, match.capturedStart() - end);
            result += toText(lookUp(match.captured(1), known));
            end = match.capturedEnd();
        }
        return result.append(QStringView(text).mid(end));
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto entry = object.begin(); entry != object.end(); ++entry)
            entry.value() = resolve(entry.value(), known);
        return object;
    }
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        for (auto entry = array.begin(); entry != array.end(); ++entry)
            *entry = resolve(*entry, known);
        return array;
    }
    return value;
}

} // namespace kiosk::sdk
