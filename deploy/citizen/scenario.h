#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/yaml_document.h>

namespace kiosk::citizen
{

/// One action of a citizen, as in scenario.schema.yaml.
struct Step {
    QString action;
    QJsonValue argument;
    Milliseconds within{10000};

    /// "touch 开始办理", for people.
    [[nodiscard]] QString description() const;
};

struct Scenario {
    QString name;
    QString title;
    QString orientation;
    QList<Step> steps;

    /// Errors: invalidData with file and line.
    [[nodiscard]] static Result<Scenario> load(const QString &file);
    /// The steps of a part that scenarios are made of, by name. Errors: as load.
    [[nodiscard]] static Result<QList<Step>> loadPart(const QString &name);
};

/// Of this installation, by file name.
[[nodiscard]] QStringList scenarioNames();
/// A name of those, or a file's path.
[[nodiscard]] QString scenarioFile(const QString &nameOrFile);

} // namespace kiosk::citizen
