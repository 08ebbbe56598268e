#include <kiosk/shell/module_host.h>

#include <kiosk/core/clock.h>
#include <kiosk/core/paths.h>
#include <kiosk/ipc/bus.h>
#include <kiosk/shell/portal.h>
#include <kiosk/shell/sandbox.h>

#include <modulehost_proxy.h>

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QPointer>
#include <QRect>
#include <QStandardPaths>
#include <QWaylandClient>
#include <QWaylandCompositor>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
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
} // namespace

Result<std::unique_ptr<ModuleHost>> ModuleHost::start(QWaylandCompositor *compositor)
{
    std::unique_ptr<ModuleHost> host(new ModuleHost(compositor));
    KIOSK_TRY(host->launch());
    return host;
}

ModuleHost::ModuleHost(QWaylandCompositor *compositor)
    : m_compositor(compositor), m_folder(paths::run() + QStringLiteral("/portal-XXXXXX")),
      m_connection(QString()), m_portal(std::make_unique<Portal>())
{
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    connect(&m_process, &QProcess::finished, this, &ModuleHost::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError processError) {
        if (processError == QProcess::FailedToStart)
            onFinished();
    });
    m_watchdog.setInterval(watchInterval);
    connect(&m_watchdog, &QTimer::timeout, this, &ModuleHost::watch);
}

ModuleHost::~ModuleHost()
{
    m_process.disconnect(this);
    end();
    m_process.waitForFinished(1000);
    // The server's own thread would take it away while the folder is being emptied, and the folder then
    // stays.
    QFile::remove(m_folder.filePath(QStringLiteral("socket")));
}

Status ModuleHost::launch()
{
    if (!m_folder.isValid())
        return fail(error::internalError, m_folder.errorString());
    m_server = std::make_unique<QDBusServer>(QStringLiteral("unix:path=%1/socket").arg(m_folder.path()));
    if (!m_server->isConnected())
        return fail(error::internalError, m_server->lastError().message());
    connect(m_server.get(), &QDBusServer::newConnection, this, &ModuleHost::onPeer);

    int sockets[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
        return fail(error::internalError, QString::fromLocal8Bit(std::strerror(errno)));
    const FileDescriptor theirs(sockets[1]);
    wl_client *client = wl_client_create(m_compositor->display(), sockets[0]); // takes the descriptor
    if (client == nullptr) {
        ::close(sockets[0]);
        return fail(error::internalError, QStringLiteral("no Wayland client"));
    }
    m_client = QWaylandClient::fromWlClient(m_compositor, client);

    Sandbox sandbox;
    sandbox.hostProgram = paths::program(QStringLiteral("kiosk-modulehost"));
    sandbox.portalFolder = m_folder.path();
    sandbox.fontsFile = paths::share(QStringLiteral("fonts.conf"));
    sandbox.waylandSocket = theirs.get();
    m_process.setChildProcessModifier([fd = theirs.get()] {
        ::fcntl(fd, F_SETFD, 0); // this one descriptor goes along
        const rlimit none{0, 0};
        ::setrlimit(RLIMIT_CORE, &none);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    });
    m_process.start(QStringLiteral("bwrap"), sandbox.arguments());
    return {};
}

qint64 ModuleHost::processId() const
{
    // bwrap's only child is the module host (--as-pid-1).
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(m_process.processId()));
    if (!children.open(QIODevice::ReadOnly))
        return 0;
    return children.readAll().split(' ').value(0).toLongLong();
}

void ModuleHost::onPeer(const QDBusConnection &connection)
{
    if (m_state != State::Starting) {
        qCWarning(lcModuleHost) << "a second connection on the portal socket was refused";
        QDBusConnection::disconnectFromPeer(connection.name());
        return;
    }
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
    if (m_state == State::Ended)
        return;
    m_state = State::Ended;
    m_portal->detach();
    if (m_process.state() != QProcess::NotRunning)
        m_process.kill(); // --die-with-parent takes the sandbox along
    Q_EMIT stateChanged();
}

void ModuleHost::onFinished()
{
    if (m_state == State::Ended)
        return;
    const bool started = m_state != State::Starting;
    m_watchdog.stop();
    m_state = State::Ended;
    m_portal->detach();
    Q_EMIT stateChanged();
    Q_EMIT failed(fail(started ? error::moduleCrashed : error::internalError,
                       QStringLiteral("module host ended, exit code %1").arg(m_process.exitCode())));
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
    if (reply || reply.error().code != error::timeOut || m_state == State::Ended)
        co_return;
    end();
    Q_EMIT failed(fail(error::moduleHung, QStringLiteral("no answer from the main thread in 5 s")));
}

} // namespace kiosk::shell
