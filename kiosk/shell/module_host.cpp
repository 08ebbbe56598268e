#include <kiosk/shell/module_host.h>

#include <kiosk/core/clock.h>
#include <kiosk/core/paths.h>
#include <kiosk/ipc/bus.h>
#include <kiosk/ipc/peer_socket.h>
#include <kiosk/shell/portal.h>
#include <kiosk/shell/sandbox.h>
#include <kiosk/shell/wayland_meter.h>

#include <modulehost_proxy.h>

#include <QFile>
#include <QLoggingCategory>
#include <QRect>
#include <QWaylandClient>
#include <QWaylandCompositor>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <dbus/dbus.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <wayland-server-core.h>

Q_LOGGING_CATEGORY(lcModuleHost, "kiosk.shell.modulehost")

namespace kiosk::shell
{

namespace
{
constexpr Milliseconds watchInterval = 2s;
constexpr Milliseconds hungAfter = 5s;
constexpr Milliseconds measureInterval = 250ms;
constexpr int giveWay = 5; ///< nice(2): where there is too little processor, the shell comes first

/// In the new process, before bwrap: only what a signal handler may call. Of what the shell has open, and of
/// what whoever started the shell left open, the sandbox gets this one descriptor (and the log's).
void passOn(int descriptor)
{
    if (::close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC) != 0 ||
        ::fcntl(descriptor, F_SETFD, 0) != 0)
        ::_exit(EXIT_FAILURE);
}

/// As above.
void boundProcess(const ModuleBounds &bounds)
{
    const auto limit = [](__rlimit_resource what, qint64 most) {
        const rlimit both{rlim_t(most), rlim_t(most)};
        ::setrlimit(what, &both);
    };
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_MSGQUEUE, 0);
    limit(RLIMIT_NOFILE, bounds.descriptors);
    limit(RLIMIT_FSIZE, bounds.file);
#ifndef KIOSK_SANITIZED // whose shadow memory counts
    // Twice: what grows is ended by the shell, which can say why; this is for what grows too fast to be seen.
    limit(RLIMIT_DATA, 2 * bounds.memory);
#endif
    ::signal(SIGXFSZ, SIG_IGN); // a log that has grown large is no reason to end
    ::setpriority(PRIO_PROCESS, 0, giveWay);
    // Where the machine's memory ends, a module goes first.
    if (const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC); file >= 0) {
        (void)!::write(file, "1000", 4);
        ::close(file);
    }
}

/// What a module may send at once on its socket, before anybody has looked at it: calls are small, what is
/// large comes as one descriptor.
void boundConnection(const QDBusConnection &connection)
{
    auto *raw = static_cast<DBusConnection *>(connection.internalPointer());
    dbus_connection_set_max_message_size(raw, 256L * 1024);
    dbus_connection_set_max_message_unix_fds(raw, 1);
    dbus_connection_set_max_received_size(raw, 1024L * 1024); // beyond it, the socket is read later
    dbus_connection_set_max_received_unix_fds(raw, 16);
}

} // namespace

Result<std::unique_ptr<ModuleHost>> ModuleHost::start(QWaylandCompositor *compositor, WaylandMeter &meter,
                                                      const ModuleBounds &bounds)
{
    std::unique_ptr<ModuleHost> host(new ModuleHost(compositor, meter, bounds));
    KIOSK_TRY(host->launch());
    return host;
}

ModuleHost::ModuleHost(QWaylandCompositor *compositor, WaylandMeter &meter, const ModuleBounds &bounds)
    : m_compositor(compositor), m_waylandMeter(meter), m_bounds(bounds), m_connection(QString()),
      m_portal(std::make_unique<Portal>(bounds)), m_processMeter(bounds)
{
    // Not our own log: it could cut that short, and write what it likes into it.
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ModuleHost::listen);
    connect(&m_process, &QProcess::finished, this, &ModuleHost::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError processError) {
        if (processError == QProcess::FailedToStart)
            onFinished();
    });
    m_watchdog.setInterval(watchInterval);
    m_watchdog.setTimerType(Qt::VeryCoarseTimer); // the whole seconds of the machine: one wake for all
    connect(&m_watchdog, &QTimer::timeout, this, &ModuleHost::watch);
    m_measuring.setInterval(measureInterval);
    connect(&m_measuring, &QTimer::timeout, this, &ModuleHost::measure);
    connect(m_portal.get(), &Portal::exceeded, this, &ModuleHost::endFor, Qt::QueuedConnection);
}

ModuleHost::~ModuleHost()
{
    m_process.disconnect(this);
    end();
    m_process.waitForFinished(1000);
}

