#pragma once

#include <kiosk/deviced/device_worker.h>
#include <kiosk/deviced/hotplug_watch.h>
#include <kiosk/deviced/traffic_relay.h>

#include <QDBusConnection>
#include <QDBusContext>
#include <QThread>

#include <map>

namespace kiosk::deviced
{

/// org.bianmin.DeviceHost1: one device towards kiosk-deviced. Thread: main; the driver blocks in a thread of
/// its own, so these calls are always answered.
class DeviceHost : public QObject, protected QDBusContext
{
    Q_OBJECT

public:
    /// Answers on the connection; the device is opened, and says something, from Start() on. Errors:
    /// internalError, invalidData (an installation without its own files).
    [[nodiscard]] static Result<std::unique_ptr<DeviceHost>> create(hal::DeviceConfiguration configuration,
                                                                    QDBusConnection connection);
    ~DeviceHost() override;

    void Start();
    void Execute(qulonglong operation, const QString &name, const QDBusUnixFileDescriptor &arguments,
                 const QString &journalOperation, uint timeoutMs);
    void Cancel(qulonglong operation);
    QDBusUnixFileDescriptor TakeResult(qulonglong operation);
    QDBusUnixFileDescriptor TakeView(qulonglong operation);
    void Forget(const QStringList &operations);
    void Alive();
    void RecordTraffic(bool on);

Q_SIGNALS:
    void Connected();
    void StatusChanged(const QString &status);
    void Progress(qulonglong operation, const QString &stage, const QString &details);
    void Counted(const QString &counter, qulonglong by);
    void Traffic(const QStringList &lines);
    void Completed(qulonglong operation, const QString &completion, const QString &error,
                   const QString &detail);

private Q_SLOTS:
    void leave();

private:
    DeviceHost(hal::DeviceConfiguration configuration, QList<hal::CounterRule> counters);
    void finish(const JobOutcome &outcome);
    /// What the device is asked for and says, between the lines of its driver.
    void tellStep(const QString &words);

    QString m_driver;
    std::shared_ptr<TrafficRelay> m_relay; ///< a driver's threads may outlive this object
    bool m_traffic = false;
    QThread m_thread;
    DeviceWorker *m_worker; ///< lives in m_thread
    HotplugWatch m_hotplug;
    quint64 m_operation = 0; ///< 0 = idle
    CancelToken m_cancel;
    std::shared_ptr<FileDescriptor> m_view; ///< of the operation
    std::map<quint64, std::shared_ptr<FileDescriptor>> m_results;
};

} // namespace kiosk::deviced
