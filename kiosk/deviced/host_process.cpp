#include <kiosk/deviced/host_process.h>

#include <kiosk/core/paths.h>
#include <kiosk/deviced/log.h>

#include "devicehost_proxy.h"

#include <QDBusPendingCallWatcher>
#include <QJsonDocument>

#include <cstring>

namespace kiosk::deviced
{

HostProcess::HostProcess(QString device, QString configurationFile, QJsonObject environment,
                         const Supervision &supervision, QObject *parent)
    : QObject(parent), m_device(std::move(device)), m_configurationFile(std::move(configurationFile)),
      m_environment(std::move(environment)), m_supervision(supervision)
{
    m_startWatchdog.setSingleShot(true);
    connect(&m_startWatchdog, &QTimer::timeout, this,
            [this] { end(QStringLiteral("did not report after its start")); });
    m_aliveTimer.setSingleShot(true);
    connect(&m_aliveTimer, &QTimer::timeout, this, &HostProcess::askAlive);
    connect(&m_process, &QProcess::finished, this, &HostProcess::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            report(m_process.errorString());
    });
}

HostProcess::~HostProcess()
{
    m_process.disconnect(this); // its end, which its destructor waits for, is told to nobody
}

void HostProcess::start()
{
    m_age.start();
    auto socket = ipc::PeerSocket::open(paths::run() + QStringLiteral("/devices"));
    if (!socket) {
        QMetaObject::invokeMethod(
            this, [this, reason = socket.error().detail] { report(reason); }, Qt::QueuedConnection);
        return;
    }
    m_socket = std::move(*socket);
    connect(m_socket.get(), &ipc::PeerSocket::connected, this, &HostProcess::connected);

    auto environment = QProcessEnvironment::systemEnvironment();
    // Freed memory is overwritten: cards and documents pass through this process.
    environment.insert(
        QStringLiteral("GLIBC_TUNABLES"),
        QStringLiteral("glibc.malloc.perturb=165:glibc.malloc.tcache_count=0:glibc.malloc.arena_max=1"));
    // glib's default main loop is for drivers whose library answers there (fprint), not for Qt.
    environment.insert(QStringLiteral("QT_NO_GLIB"), QStringLiteral("1"));
    for (auto variable = m_environment.begin(); variable != m_environment.end(); ++variable)
        environment.insert(variable.key(), variable->toString());
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    m_process.setInputChannelMode(QProcess::ManagedInputChannel);
    m_startWatchdog.start(m_supervision.start);
    m_process.start(paths::program(QStringLiteral("kiosk-devicehost")),
                    {QStringLiteral("--device"), m_device, QStringLiteral("--config"), m_configurationFile,
                     QStringLiteral("--connect"), m_socket->address()});
}

void HostProcess::end(const QString &reason)
{
    if (m_over)
        return;
    m_reason = reason;
    m_ready = false;
    m_startWatchdog.stop();
    m_aliveTimer.stop();
    m_process.kill();
}

QDBusPendingCall HostProcess::execute(quint64 operation, const QString &name,
                                      const QDBusUnixFileDescriptor &arguments,
                                      const QString &journalOperation, Milliseconds timeout)
{
    return m_proxy->Execute(operation, name, arguments, journalOperation, uint(timeout.count()));
}

void HostProcess::cancel(quint64 operation)
{
    if (m_ready)
        m_proxy->Cancel(operation);
}

void HostProcess::forget(const QStringList &operations)
{
    if (m_ready)
        m_proxy->Forget(operations);
}

QDBusPendingCall HostProcess::takeResult(quint64 operation)
{
    return m_proxy->TakeResult(operation);
}

QDBusPendingCall HostProcess::takeView(quint64 operation)
{
    return m_proxy->TakeView(operation);
}

void HostProcess::recordTraffic(bool on)
{
    m_traffic = on;
    if (m_ready)
        m_proxy->RecordTraffic(on);
}

void HostProcess::connected(const QDBusConnection &connection, qint64 process)
{
    // A process that was given up cannot come back, nor may one that the driver made talk for it.
    if (m_proxy || m_over || process == 0 || process != m_process.processId()) {
        qCWarning(log).noquote() << m_device << "process" << process << "is not" << m_process.processId()
                                 << "and may not connect";
        m_socket->refuse(connection);
        return;
    }
    m_proxy = std::make_unique<OrgBianminDeviceHost1Interface>(
        QString(), QString::fromLatin1(ipc::deviceHostPath), connection);
    m_proxy->setTimeout(int(m_supervision.watchdog.count()));
    connect(m_proxy.get(), &OrgBianminDeviceHost1Interface::StatusChanged, this, &HostProcess::onStatus);
    connect(m_proxy.get(), &OrgBianminDeviceHost1Interface::Progress, this,
            [this](qulonglong operation, const QString &stage, const QString &details) {
                if (m_ready)
                    Q_EMIT progress(operation, stage, details);
            });
    connect(m_proxy.get(), &OrgBianminDeviceHost1Interface::Traffic, this, &HostProcess::trafficTold);
    connect(m_proxy.get(), &OrgBianminDeviceHost1Interface::Counted, this,
            [this](const QString &counter, qulonglong by) {
                if (m_ready)
                    Q_EMIT counted(counter, qint64(by));
            });
    connect(
        m_proxy.get(), &OrgBianminDeviceHost1Interface::Completed, this,
        [this](qulonglong operation, const QString &completion, const QString &error, const QString &detail) {
            if (m_ready)
                Q_EMIT completed(operation, completion, error, detail);
        });
    connect(m_proxy.get(), &OrgBianminDeviceHost1Interface::Connected, m_proxy.get(),
            &OrgBianminDeviceHost1Interface::Start);
}

void HostProcess::onStatus(const QString &status)
{
    if (m_over || !m_reason.isEmpty())
        return;
    if (!m_ready) {
        m_ready = true;
        m_startWatchdog.stop();
        if (m_traffic)
            recordTraffic(true);
        m_aliveTimer.start(m_supervision.aliveInterval);
    }
    Q_EMIT statusChanged(QJsonDocument::fromJson(status.toUtf8()).object());
}

void HostProcess::askAlive()
{
    auto *watcher = new QDBusPendingCallWatcher(m_proxy->Alive(), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (!m_ready)
            return;
        // A connection that broke is most often that of a process that ended, which onFinished() says better.
        // One that lives on without it does not answer the next time.
        const bool broken =
            watcher->error().type() == QDBusError::Disconnected && !std::exchange(m_broken, true);
        if (watcher->isError() && !broken)
            end(QStringLiteral("does not answer: %1").arg(watcher->error().message()));
        else
            m_aliveTimer.start(m_supervision.aliveInterval);
    });
}

void HostProcess::onFinished(int exitCode, QProcess::ExitStatus status)
{
    if (!m_reason.isEmpty())
        report(m_reason);
    else if (status == QProcess::CrashExit)
        report(QStringLiteral("ended by signal %1 (%2)")
                   .arg(exitCode)
                   .arg(QString::fromLatin1(::strsignal(exitCode))));
    else
        report(QStringLiteral("left with code %1").arg(exitCode));
}

void HostProcess::report(const QString &reason)
{
    if (m_over)
        return;
    m_over = true;
    m_ready = false;
    m_startWatchdog.stop();
    m_aliveTimer.stop();
    Q_EMIT ended(reason);
}

} // namespace kiosk::deviced
