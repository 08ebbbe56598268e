#pragma once

#include <QByteArray>
#include <QStringView>

namespace kiosk::platform
{

/// A drawn head and shoulders in place of a photograph, 358×441 px (services.md §5), as PNG: nobody's face.
/// Pure; thread: any.
[[nodiscard]] QByteArray silhouettePng(QStringView sex);

} // namespace kiosk::platform
