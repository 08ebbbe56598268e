#pragma once

#include <kiosk/core/result.h>

#include <QHash>
#include <QJsonObject>
#include <QList>

#include <optional>

namespace kiosk::bench
{

/// A line of budgets.yaml.
struct Figure {
    QString name;
    QString title;
    QString unit;
    QString statistic; ///< median, p95 or max
    QJsonObject budget;
    std::optional<double> guide;
};

/// Errors: invalidData with file and line.
[[nodiscard]] Result<QList<Figure>> loadFigures(const QString &file);

/// The statistic of samples; nothing for none. p95 is the smallest value that 95 % do not exceed.
[[nodiscard]] std::optional<double> statisticOf(const QString &statistic, QList<double> samples);

/// What was measured of one figure.
struct Samples {
    QList<double> ours;
    QList<double> peer;
    QString note;
};

/// The figure's entry of the result: ours, peer, ratio, unit, budget, met, n, statistic.
[[nodiscard]] QJsonObject verdict(const Figure &figure, const Samples &samples);

/// A table for people.
[[nodiscard]] QString table(const QList<Figure> &figures, const QJsonObject &verdicts);

/// Prints the table and writes {machine, figures} as JSON, unless `file` is empty; false when that fails.
[[nodiscard]] bool tell(const QList<Figure> &figures, const QJsonObject &machine,
                        const QHash<QString, Samples> &samples, const QString &file);

} // namespace kiosk::bench
