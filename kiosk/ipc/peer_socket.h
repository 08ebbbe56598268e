#pragma once

#include <kiosk/core/result.h>

#include <QDBusConnection>
#include <QObject>
#include <QStringList>

#include <memory>

class QDBusServer;

namespace kiosk::ipc
{

/// A socket on which a process that this one started talks D-Bus with it, beside the bus. Thread: main.
/// When it is done with, the next one takes it over: Qt's server (6.4) cannot be destroyed while the thread
/// of D-Bus runs. Its destructor gives that thread its data to delete while it still holds their lock, and
/// when the thread is quicker, the program ends.
class PeerSocket : public QObject
{
    Q_OBJECT
public:
    /// In a folder of its own below this one, which is made, and in which this process alone has such
    /// folders. Errors: internalError.
    [[nodiscard]] static Result<std::unique_ptr<PeerSocket>> open(const QString &below);
    /// Ends its connections, once nobody holds a QDBusConnection of them any more.
    ~PeerSocket() override;

    /// For QDBusConnection::connectToPeer().
    [[nodiscard]] QString address() const;
    /// Holds the socket and nothing else.
    [[nodiscard]] QString folder() const;
    /// Ends a connection that is none for us; by whoever was told of it.
    void refuse(const QDBusConnection &connection);

Q_SIGNALS:
    /// `process` is the one that connected, as this process numbers it; 0 if that is not known, as of one
    /// that has gone already. It is not always the one that the socket was opened for: the name is known to
    /// its children too, and whoever had it before may have connected last thing.
    void connected(const QDBusConnection &connection, qint64 process);

private:
    struct Kept;
    explicit PeerSocket(Kept &kept);
    void take(const QDBusConnection &connection);

    Kept &m_kept;
    QStringList m_connections;
};

} // namespace kiosk::ipc
