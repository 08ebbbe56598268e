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
    QString title{};
    QString orientation{};
    bool training = false; ///< of the terminal
    QList<Step> steps{};

    /// With `each`, once for it alone, whatever the file's own `each` says. Errors: invalidData with file and
    /// line.
    [[nodiscard]] static Result<Scenario> load(const QString &file, const QString &each = {});
    /// Of parts/NAME.yaml: its steps.
    [[nodiscard]] static Result<Scenario> loadPart(const QString &name, const QString &each = {});
};

/// Of this installation, by file name.
[[nodiscard]] QStringList scenarioNames();
/// A name of those, or a file's path.
[[nodiscard]] QString scenarioFile(const QString &nameOrFile);

} // namespace kiosk::citizen