Status ModuleHost::launch()
{
    auto socket = ipc::PeerSocket::open(paths::run() + QStringLiteral("/portals"));
    if (!socket)
        return socket.error();
    m_socket = std::move(*socket);
    connect(m_socket.get(), &ipc::PeerSocket::connected, this, &ModuleHost::onPeer);

    int sockets[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
        return fail(error::internalError, QString::fromLocal8Bit(std::strerror(errno)));
    const FileDescriptor theirs(sockets[1]);
    KIOSK_TRY(connectWayland(sockets[0]));

    Sandbox sandbox;
    sandbox.hostProgram = paths::program(QStringLiteral("kiosk-modulehost"));
    sandbox.portalFolder = m_socket->folder();
    sandbox.fontsFile = paths::share(QStringLiteral("fonts.conf"));
    sandbox.waylandSocket = theirs.get();
    sandbox.threads = m_bounds.threads;
    m_process.setChildProcessModifier([fd = theirs.get(), bounds = m_bounds] {
        passOn(fd);
        ::setsid(); // one group for bwrap and what it makes of itself, with no terminal to type into
        boundProcess(bounds);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    });
    m_process.start(QStringLiteral("bwrap"), sandbox.arguments());
    QTimer::singleShot(m_bounds.start, this, [this] {
        if (m_state == State::Starting)
            lose(fail(error::moduleHung, QStringLiteral("no first frame in time")));
    });
    return {};
}

Status ModuleHost::connectWayland(int descriptor)
{
    m_waylandClient = wl_client_create(m_compositor->display(), descriptor); // takes the descriptor
    if (m_waylandClient == nullptr) {
        ::close(descriptor);
        return fail(error::internalError, QStringLiteral("no Wayland client"));
    }
    m_client = QWaylandClient::fromWlClient(m_compositor, m_waylandClient);
    // From within libwayland: what ends the client waits for the loop.
    m_waylandMeter.watch(m_waylandClient, [this](const QString &excess) {
        QMetaObject::invokeMethod(
            this, [this, excess] { endFor(excess); }, Qt::QueuedConnection);
    });
    // Broken off by either side: a module that says what is no Wayland has no window any more.
    connect(m_client.data(), &QObject::destroyed, this, [this] {
        m_waylandMeter.forget(m_waylandClient);
        QMetaObject::invokeMethod(
            this,
            [this] { lose(fail(error::moduleCrashed, QStringLiteral("its Wayland connection ended"))); },
            Qt::QueuedConnection);
    });
    return {};
}

QWaylandClient *ModuleHost::waylandClient() const
{
    return m_client.data();
}

qint64 ModuleHost::processId() const
{
    // bwrap's only child is the module host (--as-pid-1).
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(m_process.processId()));
    if (!children.open(QIODevice::ReadOnly))
        return 0;
    return children.readAll().split(' ').value(0).toLongLong();
}

void ModuleHost::onPeer(const QDBusConnection &connection, qint64 process)
{
    if (m_proxy) { // the first is the only one, be it from a process or a thread of the sandbox
        m_socket->refuse(connection);
        m_portal->refuse(QStringLiteral("connect"), QStringLiteral("a second connection to the portal"));
        return;
    }
    if (const qint64 ours = processId(); process == 0 || process != ours) { // who had the socket before, too
        qCWarning(lcModuleHost) << "process" << process << "is not" << ours << "and may not connect";
        m_socket->refuse(connection);
        return;
    }
    boundConnection(connection);
    m_connection = connection;
    m_portal->attach(m_connection);
    m_proxy = std::make_unique<OrgBianminModuleHost1Interface>(
        QString(), QString::fromLatin1(ipc::moduleHostPath), m_connection);
    connect(m_portal.get(), &Portal::ready, this, [this] {
        if (m_state != State::Starting)
            return;
        m_state = State::Reserve;
        m_watchdog.start();
        Q_EMIT stateChanged();
    });
}

Status ModuleHost::load(const QDBusUnixFileDescriptor &package, const QString &launch)
{
    if (m_state != State::Reserve)
        return fail(error::sequenceError, QStringLiteral("module host is not in reserve"));
    m_state = State::Running;
    m_measuring.start();
    m_proxy->Load(package, launch);
    Q_EMIT stateChanged();
    return {};
}

QCoro::Task<bool> ModuleHost::back()
{
    if (m_state != State::Running)
        co_return false;
    const auto reply = co_await ipc::awaitReply(m_proxy->Back());
    co_return reply &&ipc::argument<bool>(*reply) && *ipc::argument<bool>(*reply);
}

