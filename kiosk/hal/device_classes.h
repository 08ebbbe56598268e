#pragma once

#include <kiosk/core/result.h>

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <chrono>
#include <optional>

namespace kiosk::hal
{

/// What kiosk-deviced must know of an operation.
struct OperationRule {
    QString journal;               ///< kind of journal operation that an execution needs; empty = none
    std::optional<ErrorCode> lost; ///< the error when nobody heard the outcome; unset = as the failure was
    bool module = false;           ///< a module may use it from a page of its own
};

/// Something a device of a class does that is counted: an operation that ended well, or a stage that one
/// tells of whatever its end.
struct CounterRule {
    QString counter;                    ///< "cardsRead"
    QHash<QString, QString> operations; ///< name → field of its result that says how many; empty = one
    QString stage;                      ///< one for each time it is told; empty = none
};

/// What is to be done for a device of a class, and how often.
struct MaintenanceRule {
    QString task; ///< "cleanLens"
    std::chrono::days everyDays{};
    QString counter; ///< of its class; empty where only days matter
    qint64 everyCount = 0;
};

struct DeviceRules {
    QList<CounterRule> counters;
    QList<MaintenanceRule> maintenance;
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
    /// What is counted of a class and when it is looked after; empty where nothing is known of it.
    [[nodiscard]] DeviceRules rules(const QString &deviceClass) const { return m_rules.value(deviceClass); }
    /// Settings of every driver, in the form of driver.yaml.
    [[nodiscard]] const QJsonObject &settings() const { return m_settings; }

private:
    QHash<QString, QHash<QString, OperationRule>> m_operations;
    QHash<QString, DeviceRules> m_rules;
    QJsonObject m_settings;
};

} // namespace kiosk::hal
