#pragma once

#include <kiosk/ctl/notify_socket.h>
#include <kiosk/ctl/service_table.h>

#include <QElapsedTimer>
#include <QFileSystemWatcher>
#include <QProcess>
#include <QTimer>

#include <memory>

namespace kiosk::ctl
{

/// One service and the process that is it now. Its process leads a group of its own and gets SIGTERM when
/// kioskctl itself is killed. Thread: main.
class ServiceProcess : public QObject
{
    Q_OBJECT

public:
    enum class State { Waiting, Starting, Ready, Pausing, Stopping, Ended };

    /// Standard error, and standard output where no line of it is waited for, go to the log file.
    ServiceProcess(Service service, QString logFile, QObject *parent);
    ~ServiceProcess() override;

    [[nodiscard]] const Service &service() const { return m_service; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] qint64 pid() const { return m_process ? m_process->processId() : 0; }
    [[nodiscard]] int restarts() const { return m_restarts; }
    [[nodiscard]] QString logFile() const { return m_logFile; }

    void start(const Variables &variables);
    /// SIGTERM, and after a grace SIGKILL to its group; ended() follows, at once where nothing runs.
    void stop();

Q_SIGNALS:
    void ready();
    /// A ready line had this in its named groups.
    void captured(const QString &name, const QString &value);
    /// It ended by itself and starts again after the pause.
    void restarting(const QString &reason, int pauseMs);
    /// It ended for good: asked to (as which the orderly end of one that `ends` the terminal counts), or
    /// without a rule to restart it.
    void ended(bool asked, const QString &reason);

private:
    void launch();
    void watchReadiness();
    void openNotifySocket(QProcessEnvironment &environment);
    void onSaid(const QByteArray &assignment);
    void onSilence();
    void killGroup();
    void onOutput();
    void onFinished();
    void becomeReady();
    void checkFile();
    void end(bool asked, const QString &reason);

    Service m_service;
    QString m_logFile;
    Variables m_variables;
    State m_state = State::Waiting;
    std::unique_ptr<QProcess> m_process;
    std::unique_ptr<QFileSystemWatcher> m_fileWatcher;
    std::unique_ptr<NotifySocket> m_notifySocket;
    QTimer m_deadline; ///< to become ready, or to stop
    QTimer m_silence;  ///< since the last sign of life
    QTimer m_pause;
    QElapsedTimer m_ranFor;
    QString m_killed; ///< why it was killed
    int m_restarts = 0;
    Milliseconds m_nextPause{0};
};

[[nodiscard]] QString name(ServiceProcess::State state);

} // namespace kiosk::ctl
