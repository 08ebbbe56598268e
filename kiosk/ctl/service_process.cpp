#include <kiosk/ctl/service_process.h>

#include <kiosk/core/paths.h>

#include <QFileInfo>
#include <QRegularExpression>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace kiosk::ctl
{

namespace
{

constexpr Milliseconds stopGrace{4000};

/// A program of this installation, else the system's.
QString locate(const QString &program)
{
    if (program.startsWith(u'/'))
        return program;
    const QString own = paths::program(program);
    return QFileInfo(own).isExecutable() ? own : program;
}

} // namespace

ServiceProcess::ServiceProcess(Service service, QString logFile, QObject *parent)
    : QObject(parent), m_service(std::move(service)), m_logFile(std::move(logFile))
{
    QFile::remove(m_logFile); // of an earlier run
    m_deadline.setSingleShot(true);
    m_silence.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, &ServiceProcess::onSilence);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &ServiceProcess::launch);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (m_state == State::Starting)
            m_killed = QStringLiteral("not ready within %1 ms").arg(m_service.ready->within.count());
        killGroup();
    });
}

ServiceProcess::~ServiceProcess()
{
    if (m_process) {
        m_process->disconnect(this);
        killGroup();
        m_process->waitForFinished();
    }
}

void ServiceProcess::start(const Variables &variables)
{
    m_variables = variables;
    launch();
}

void ServiceProcess::launch()
{
    m_state = State::Starting;
    m_killed.clear();
    m_process = std::make_unique<QProcess>();
    auto environment = QProcessEnvironment::systemEnvironment();
    for (auto variable = m_service.environment.begin(); variable != m_service.environment.end(); ++variable)
        environment.insert(variable.key(), expand(*variable, m_variables));
    openNotifySocket(environment);
    m_process->setProcessEnvironment(environment);
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setStandardErrorFile(m_logFile, QIODevice::Append);
    if (m_service.ready && !m_service.ready->line.isEmpty())
        connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &ServiceProcess::onOutput);
    else
        m_process->setStandardOutputFile(m_logFile, QIODevice::Append);
    const pid_t parent = getpid();
    m_process->setChildProcessModifier([parent] {
        setpgid(0, 0); // Ctrl-C is for kioskctl, which stops the others in order
        sigset_t none; // what kioskctl keeps back for itself, its services hear
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, nullptr);
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (getppid() != parent)
            _exit(1);
    });
    connect(m_process.get(), &QProcess::finished, this, &ServiceProcess::onFinished);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(false, m_process->errorString());
    });
    QStringList arguments;
    for (const QString &argument : std::as_const(m_service.arguments))
        arguments.append(expand(argument, m_variables));
    m_ranFor.start();
    watchReadiness();
    m_process->start(locate(expand(m_service.program, m_variables)), arguments);
}

void ServiceProcess::watchReadiness()
{
    if (m_service.once)
        return;
    if (!m_service.ready) {
        connect(m_process.get(), &QProcess::started, this, &ServiceProcess::becomeReady);
        return;
    }
    m_deadline.start(m_service.ready->within);
    if (!m_service.ready->file.isEmpty()) {
        m_fileWatcher = std::make_unique<QFileSystemWatcher>();
        const QFileInfo file(expand(m_service.ready->file, m_variables));
        QFile::remove(file.filePath()); // of an earlier process
        m_fileWatcher->addPath(file.path());
        connect(m_fileWatcher.get(), &QFileSystemWatcher::directoryChanged, this, &ServiceProcess::checkFile);
    }
}

void ServiceProcess::openNotifySocket(QProcessEnvironment &environment)
{
    for (const auto *name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}) // of who started kioskctl
        environment.remove(QLatin1String(name));
    if (!m_service.ready || !m_service.ready->notify)
        return;
    m_notifySocket.reset(); // takes its file along
    const QString path =
        QStringLiteral("%1/notify-%2").arg(m_variables.value(QStringLiteral("run")), m_service.id);
    auto socket = NotifySocket::create(path, [this](const QByteArray &said) { onSaid(said); });
    if (!socket) { // it will not be heard to be ready
        qWarning("%s", qPrintable(socket.error().detail));
        return;
    }
    m_notifySocket = *std::move(socket);
    environment.insert(QStringLiteral("NOTIFY_SOCKET"), path);
    if (m_service.watchdog)
        environment.insert(QStringLiteral("WATCHDOG_USEC"),
                           QString::number(std::chrono::microseconds(*m_service.watchdog).count()));
}

