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

Result<Scenario> Scenario::load(const QString &file)
{
    const auto document = YamlDocument::load(file);
    if (!document)
        return document.error();
    const auto schema = loadSchema(QStringLiteral("scenario"));
    if (!schema)
        return schema.error();
    auto findings = document->check(*schema);
    Scenario scenario;
    scenario.name = QFileInfo(file).completeBaseName();
    scenario.title = document->root()[u"title"].toString();
    scenario.orientation = document->root()[u"orientation"].toString();
    const QJsonArray steps = document->root()[u"steps"].toArray();
    for (qsizetype i = 0; i < steps.size(); ++i) {
        QJsonObject entry = steps[i].toObject();
        Step step;
        if (const auto within = entry.take(QStringLiteral("within_ms")); within.isDouble())
            step.within = Milliseconds(within.toInt());
        if (entry.size() != 1) {
            findings.append(document->finding({QStringLiteral("steps"), QString::number(i)},
                                              QStringLiteral("a step has one action")));
            continue;
        }
        step.action = entry.begin().key();
        step.argument = entry.begin().value();
        scenario.steps.append(std::move(step));
    }
    if (!findings.isEmpty())
        return fail(error::invalidData, findings.first().text());
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
