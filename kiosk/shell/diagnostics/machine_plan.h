#pragma once

#include <kiosk/hal/terminal_configuration.h>
#include <kiosk/shell/diagnostics/device_row.h>

#include <QVariantMap>

namespace kiosk::shell
{

/// Where the devices are in this machine, as devices.yaml tells it, for a drawing. Thread: any, const.
class MachinePlan
{
public:
    MachinePlan() = default; ///< of a machine of which nothing is told
    MachinePlan(const hal::TerminalConfiguration &configuration, const DeviceWords &words);

    /// The side of the machine that the device is on: {side: front | inside | back, word (which, and how high
    /// above the floor), cabinet: {width, height}, screen: {x, y, width, height} (of the front), devices:
    /// [{name, here (it is the one that is meant), x, y, width, height}]}, in mm from the left and upper
    /// edge. Empty for a device without a place.
    [[nodiscard]] QVariantMap of(const QString &device) const;

private:
    struct Placed {
        QString id;
        QString name;
        hal::DevicePlace place;
    };

    QSizeF m_cabinet;
    QRectF m_screen;
    QHash<QString, QString> m_sides; ///< in words
    QList<Placed> m_devices;         ///< as devices.yaml has them
};

} // namespace kiosk::shell