void ServiceProcess::onSaid(const QByteArray &assignment)
{
    if (assignment == "READY=1")
        becomeReady();
    if (m_service.watchdog && m_state == State::Ready)
        m_silence.start(*m_service.watchdog);
}

void ServiceProcess::onSilence()
{
    m_notifySocket->drain(); // it may be kioskctl that was kept from its work
    if (m_silence.isActive())
        return;
    m_killed = QStringLiteral("no sign of life for %1 ms").arg(m_service.watchdog->count());
    killGroup();
}

void ServiceProcess::killGroup()
{
    if (const qint64 leader = pid(); leader > 0)
        ::kill(-pid_t(leader), SIGKILL);
}

void ServiceProcess::checkFile()
{
    if (QFileInfo::exists(expand(m_service.ready->file, m_variables)))
        becomeReady();
}

void ServiceProcess::onOutput()
{
    const QRegularExpression pattern(m_service.ready->line);
    while (m_process->canReadLine()) {
        const QString line = QString::fromUtf8(m_process->readLine()).trimmed();
        const auto match = pattern.match(line);
        if (m_state != State::Starting || !match.hasMatch())
            continue;
        for (const QString &group : pattern.namedCaptureGroups()) {
            if (!group.isEmpty())
                Q_EMIT captured(group, match.captured(group));
        }
        becomeReady();
    }
}

void ServiceProcess::becomeReady()
{
    if (m_state != State::Starting)
        return;
    m_deadline.stop();
    m_fileWatcher.reset();
    m_state = State::Ready;
    Q_EMIT ready();
}

void ServiceProcess::onFinished()
{
    m_deadline.stop();
    m_silence.stop();
    const bool clean = m_process->exitStatus() == QProcess::NormalExit;
    const int code = m_process->exitCode();
    if (m_state == State::Stopping)
        return end(true, {});
    if (m_service.once && clean && code == 0) {
        m_state = State::Ready;
        Q_EMIT ready();
        return;
    }
    if (m_service.ends && clean && code == 0)
        return end(true, {});
    const QString reason = !m_killed.isEmpty() ? m_killed
                           : clean             ? QStringLiteral("ended with exit code %1").arg(code)
                                               : QStringLiteral("ended by signal %1").arg(code);
    if (!m_service.restart || m_service.once)
        return end(false, reason);
    // Having run as long as the longest pause counts as well again.
    if (m_nextPause.count() == 0 || m_ranFor.hasExpired(m_service.restart->longest.count()))
        m_nextPause = m_service.restart->first;
    const Milliseconds pause = m_nextPause;
    m_nextPause = std::min(m_nextPause * 2, m_service.restart->longest);
    ++m_restarts;
    m_state = State::Pausing;
    Q_EMIT restarting(reason, int(pause.count()));
    if (m_state == State::Pausing)
        m_pause.start(pause);
}

void ServiceProcess::stop()
{
    m_pause.stop();
    m_silence.stop();
    const bool running = m_process && m_process->state() != QProcess::NotRunning;
    m_state = State::Stopping;
    if (!running)
        return end(true, {});
    m_deadline.start(stopGrace);
    m_process->terminate();
}

void ServiceProcess::end(bool asked, const QString &reason)
{
    m_deadline.stop();
    m_state = State::Ended;
    Q_EMIT ended(asked, reason);
}

QString name(ServiceProcess::State state)
{
    switch (state) {
    case ServiceProcess::State::Waiting:
        return QStringLiteral("waiting");
    case ServiceProcess::State::Starting:
        return QStringLiteral("starting");
    case ServiceProcess::State::Ready:
        return QStringLiteral("ready");
    case ServiceProcess::State::Pausing:
        return QStringLiteral("restarting");
    case ServiceProcess::State::Stopping:
        return QStringLiteral("stopping");
    case ServiceProcess::State::Ended:
        return QStringLiteral("ended");
    }
    return {};
}

} // namespace kiosk::ctl
