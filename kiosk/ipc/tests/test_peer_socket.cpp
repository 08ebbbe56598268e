#include <kiosk/ipc/peer_socket.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <catch2/catch.hpp>
#include <unistd.h>

using namespace kiosk;

namespace
{

struct Sockets {
    QTemporaryDir root;
    std::unique_ptr<ipc::PeerSocket> open() const
    {
        auto socket = ipc::PeerSocket::open(root.filePath(QStringLiteral("sockets")));
        REQUIRE(socket);
        return std::move(*socket);
    }
};

} // namespace

TEST_CASE("whoever connects is told with its process, and is gone with the socket")
{
    const Sockets sockets;
    auto socket = sockets.open();
    qint64 who = 0;
    QObject::connect(socket.get(), &ipc::PeerSocket::connected, socket.get(),
                     [&](const QDBusConnection &, qint64 process) { who = process; });
    const QString name = QStringLiteral("client");
    const auto client = QDBusConnection::connectToPeer(socket->address(), name);
    REQUIRE(client.isConnected());
    REQUIRE(QTest::qWaitFor([&] { return who != 0; }));
    CHECK(who == ::getpid());
    socket.reset();
    CHECK(QTest::qWaitFor([&] { return !client.isConnected(); }));
    QDBusConnection::disconnectFromPeer(name);
}

TEST_CASE("a socket is alone in its folder, and used again once it is free")
{
    const Sockets sockets;
    auto first = sockets.open();
    const auto second = sockets.open();
    CHECK(first->folder() != second->folder());
    CHECK(QDir(first->folder()).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot) ==
          QStringList{QStringLiteral("socket")});
    const QString folder = first->folder(), address = first->address();
    first.reset();
    first = sockets.open();
    CHECK(first->folder() == folder);
    CHECK(first->address() == address);
    // Of another folder it is not.
    const Sockets others;
    first.reset();
    CHECK(others.open()->folder() != folder);
}

TEST_CASE("nobody comes in while a socket is free, and whoever is refused is gone")
{
    const Sockets sockets;
    auto socket = sockets.open();
    const QString address = socket->address(), name = QStringLiteral("stranger");
    socket.reset();
    const auto stranger = QDBusConnection::connectToPeer(address, name);
    CHECK(QTest::qWaitFor([&] { return !stranger.isConnected(); }));
    QDBusConnection::disconnectFromPeer(name);

    socket = sockets.open();
    REQUIRE(socket->address() == address);
    int came = 0;
    QObject::connect(socket.get(), &ipc::PeerSocket::connected, socket.get(),
                     [&](const QDBusConnection &connection, qint64) {
                         ++came;
                         socket->refuse(connection);
                     });
    const auto another = QDBusConnection::connectToPeer(address, name);
    CHECK(QTest::qWaitFor([&] { return came == 1 && !another.isConnected(); }));
    QDBusConnection::disconnectFromPeer(name);
}

TEST_CASE("what an earlier process left is cleared away")
{
    const Sockets sockets;
    const QString old = sockets.root.filePath(QStringLiteral("sockets/peer-123456"));
    REQUIRE(QDir().mkpath(old));
    const auto socket = sockets.open();
    CHECK_FALSE(QFile::exists(old));
    CHECK(QFile::exists(socket->folder()));
}

TEST_CASE("one whose file was taken away is not used again, and a folder that cannot be made is said")
{
    const Sockets sockets;
    auto socket = sockets.open();
    const QString folder = socket->folder();
    socket.reset();
    REQUIRE(QFile::remove(folder + QStringLiteral("/socket")));
    socket = sockets.open();
    CHECK(socket->folder() != folder);
    CHECK(QDBusConnection::connectToPeer(socket->address(), QStringLiteral("another")).isConnected());
    QDBusConnection::disconnectFromPeer(QStringLiteral("another"));

    const auto nowhere = ipc::PeerSocket::open(QStringLiteral("/proc/no/such"));
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().code == error::internalError);
    CHECK(nowhere.error().detail.contains(QStringLiteral("/proc/no/such")));
}
