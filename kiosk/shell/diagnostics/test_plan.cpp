#include <kiosk/shell/diagnostics/test_plan.h>

#include <kiosk/core/error_catalogue.h>

#include <QJsonArray>

#include <cmath>

namespace kiosk::shell
{

namespace
{

bool holds(const QJsonObject &check, const QJsonValue &value)
{
    if (check.contains(u"given"))
        return !value.toString().isEmpty();
    return value.isDouble() && value.toDouble() >= check[u"at_least"].toDouble(-HUGE_VAL) &&
           value.toDouble() <= check[u"at_most"].toDouble(HUGE_VAL);
}

} // namespace

TestVerdict TestVerdict::of(const Error &error)
{
    const ErrorEntry &entry = describe(error.code);
    return {error.code.name().toString(), entry.technician + QStringLiteral("（%1）").arg(entry.number),
            entry.remedy};
}

TestVerdict TestVerdict::notGood(const QString &word, const QString &todo)
{
    return {QStringLiteral("notGood"), word, todo};
}

QList<TestPart> partsOf(const QJsonObject &step, const QJsonObject &status, const DeviceWords &words)
{
    const QString each = step[u"each"].toString();
    if (each.isEmpty())
        return {TestPart{}};
    const QString argument = step[u"as"].toString();
    QList<TestPart> parts;
    const QJsonObject all = status[each].toObject();
    for (auto one = all.begin(); one != all.end(); ++one) {
        TestPart part{one.key(), words.part(one.key()), {}};
        if (!argument.isEmpty())
            part.arguments.insert(argument, one.key());
        const QJsonArray colours = one->toObject()[u"colors"].toArray();
        if (colours.isEmpty())
            parts.append(part);
        for (const auto &colour : colours) {
            TestPart lamp = part;
            lamp.arguments.insert(QStringLiteral("color"), colour);
            lamp.label += QStringLiteral("（%1）").arg(words.part(colour.toString()));
            parts.append(lamp);
        }
    }
    return parts;
}

TestVerdict checked(const QJsonObject &step, const QJsonObject &result)
{
    const QJsonArray advice = result[step[u"advice"].toString()].toArray();
    if (!advice.isEmpty())
        return TestVerdict::of(fail(errorCodeFrom(advice.first().toString())));
    const QJsonArray checks = step[u"checks"].toArray();
    for (const auto &check : checks) {
        if (!holds(check.toObject(), result[check[u"field"].toString()]))
            return TestVerdict::notGood(check[u"otherwise"].toString(), check[u"todo"].toString());
    }
    return {};
}

QString stateOf(const QJsonObject &step, const TestPart &part, const QJsonObject &status)
{
    return part.name.isEmpty() ? status[step[u"part"].toString()].toString()
                               : status[step[u"each"].toString()][part.name].toString();
}

} // namespace kiosk::shell
