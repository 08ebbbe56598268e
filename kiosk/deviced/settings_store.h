#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/result.h>

#include <QJsonObject>
#include <QStringList>

namespace kiosk::deviced
{

/// device-settings.yaml, as its schema says: what is laid over the settings of each device, and its last
/// change with what was before it. Each write is one whole file in the place of the one before (temporary
/// file, fsync, rename): whatever ends the process or the power, one of the two is there, and a change that
/// was still waiting is taken back when it is opened again. A write that fails changes nothing. Thread: main.
class SettingsStore
{
public:
    /// A file that is wrong goes aside (….broken) and a new one begins. `clock` outlives it.
    explicit SettingsStore(QString file, const Clock &clock);

    /// Devices whose change was waiting when the last life of this process ended.
    [[nodiscard]] const QStringList &interrupted() const { return m_interrupted; }
    /// What is laid over the device's settings.
    [[nodiscard]] QJsonObject of(const QString &device) const;
    /// Its last change; empty where there is none.
    [[nodiscard]] QJsonObject change(const QString &device) const;
    [[nodiscard]] bool waits(const QString &device) const;
    [[nodiscard]] bool undoable(const QString &device) const;

    /// `settings` are laid over from now on, and wait. Errors: internalError.
    [[nodiscard]] Status begin(const QString &device, const QJsonObject &settings, const QString &by);
    /// The device is back with them. Errors: internalError.
    [[nodiscard]] Status keep(const QString &device);
    /// What was before the change is laid over again. Errors: internalError.
    [[nodiscard]] Status restore(const QString &device, const QString &reason);
    [[nodiscard]] Status undo(const QString &device);

private:
    [[nodiscard]] Status end(const QString &device, const QString &state, const QString &reason = {});
    [[nodiscard]] Status put(const QString &device, const QJsonObject &entry);

    QString m_file;
    const Clock &m_clock;
    QJsonObject m_devices;
    QStringList m_interrupted;
};

} // namespace kiosk::deviced