void ModuleHost::enterFocus(bool forward)
{
    if (m_state == State::Running)
        m_proxy->EnterFocus(forward);
}

void ModuleHost::conceal(bool concealed)
{
    if (m_state == State::Running)
        m_proxy->Conceal(concealed);
}

QCoro::Task<QRect> ModuleHost::find(QString name)
{
    if (m_state != State::Running)
        co_return QRect();
    const auto reply = co_await ipc::awaitReply(m_proxy->Find(name));
    if (!reply)
        co_return QRect();
    const QVariantList values = reply->arguments();
    if (values.size() != 5 || !values[0].toBool())
        co_return QRect();
    co_return QRect(values[1].toInt(), values[2].toInt(), values[3].toInt(), values[4].toInt());
}

QCoro::Task<QString> ModuleHost::texts()
{
    if (m_state != State::Running)
        co_return QString();
    const auto reply = co_await ipc::awaitReply(m_proxy->Texts());
    co_return reply ? reply->arguments().value(0).toString() : QString();
}

void ModuleHost::end()
{
    m_watchdog.stop();
    m_measuring.stop();
    if (m_state == State::Ended)
        return;
    m_state = State::Ended;
    m_portal->detach();
    if (m_process.state() != QProcess::NotRunning)
        killSandbox();
    // Its surfaces go now, not when the loop next hears of the process: a view of a surface must not outlive
    // its output, and this may be the end of the shell.
    if (m_client) {
        m_client->disconnect(this);
        m_waylandMeter.forget(m_waylandClient);
        m_client->close();
    }
    Q_EMIT stateChanged();
}

void ModuleHost::killSandbox()
{
    // Its first process takes the rest along. --die-with-parent alone does not: bwrap asks for it last, and
    // killed before leaves one half of itself waiting for the other.
    const qint64 first = processId();
    ::kill(-pid_t(m_process.processId()), SIGKILL);
    if (first > 0)
        ::kill(pid_t(first), SIGKILL);
    m_process.kill(); // where it is not even a group yet
}

void ModuleHost::endFor(const QString &excess)
{
    if (m_state == State::Ended)
        return;
    Q_EMIT exceeded(excess);
    lose(fail(error::moduleCrashed, excess));
}

void ModuleHost::lose(const Error &error)
{
    if (m_state == State::Ended)
        return;
    end();
    Q_EMIT failed(error);
}

void ModuleHost::onFinished()
{
    lose(fail(m_state == State::Starting ? error::internalError : error::moduleCrashed,
              QStringLiteral("module host ended, exit code %1").arg(m_process.exitCode())));
}

/// Its log becomes part of ours, line by line, named as its words, with numbers hidden as in all of ours.
void ModuleHost::listen()
{
    m_line += m_process.readAllStandardOutput();
    if (m_state == State::Ended)
        m_line.clear();
    for (qsizetype end = m_line.indexOf('\n'); end >= 0; end = m_line.indexOf('\n')) {
        qCWarning(lcModuleHost).noquote() << QString::fromUtf8(m_line.left(end));
        m_line.remove(0, end + 1);
        m_logged += end + 1;
    }
    if (const qint64 all = m_logged + m_line.size(); all > m_bounds.log)
        endFor(QStringLiteral("bytes of log: %1, at most %2").arg(all).arg(m_bounds.log));
}

void ModuleHost::measure()
{
    const auto use = ProcessUse::of(processId());
    if (!use)
        return; // it is ending
    const auto now = std::chrono::duration_cast<Milliseconds>(m_clock.monotonic().time_since_epoch());
    if (const QString excess = m_processMeter.excess(*use, now); !excess.isEmpty())
        endFor(excess);
}

void ModuleHost::watch()
{
    if (!m_asking)
        askAlive();
}

QCoro::Task<void> ModuleHost::askAlive()
{
    // The proxy's object lives on the host's main thread; D-Bus's own Ping is answered by another one even
    // while the main thread hangs.
    m_asking = true;
    const QPointer<ModuleHost> self(this);
    m_proxy->setTimeout(int(hungAfter.count()));
    const auto reply = co_await ipc::awaitReply(m_proxy->Alive());
    if (!self)
        co_return;
    m_asking = false;
    if (reply)
        co_return;
    if (reply.error().code == error::timeOut)
        lose(fail(error::moduleHung, QStringLiteral("no answer from the main thread in 5 s")));
    else if (!m_connection.isConnected())
        lose(fail(error::moduleCrashed, QStringLiteral("its portal connection ended")));
}

} // namespace kiosk::shell
