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
    PeerSocket *owner = nullptr; ///< none: it is free
    Kept(QString root, const QString &own)
        : below(std::move(root)), folder(own), server(QStringLiteral("unix:path=%1/socket").arg(own))
    {
        QObject::connect(&server, &QDBusServer::newConnection, &server,
                         [this](const QDBusConnection &connection) {
                             if (owner != nullptr)
                                 owner->take(connection);
                             else
                                 QDBusConnection::disconnectFromPeer(connection.name());
                         });
    }
    /// Never destroyed. What they leave on the disk goes with the application, or with the next one.
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
    // Closed meanwhile, the descriptor may be another's.
    return connection.isConnected() ? peer.pid : 0;
}

/// Of a process that could not clear up.
void removeOld(const QString &below)
{
    for (const QString &old : QDir(below).entryList({QStringLiteral("peer-*")}, QDir::Dirs))
        QDir(below + u'/' + old).removeRecursively();
}

} // namespace

Result<std::unique_ptr<PeerSocket>> PeerSocket::open(const QString &below)
{
    auto &all = Kept::all();
    bool first = true;
    for (Kept &kept : all) {
        if (kept.below != below)
            continue;
        first = false;
        if (kept.owner == nullptr && kept.server.isConnected() &&
            QFile::exists(kept.folder + QStringLiteral("/socket")))
            return std::unique_ptr<PeerSocket>(new PeerSocket(kept));
    }
    if (!QDir().mkpath(below))
        return fail(error::internalError, QStringLiteral("%1 cannot be made").arg(below));
    if (first)
        removeOld(below);
    QTemporaryDir own(below + QStringLiteral("/peer-XXXXXX"));
    if (!own.isValid())
        return fail(error::internalError, QStringLiteral("%1: %2").arg(below, own.errorString()));
    Kept &kept = all.emplace_back(below, own.path());
    if (!kept.server.isConnected())
        return fail(error::internalError, kept.server.lastError().message());
    own.setAutoRemove(false);
    return std::unique_ptr<PeerSocket>(new PeerSocket(kept));
}

PeerSocket::PeerSocket(Kept &kept) : m_kept(kept)
{
    m_kept.owner = this;
}

PeerSocket::~PeerSocket()
{
    m_kept.owner = nullptr;
    for (const QString &connection : std::as_const(m_connections))
        QDBusConnection::disconnectFromPeer(connection);
}

void PeerSocket::take(const QDBusConnection &connection)
{
    m_connections.append(connection.name());
    Q_EMIT connected(connection, processOf(connection));
}

void PeerSocket::refuse(const QDBusConnection &connection)
{
    m_connections.removeOne(connection.name());
    QDBusConnection::disconnectFromPeer(connection.name());
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
