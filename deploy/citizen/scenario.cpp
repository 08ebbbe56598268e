#include "scenario.h"

#include <kiosk/core/paths.h>

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace kiosk::citizen
{

QString Step::description() const
{
    const QString shown =
        argument.isObject()
            ? QString::fromUtf8(QJsonDocument(argument.toObject()).toJson(QJsonDocument::Compact))
            : argument.toVariant().toString();
    return action + u' ' + shown;
}

namespace
{

constexpr int deepestPart = 8;

QString partFile(const QString &name)
{
    return paths::share(QStringLiteral("scenarios/parts/%1.yaml").arg(name));
}

/// `$each` in texts becomes the value.
QJsonValue with(const QJsonValue &value, const QString &each)
{
    if (value.isString())
        return value.toString().replace(QStringLiteral("$each"), each);
    if (value.isArray()) {
        QJsonArray array;
        for (const auto &entry : value.toArray())
            array.append(with(entry, each));
        return array;
    }
    QJsonObject object = value.toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry)
        *entry = with(*entry, each);
    return value.isObject() ? QJsonValue(object) : value;
}

/// The steps of a file, those of its parts in their places.
Status addSteps(const QString &file, const QString &each, int depth, QList<Step> &steps, Scenario *scenario)
{
    const auto document = YamlDocument::load(file);
    if (!document)
        return document.error();
    const auto schema = loadSchema(QStringLiteral("scenario"));
    if (!schema)
        return schema.error();
    if (const auto findings = document->check(*schema); !findings.isEmpty())
        return fail(error::invalidData, findings.first().text());
    if (scenario != nullptr) {
        scenario->title = document->root()[u"title"].toString();
        scenario->orientation = document->root()[u"orientation"].toString();
        scenario->training = document->root()[u"training"].toBool();
        if (scenario->title.isEmpty() || scenario->orientation.isEmpty())
            return fail(error::invalidData,
                        document->finding({}, QStringLiteral("needs title and orientation")).text());
    }
    const QJsonArray rounds = document->root()[u"each"].toArray();
    if (each.isEmpty() && !rounds.isEmpty()) {
        for (const auto &round : rounds)
            KIOSK_TRY(addSteps(file, round.toString(), depth, steps, nullptr));
        return {};
    }
    const QJsonArray entries = document->root()[u"steps"].toArray();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const auto wrong = [&](const QString &reason) {
            const auto place = document->finding({QStringLiteral("steps"), QString::number(i)}, reason);
            return fail(error::invalidData, place.text());
        };
        QJsonObject entry = with(entries[i], each).toObject();
        Step step;
        if (const auto within = entry.take(QStringLiteral("within_ms")); within.isDouble())
            step.within = Milliseconds(within.toInt());
        if (entry.size() != 1)
            return wrong(QStringLiteral("a step has one action"));
        step.action = entry.begin().key();
        step.argument = entry.begin().value();
        if (step.action != u"play") {
            steps.append(std::move(step));
            continue;
        }
        if (depth == deepestPart)
            return wrong(QStringLiteral("parts of parts of parts go too deep"));
        KIOSK_TRY(addSteps(partFile(step.argument.toString()), each, depth + 1, steps, nullptr));
    }
    return {};
}

} // namespace

Result<Scenario> Scenario::load(const QString &file, const QString &each)
{
    Scenario scenario;
    scenario.name = QFileInfo(file).completeBaseName();
    KIOSK_TRY(addSteps(file, each, 0, scenario.steps, &scenario));
    return scenario;
}

Result<Scenario> Scenario::loadPart(const QString &name, const QString &each)
{
    Scenario part;
    part.name = name;
    KIOSK_TRY(addSteps(partFile(name), each, 0, part.steps, nullptr));
    return part;
}

QStringList scenarioNames()
{
    return QDir(paths::share(QStringLiteral("scenarios")))
        .entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name)
        .replaceInStrings(QStringLiteral(".yaml"), QString());
}

QString scenarioFile(const QString &nameOrFile)
{
    return nameOrFile.endsWith(u".yaml") ? nameOrFile
                                         : paths::share(QStringLiteral("scenarios/%1.yaml").arg(nameOrFile));
}

} // namespace kiosk::citizen
