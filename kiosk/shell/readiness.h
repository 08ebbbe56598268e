#pragma once

#include <kiosk/shell/catalogue.h>

namespace kiosk::shell
{

/// 办前体检: can this item be finished here, now? Looked at before the citizen enters anything.
struct Readiness {
    QList<Error> obstacles; ///< empty: yes
    [[nodiscard]] bool ok() const { return obstacles.isEmpty(); }
};

/// Pure. `devices` as kiosk-deviced lists them, `health` as kiosk-serviced answers it (an error: not
/// reachable).
[[nodiscard]] Readiness examine(const Catalogue &catalogue, const QString &item, const QJsonArray &devices,
                                const Result<QJsonObject> &health);

} // namespace kiosk::shell
