#pragma once

#include <kiosk/core/result.h>

#include <QList>
#include <QString>

namespace kiosk::shell
{

/// The backlights that the kernel knows (Documentation/ABI/stable/sysfs-class-backlight). A monitor on HDMI
/// or DisplayPort is none of them. Thread: any.
class Backlights
{
public:
    struct Light {
        QString name;
        int percent = 0;
        bool mayChange = false; ///< this account may write it
    };

    /// root: where sysfs is; tests have their own.
    explicit Backlights(QString root = QStringLiteral("/sys"))
        : m_folder(root + QStringLiteral("/class/backlight"))
    {
    }

    [[nodiscard]] QList<Light> list() const;
    /// percent: 0–100. Errors: noDevice (there is none of this name), authorisationRequired, hardwareError.
    [[nodiscard]] Status set(const QString &name, int percent) const;

private:
    QString m_folder;
};

} // namespace kiosk::shell
