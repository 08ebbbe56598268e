#pragma once

#include <kiosk/deviced/host_process.h>
#include <kiosk/hal/device_classes.h>
#include <kiosk/hal/terminal_configuration.h>

#include <QElapsedTimer>

#include <functional>

namespace kiosk::deviced
{

/// Who may use a device.
struct Claim {
    QString id;
    QString owner; ///< unique name on the kiosk bus
    QString session;
};

/// What an operation is begun with.
struct Request {
    quint64 operation = 0;
    QString name;
    QDBusUnixFileDescriptor arguments;
    QString journalOperation;
    Milliseconds timeout{};
};

/// Redeems a journal operation with kiosk-serviced: id, kind, device.
using RedeemOperation = std::function<QCoro::Task<Status>(QString operation, QString kind, QString device)>;

/// One device of devices.yaml: keeps its process alive, runs one operation at a time and sees it to its end.
/// Thread: main. Lives as long as the program.
class ManagedDevice : public QObject
{
    Q_OBJECT

public:
    ManagedDevice(hal::DeviceConfiguration configuration, QString configurationFile,
                  const Supervision &supervision, RedeemOperation redeem, QObject *parent);
    /// One that stays down, listed with the reason.
    ManagedDevice(const hal::RefusedDevice &refused, const Supervision &supervision, QObject *parent);

    /// For its processes, beside this one's own: what shows them an emulated device. Before start().
    void setEnvironment(const QJsonObject &environment) { m_environment = environment; }

    [[nodiscard]] const QString &id() const { return m_configuration.id; }
    [[nodiscard]] const QString &deviceClass() const { return m_configuration.deviceClass; }
    /// The object that List gives.
    [[nodiscard]] QJsonObject entry() const;
    [[nodiscard]] QString state() const { return m_status[u"device"].toString(); }
    /// Why it stays down; empty where it does not.
    [[nodiscard]] const QString &refusal() const { return m_refusal; }
    /// Its process lives and has reported.
    [[nodiscard]] bool ready() const { return m_host != nullptr && m_host->ready(); }
    /// Nothing is under way whose end must be known.
    [[nodiscard]] bool interruptible() const { return !m_operation || !m_operation->rule.lost; }

    /// Errors: noDevice, deviceBusy.
    [[nodiscard]] Result<Claim> claim(const QString &owner, const QString &session);
    /// Ends the claim; an operation of it is cancelled and its result forgotten.
    void release();
    [[nodiscard]] const std::optional<Claim> &claimed() const { return m_claim; }

    void start();
    /// Errors: noDevice.
    [[nodiscard]] Status restart();

    /// Returns as soon as the process has been told; completed() follows. Errors: deviceNotReady, deviceBusy,
    /// authorisationRequired and what kiosk-serviced says.
    [[nodiscard]] QCoro::Task<Status> begin(Request request, hal::OperationRule rule);
    [[nodiscard]] bool runs(quint64 operation) const { return m_operation && m_operation->id == operation; }
    [[nodiscard]] bool holdsResultOf(quint64 operation) const
    {
        return m_result && m_result->operation == operation;
    }
    void cancel();
    /// Journal operations that the device still keeps something of.
    [[nodiscard]] const QStringList &recorded() const { return m_recorded; }
    /// The journal has their outcome.
    void forget(const QStringList &operations);
    [[nodiscard]] QDBusUnixFileDescriptor takeResult();
    /// Of this process and those that follow it; trafficTold() comes.
    void recordTraffic(bool on);
    /// Of an operation that runs. Errors: invalidData (it shows nothing, or what is no view), canceled.
    [[nodiscard]] QCoro::Task<Result<QDBusUnixFileDescriptor>> takeView(quint64 operation);

Q_SIGNALS:
    void changed();
    void recordedChanged();
    void progress(quint64 operation, const QString &stage, const QString &details);
    void counted(const QString &counter, qint64 by);
    void trafficTold(const QStringList &lines);
    void completed(quint64 operation, const QString &completion, const QString &error, const QString &detail);

private:
    struct Operation {
        quint64 id = 0;
        QString claim;
        hal::OperationRule rule;
        bool executing = false; ///< the process was told
    };
    struct HeldResult {
        quint64 operation = 0;
        QDBusUnixFileDescriptor descriptor;
    };

    void onEnded(const QString &reason);
    void onDeadline();
    /// A device that was online and stays busy, whatever is asked of it, has a library that does not come
    /// back: its process is ended, between two operations.
    void watchBusy();
    QCoro::Task<void> onCompleted(quint64 operation, QString completion, QString error, QString detail);
    void finish(const Error &error);
    void finish(const QString &completion, const QString &error, const QString &detail);

    hal::DeviceConfiguration m_configuration;
    QString m_configurationFile;
    QJsonObject m_environment;
    Supervision m_supervision;
    RedeemOperation m_redeem;
    RestartPolicy m_policy;
    HostProcess *m_host = nullptr;
    QTimer m_restartTimer;
    QTimer m_deadline;
    QTimer m_busy;
    QElapsedTimer m_busySince;
    bool m_wasOnline = false; ///< in the life of this process
    QString m_refusal;        ///< why it stays down
    QString m_message;
    bool m_traffic = false;
    bool m_ending = false; ///< its process, as somebody asked for it
    QJsonObject m_status;
    QStringList m_recorded;
    int m_restarts = 0;
    std::optional<Claim> m_claim;
    std::optional<Operation> m_operation;
    std::optional<HeldResult> m_result;
};

} // namespace kiosk::deviced
