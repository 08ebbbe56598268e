#pragma once

#include <kiosk/deviced/device_record.h>
#include <kiosk/deviced/managed_device.h>
#include <kiosk/deviced/settings_service.h>
#include <kiosk/deviced/traffic_service.h>

#include <QDBusContext>
#include <QDBusServiceWatcher>

class OrgBianminServices1Interface;

namespace kiosk::deviced
{

/// org.bianmin.Devices1 on the kiosk bus: the devices of this terminal, who uses them, and their operations.
/// The contract says what each call does. Thread: main.
class DeviceRegistry : public QObject, protected QDBusContext
{
    Q_OBJECT

public:
    /// Starts the devices of the file and takes the name on the bus. A file that is wrong in part, or
    /// altogether, is told in the log and in List; what is right comes up. Errors: internalError (name
    /// taken), invalidData (an installation without its own files).
    [[nodiscard]] static Result<std::unique_ptr<DeviceRegistry>>
    create(const QString &configurationFile, const QString &supervisionFile,
           std::unique_ptr<DeviceRecord> deviceRecord, SettingsStore settings, QDBusConnection bus);
    ~DeviceRegistry() override;

    QString List() const;
    QString Claim(const QString &device, const QString &session);
    void Release(const QString &claim);
    qulonglong Begin(const QString &claim, const QString &name, const QDBusUnixFileDescriptor &arguments,
                     const QString &journalOperation, uint timeoutMs);
    void Cancel(qulonglong operation);
    QDBusUnixFileDescriptor TakeResult(qulonglong operation);
    QDBusUnixFileDescriptor TakeView(qulonglong operation);
    void Restart(const QString &device);
    QString Record(const QString &device);
    void Note(const QString &device, const QString &what, const QString &result);
    void Maintained(const QString &device, const QString &task, const QString &by);

Q_SIGNALS:
    void StatusChanged(const QString &device, const QString &entry);
    void Progress(qulonglong operation, const QString &stage, const QString &details);
    void Completed(qulonglong operation, const QString &completion, const QString &error,
                   const QString &detail);

private:
    DeviceRegistry(hal::DeviceClasses classes, const Supervision &supervision,
                   std::unique_ptr<DeviceRecord> deviceRecord, const QDBusConnection &bus);

    void load(const QString &configurationFile);
    void add(ManagedDevice *device);
    [[nodiscard]] ManagedDevice *byId(const QString &id) const;
    /// Likewise, and the caller is told where there is none.
    [[nodiscard]] ManagedDevice *askedFor(const QString &id) const;
    /// The object that List gives.
    [[nodiscard]] QJsonObject entryOf(const ManagedDevice *device) const;
    void noteFailure(const ManagedDevice *device, const QString &error);
    /// The device of a claim that the caller holds; nullptr otherwise.
    [[nodiscard]] ManagedDevice *byClaim(const QString &claim) const;
    /// Likewise the device that works, or worked last, on an operation of the caller.
    [[nodiscard]] ManagedDevice *byOperation(quint64 operation) const;
    QCoro::Task<void> answerBegin(QDBusMessage call, ManagedDevice *device, Request request,
                                  hal::OperationRule rule);
    QCoro::Task<void> answerView(QDBusMessage call, ManagedDevice *device, quint64 operation);
    QCoro::Task<Status> redeem(QString operation, QString kind, QString device);
    void forgetOwner(const QString &owner);
    /// For the audit log: a device is in order, or not and why, where that has changed.
    void report(const ManagedDevice *device);
    void record(const QString &what, const QString &device, const QString &result, const QString &detail);
    /// Tells the device which of the operations it keeps something of the journal is done with.
    QCoro::Task<void> settle(ManagedDevice *device);

    hal::DeviceClasses m_classes;
    Supervision m_supervision;
    std::unique_ptr<DeviceRecord> m_deviceRecord;
    std::unique_ptr<SettingsService> m_settings;
    std::unique_ptr<TrafficService> m_traffic;
    QDBusConnection m_bus;
    std::unique_ptr<OrgBianminServices1Interface> m_services;
    QDBusServiceWatcher m_owners;
    QDBusServiceWatcher m_serviced;
    QHash<QString, QString> m_reported; ///< device → state that kiosk-serviced knows
    QList<ManagedDevice *> m_devices;
    quint64 m_lastOperation;
};

} // namespace kiosk::deviced
