#pragma once

#include <kiosk/core/manifest.h>

namespace kiosk::ctl
{

/// Packs a module's folder into one uncompressed .rcc with /module/module.json, its QML, templates and
/// translations
/// (.ts becomes .qm). The same folder gives the same bytes on any machine. Needs Qt's rcc and lrelease.
/// Errors: moduleInvalid (with findings), internalError (a tool failed).
[[nodiscard]] Status packModule(const QString &folder, const QString &output, QList<Finding> &findings);

} // namespace kiosk::ctl
