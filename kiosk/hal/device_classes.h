#pragma once

#include <kiosk/core/result.h>

#include <QHash>
#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace kiosk::hal
{

/// What kiosk-deviced must know of an operation.
struct OperationRule {
    QString journal;               ///< kind of journal operation that an execution needs; empty = none
    std::optional<ErrorCode> lost; ///< the error when nobody heard the outcome; unset = as the failure was
    bool module = false;           ///< a module may use it from a page of its own
};

/// The table of device_classes.yaml. Thread: any, const after load.
class DeviceClasses
{
public:
    /// Errors: invalidData.
    [[nodiscard]] static Result<DeviceClasses> load();

    [[nodiscard]] QStringList names() const { return m_operations.keys(); }
    [[nodiscard]] bool contains(const QString &deviceClass) const
    {
        return m_operations.contains(deviceClass);
    }
    [[nodiscard]] QStringList operations(const QString &deviceClass) const
    {
        return m_operations.value(deviceClass).keys();
    }
    /// nullptr where the class has no such operation.
    [[nodiscard]] const OperationRule *operation(const QString &deviceClass, const QString &name) const;
    /// Settings of every driver, in the form of driver.yaml.
    [[nodiscard]] const QJsonObject &settings() const { return m_settings; }

private:
    QHash<QString, QHash<QString, OperationRule>> m_operations;
    QJsonObject m_settings;
};

} // namespace kiosk::hal
