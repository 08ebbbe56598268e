#include <kiosk/ipc/peer_socket.h>

#include <QCoreApplication>
#include <QDBusError>
#include <QDBusServer>
#include <QDir>
#include <QTemporaryDir>

#include <dbus/dbus.h>
#include <list>
#include <sys/socket.h>

namespace kiosk::ipc
{

struct PeerSocket::Kept {
    QString below;
    QString folder;
    QDBusServer server;
    bool lent = false;
    Kept(QString root, const QString &own)
        : below(std::move(root)), folder(own), server(QStringLiteral("unix:path=%1/socket").arg(own))
    {
    }
    /// Never destroyed; what they left on the disk goes with the application.
    static std::list<Kept> &all()
    {
        static auto *kept = [] {
            qAddPostRoutine([] {
                for (const Kept &each : all())
                    QDir(each.folder).removeRecursively();
            });
            return new std::list<Kept>;
        }();
        return *kept;
    }
};

namespace
{

qint64 processOf(const QDBusConnection &connection)
{
    // Not dbus_connection_get_unix_process_id(): it knows it only once they have greeted each other.
    auto *raw = static_cast<DBusConnection *>(connection.internalPointer());
    int descriptor = -1;
    ucred peer{};
    socklen_t length = sizeof peer;
    if (dbus_connection_get_socket(raw, &descriptor) == 0 ||
        ::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0)
        return 0;
    return peer.pid;
}

} // namespace

Result<std::unique_ptr<PeerSocket>> PeerSocket::open(const QString &below)
{
    auto &all = Kept::all();
    const auto free = std::find_if(all.begin(), all.end(), [&](const Kept &kept) {
        return !kept.lent && kept.below == below && QFile::exists(kept.folder + QStringLiteral("/socket"));
    });
    if (free != all.end())
        return std::unique_ptr<PeerSocket>(new PeerSocket(*free));
    if (!QDir().mkpath(below))
        return fail(error::internalError, QStringLiteral("%1 cannot be made").arg(below));
    QTemporaryDir own(below + QStringLiteral("/peer-XXXXXX"));
    own.setAutoRemove(false);
    if (!own.isValid())
        return fail(error::internalError, QStringLiteral("%1: %2").arg(below, own.errorString()));
    Kept &kept = all.emplace_back(below, own.path());
    if (!kept.server.isConnected()) {
        kept.lent = true; // for ever
        return fail(error::internalError, kept.server.lastError().message());
    }
    return std::unique_ptr<PeerSocket>(new PeerSocket(kept));
}

PeerSocket::PeerSocket(Kept &kept) : m_kept(kept)
{
    m_kept.lent = true;
    connect(&m_kept.server, &QDBusServer::newConnection, this, [this](const QDBusConnection &connection) {
        m_connections.append(connection.name());
        Q_EMIT connected(connection, processOf(connection));
    });
}

PeerSocket::~PeerSocket()
{
    for (const QString &connection : std::as_const(m_connections))
        QDBusConnection::disconnectFromPeer(connection);
    m_kept.lent = false;
}

QString PeerSocket::address() const
{
    return m_kept.server.address();
}

QString PeerSocket::folder() const
{
    return m_kept.folder;
}

} // namespace kiosk::ipc
