#pragma once

#include <kiosk/deviced/device_worker.h>
#include <kiosk/deviced/hotplug_watch.h>

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
    /// Serves the device on the connection. Errors: internalError, invalidData (an installation without its
    /// own files).
    [[nodiscard]] static Result<std::unique_ptr<DeviceHost>> create(hal::DeviceConfiguration configuration,
                                                                    QDBusConnection connection);
    ~DeviceHost() override;

    void Execute(qulonglong operation, const QString &name, const QDBusUnixFileDescriptor &arguments,
                 const QString &journalOperation, uint timeoutMs);
    void Cancel(qulonglong operation);
    QDBusUnixFileDescriptor TakeResult(qulonglong operation);
    QDBusUnixFileDescriptor TakeView(qulonglong operation);
    void Forget(const QStringList &operations);
    void Alive();

Q_SIGNALS:
    void StatusChanged(const QString &status);
    void Progress(qulonglong operation, const QString &stage, const QString &details);
    void Counted(const QString &counter, qulonglong by);
    void Completed(qulonglong operation, const QString &completion, const QString &error,
                   const QString &detail);

private Q_SLOTS:
    void leave();

private:
    DeviceHost(hal::DeviceConfiguration configuration, QList<hal::CounterRule> counters);
    void finish(const JobOutcome &outcome);

    QThread m_thread;
    DeviceWorker *m_worker; ///< lives in m_thread
    HotplugWatch m_hotplug;
    quint64 m_operation = 0; ///< 0 = idle
    CancelToken m_cancel;
    std::shared_ptr<FileDescriptor> m_view; ///< of the operation
    std::map<quint64, std::shared_ptr<FileDescriptor>> m_results;
};

} // namespace kiosk::deviced
