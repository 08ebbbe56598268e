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

/// The steps of a file, those of its parts in their places.
static Status addSteps(const QString &file, QList<Step> &steps, Scenario *scenario)
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
        if (scenario->title.isEmpty() || scenario->orientation.isEmpty())
            return fail(error::invalidData,
                        document->finding({}, QStringLiteral("needs title and orientation")).text());
    }
    const QJsonArray entries = document->root()[u"steps"].toArray();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const auto wrong = [&](const QString &reason) {
            const auto place = document->finding({QStringLiteral("steps"), QString::number(i)}, reason);
            return fail(error::invalidData, place.text());
        };
        QJsonObject entry = entries[i].toObject();
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
        if (scenario == nullptr)
            return wrong(QStringLiteral("a part has no parts"));
        const QString part =
            QFileInfo(file).path() + QStringLiteral("/parts/%1.yaml").arg(step.argument.toString());
        KIOSK_TRY(addSteps(part, steps, nullptr));
    }
    return {};
}

Result<Scenario> Scenario::load(const QString &file)
{
    Scenario scenario;
    scenario.name = QFileInfo(file).completeBaseName();
    KIOSK_TRY(addSteps(file, scenario.steps, &scenario));
    return scenario;
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
