#include "figures.h"

#include <kiosk/core/yaml_document.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTextStream>

#include <algorithm>
#include <cmath>

namespace kiosk::bench
{

namespace
{

QJsonValue rounded(std::optional<double> value)
{
    constexpr double hundredths = 100;
    return value ? QJsonValue(std::round(*value * hundredths) / hundredths) : QJsonValue();
}

QJsonValue met(const QJsonObject &budget, std::optional<double> ours, std::optional<double> ratio)
{
    const auto &bounded = budget[u"of"].toString() == u"ratio" ? ratio : ours;
    if (budget.isEmpty() || !bounded)
        return {};
    return *bounded <= budget[u"at_most"].toDouble(HUGE_VAL) &&
           *bounded >= budget[u"at_least"].toDouble(-HUGE_VAL);
}

QString bound(const QJsonObject &budget)
{
    if (budget.isEmpty())
        return QStringLiteral("–");
    const QString of = budget[u"of"].toString() == u"ratio" ? QStringLiteral("ratio ") : QString();
    return budget.contains(u"at_most") ? QStringLiteral("%1≤ %2").arg(of).arg(budget[u"at_most"].toDouble())
                                       : QStringLiteral("%1≥ %2").arg(of).arg(budget[u"at_least"].toDouble());
}

QString cell(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toDouble()) : QStringLiteral("–");
}

} // namespace

Result<QList<Figure>> loadFigures(const QString &file)
{
    const auto document = YamlDocument::load(file);
    if (!document)
        return document.error();
    const auto schema = loadSchema(QStringLiteral("budgets"));
    if (!schema)
        return schema.error();
    if (const auto findings = document->check(*schema); !findings.isEmpty())
        return fail(error::invalidData, findings.first().text());
    QList<Figure> figures;
    for (const auto &entry : document->root()[u"figures"].toArray()) {
        Figure figure{entry[u"name"].toString(),      entry[u"title"].toString(),  entry[u"unit"].toString(),
                      entry[u"statistic"].toString(), entry[u"budget"].toObject(), {}};
        if (entry[u"guide"].isDouble())
            figure.guide = entry[u"guide"].toDouble();
        figures.append(figure);
    }
    return figures;
}

std::optional<double> statisticOf(const QString &statistic, QList<double> samples)
{
    if (samples.isEmpty())
        return {};
    std::sort(samples.begin(), samples.end());
    if (statistic == u"max")
        return samples.last();
    if (statistic == u"p95")
        return samples[qsizetype(std::ceil(double(samples.size()) * 0.95)) - 1];
    const qsizetype middle = samples.size() / 2;
    return samples.size() % 2 == 1 ? samples[middle] : (samples[middle - 1] + samples[middle]) / 2;
}

QJsonObject verdict(const Figure &figure, const Samples &samples)
{
    const auto ours = statisticOf(figure.statistic, samples.ours);
    const auto peer = statisticOf(figure.statistic, samples.peer);
    std::optional<double> ratio;
    if (ours && peer && *peer > 0)
        ratio = *ours / *peer;
    QJsonObject entry{{QStringLiteral("title"), figure.title},
                      {QStringLiteral("ours"), rounded(ours)},
                      {QStringLiteral("peer"), rounded(peer)},
                      {QStringLiteral("ratio"), rounded(ratio)},
                      {QStringLiteral("unit"), figure.unit},
                      {QStringLiteral("budget"), figure.budget.isEmpty() ? QJsonValue() : figure.budget},
                      {QStringLiteral("met"), met(figure.budget, ours, ratio)},
                      {QStringLiteral("n"), samples.ours.size()},
                      {QStringLiteral("statistic"), figure.statistic}};
    if (figure.guide)
        entry[QStringLiteral("guide")] = *figure.guide;
    if (!samples.note.isEmpty())
        entry[QStringLiteral("note")] = samples.note;
    return entry;
}

QString table(const QList<Figure> &figures, const QJsonObject &verdicts)
{
    QString text = QStringLiteral("| figure | ours | peer | ratio | unit | budget | met |\n"
                                  "|---|---|---|---|---|---|---|\n");
    for (const Figure &figure : figures) {
        const QJsonObject entry = verdicts[figure.name].toObject();
        if (entry.isEmpty())
            continue;
        const QJsonValue kept = entry[u"met"];
        text += QStringLiteral("| %1 | %2 | %3 | %4 | %5, %6 of %7 | %8 | %9 |\n")
                    .arg(figure.title, cell(entry[u"ours"]), cell(entry[u"peer"]), cell(entry[u"ratio"]),
                         figure.unit, figure.statistic)
                    .arg(entry[u"n"].toInt())
                    .arg(bound(figure.budget),
                         kept.isBool() ? (kept.toBool() ? QStringLiteral("yes") : QStringLiteral("NO"))
                                       : QStringLiteral("–"));
    }
    return text;
}

bool tell(const QList<Figure> &figures, const QJsonObject &machine, const QHash<QString, Samples> &samples,
          const QString &file)
{
    QJsonObject verdicts;
    for (const Figure &figure : figures)
        verdicts[figure.name] = verdict(figure, samples.value(figure.name));
    QTextStream(stdout) << table(figures, verdicts);
    if (file.isEmpty())
        return true;
    const QByteArray json = QJsonDocument(QJsonObject{{QStringLiteral("machine"), machine},
                                                      {QStringLiteral("figures"), verdicts}})
                                .toJson();
    QFile out(file);
    return out.open(QIODevice::WriteOnly) && out.write(json) == json.size();
}

} // namespace kiosk::bench
