#pragma once

#include <kiosk/core/result.h>

#include <kiosk/hal/document_scanner.h>

#include <QMap>
#include <QStringList>

namespace kiosk::sane
{

/// A value of the option `source`, and what is set with it.
struct SourceName {
    hal::ScanSource source;
    QStringList names;
    QMap<QString, QString> with;
};

/// driver.yaml's quirks.
struct SaneQuirks {
    QStringList refused;                  ///< back ends
    QMap<QString, QString> configuration; ///< back end → its first line
    QList<SourceName> sources;
    QStringList colourModes;
    QStringList greyModes;

    /// Errors: invalidData, with file, line and reason.
    [[nodiscard]] static Result<SaneQuirks> load();
};

} // namespace kiosk::sane
