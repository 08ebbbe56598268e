#pragma once

#include <kiosk/core/result.h>

#include <QMap>
#include <QStringList>

namespace kiosk::ctl
{

/// What a folder of share/kiosk/scaffolds becomes. Thread: any.
struct Scaffold {
    QString folder;                ///< to be made; must not be there
    QStringList parts;             ///< folders of share/kiosk/scaffolds, put over each other
    QMap<QString, QString> values; ///< "NAME" → "acme-reader", for @NAME@
};

/// Errors: invalidData with a reason that names what to change.
[[nodiscard]] Result<Scaffold> moduleScaffold(const QString &root, const QString &name, const QString &item);
[[nodiscard]] Result<Scaffold> driverScaffold(const QString &root, const QString &name,
                                              const QString &deviceClass);

/// Writes the files and answers their paths in the folder. Errors: invalidData (the folder is there already),
/// notEnoughSpace. What was begun is taken away again.
[[nodiscard]] Result<QStringList> writeScaffold(const Scaffold &scaffold);

} // namespace kiosk::ctl
