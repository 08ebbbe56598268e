#pragma once

#include <kiosk/hal/device.h>
#include <kiosk/hal/device_classes.h>
#include <kiosk/hal/device_identity.h>

#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <mutex>

namespace kiosk::deviced
{

/// An operation as kiosk-deviced asks for it.
struct Job {
    quint64 operation = 0;
    QString name;
    QDBusUnixFileDescriptor arguments;
    hal::OperationContext context;
};

/// How it ended. The result is sealed as soon as it exists.
struct JobOutcome {
    quint64 operation = 0;
    std::optional<Error> error;
    std::shared_ptr<FileDescriptor> result;
};

/// The driver's thread: opens the device, asks its state while idle, executes operations. Blocks in the
/// driver; only the calls marked so may come from other threads.
class DeviceWorker : public QObject
{
    Q_OBJECT

public:
    DeviceWorker(hal::DeviceConfiguration configuration, QList<hal::CounterRule> counters);

    void start();
    /// Any thread. Ends a poll that is under way: operations go first.
    void submit(Job job);
    /// Something was plugged in or drawn: asks the device now rather than at the end of the interval, unless
    /// it is at work.
    void look();
    /// The journal has the outcome of these operations: the device forgets them while idle.
    void forget(const QStringList &operations);
    /// Any thread. An idle poll that did not return by its deadline: the driver hangs.
    [[nodiscard]] bool overdue() const;

Q_SIGNALS:
    void statusChanged(const QJsonObject &status);
    void progress(quint64 operation, const QString &stage, const QJsonObject &details);
    void viewShown(quint64 operation, const std::shared_ptr<kiosk::FileDescriptor> &view);
    void completed(const kiosk::deviced::JobOutcome &outcome);
    void counted(const QString &counter, quint64 by);

private:
    void poll();
    void run(Job job);
    [[nodiscard]] Result<FileDescriptor> execute(const Job &job);
    [[nodiscard]] Status ensureOpen(hal::OperationContext &context);
    [[nodiscard]] Status checkUnit(hal::OperationContext &context);
    void forgetSettled(const QJsonObject &status, hal::OperationContext &context);
    void closeAfter(const Error &error);
    void countStage(const QString &stage);
    void countResult(const QString &operation, const QJsonObject &result);
    void publish(QJsonObject status);

    hal::DeviceConfiguration m_configuration;
    QList<hal::CounterRule> m_counters;
    Milliseconds m_interval;
    std::unique_ptr<hal::Device> m_device;
    bool m_open = false;
    std::optional<QJsonObject> m_status;
    hal::SystemIdentity m_identity;
    QStringList m_settled; ///< to be forgotten
    QTimer m_timer;

    std::atomic<int> m_waiting = 0;
    std::atomic<qint64> m_pollEnds = 0; ///< steady clock, ms; 0 = no poll under way
    std::mutex m_mutex;
    CancelToken m_pollCancel; ///< guarded by m_mutex
};

} // namespace kiosk::deviced
