#pragma once

#include <kiosk/deviced/supervision.h>
#include <kiosk/ipc/bus.h>
#include <kiosk/ipc/peer_socket.h>

#include <QElapsedTimer>
#include <QProcess>
#include <QTimer>

class OrgBianminDeviceHost1Interface;

namespace kiosk::deviced
{

/// One life of a device's process: started, connected to, watched, ended. Thread: main. Signals come only
/// while the process is held to be alive; ended() comes once and is the last.
class HostProcess : public QObject
{
    Q_OBJECT

public:
    /// `environment`: names and values beside this process' own.
    HostProcess(QString device, QString configurationFile, QJsonObject environment,
                const Supervision &supervision, QObject *parent);
    ~HostProcess() override;

    void start();
    /// Has reported and takes operations.
    [[nodiscard]] bool ready() const { return m_ready; }
    [[nodiscard]] Milliseconds lived() const { return Milliseconds(m_age.elapsed()); }
    /// SIGKILL; ended() follows with the reason.
    void end(const QString &reason);

    [[nodiscard]] QDBusPendingCall execute(quint64 operation, const QString &name,
                                           const QDBusUnixFileDescriptor &arguments,
                                           const QString &journalOperation, Milliseconds timeout);
    void cancel(quint64 operation);
    void forget(const QStringList &operations);
    [[nodiscard]] QDBusPendingCall takeResult(quint64 operation);
    [[nodiscard]] QDBusPendingCall takeView(quint64 operation);
    /// From its first report on.
    void recordTraffic(bool on);

Q_SIGNALS:
    void statusChanged(const QJsonObject &status);
    void progress(quint64 operation, const QString &stage, const QString &details);
    void counted(const QString &counter, qint64 by);
    void trafficTold(const QStringList &lines);
    void completed(quint64 operation, const QString &completion, const QString &error, const QString &detail);
    void ended(const QString &reason);

private:
    void connected(const QDBusConnection &connection, qint64 process);
    void onStatus(const QString &status);
    void askAlive();
    void onFinished(int exitCode, QProcess::ExitStatus status);
    void report(const QString &reason);

    QString m_device;
    QString m_configurationFile;
    QJsonObject m_environment;
    Supervision m_supervision;
    std::unique_ptr<ipc::PeerSocket> m_socket;
    std::unique_ptr<OrgBianminDeviceHost1Interface> m_proxy;
    QProcess m_process;
    QElapsedTimer m_age;
    QTimer m_startWatchdog;
    QTimer m_aliveTimer;
    QString m_reason;
    bool m_ready = false;
    bool m_traffic = false;
    bool m_over = false;
    bool m_broken = false; ///< its connection; how it ended is not known yet
};

} // namespace kiosk::deviced
