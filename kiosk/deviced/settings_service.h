#pragma once

#include <kiosk/deviced/device_record.h>
#include <kiosk/deviced/managed_device.h>
#include <kiosk/deviced/settings_store.h>

#include <QDBusContext>
#include <QTimer>

#include <functional>
#include <map>

namespace kiosk::deviced
{

/// org.bianmin.DeviceSettings1 on the kiosk bus: the settings of one device changed, its process alone
/// started anew, and taken back where it does not come back. The contract says what each call does. Thread:
/// main.
class SettingsService : public QObject, protected QDBusContext
{
    Q_OBJECT

public:
    /// What it works on; all of it outlives the service.
    struct Terminal {
        QString configurationFile;
        Milliseconds patience; ///< for a device to come back
        DeviceRecord &record;
        std::function<ManagedDevice *(const QString &id)> device; ///< nullptr where there is none
        /// For the audit log.
        std::function<void(const QString &what, const QString &device, const QString &result,
                           const QString &detail)>
            audit;
    };
    SettingsService(Terminal terminal, SettingsStore store);
    ~SettingsService() override;

    QString Show(const QString &device);
    void Apply(const QString &device, const QString &settings, const QString &by);
    void Undo(const QString &device, const QString &by);

    /// The state of the device changed.
    void look(const ManagedDevice *device);
    /// For the audit log, once it can be reached: what was taken back because this process had ended.
    void tellInterrupted();

Q_SIGNALS:
    void Changed(const QString &device, const QString &settings);

private:
    /// A device's settings as devices.yaml has them, and how they are declared.
    struct Base {
        QJsonObject values;
        QJsonObject declared;
    };
    struct Waiting {
        QTimer timer;
        QString stateBefore;
        bool wasAway = false; ///< the state seen now is that of a new life
    };

    [[nodiscard]] Result<Base> baseOf(const QString &device) const;
    /// The device, where its settings may be changed now.
    [[nodiscard]] Result<ManagedDevice *> changeable(const QString &device, const QString &by) const;
    [[nodiscard]] Status apply(const QString &device, const QJsonDocument &settings, const QString &by);
    [[nodiscard]] Status undo(const QString &device, const QString &by);
    void wait(ManagedDevice *device);
    void onTimeOut(ManagedDevice *device);
    void keep(const QString &device);
    void restore(ManagedDevice *device);
    /// For the audit log, the device's record and the bus.
    void tell(const QString &device, const QString &result, const QString &detail = {});
    [[nodiscard]] QString asText(const QString &device) const;
    [[nodiscard]] QJsonObject changeOf(const QString &device, const Base &base) const;

    Terminal m_terminal;
    SettingsStore m_store;
    QStringList m_untold;
    std::map<QString, Waiting> m_waiting;
};

} // namespace kiosk::deviced
