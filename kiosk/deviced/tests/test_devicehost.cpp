// kiosk-devicehost by itself: this test plays kiosk-deviced.
#include "terminal_fixture.h"

#include <kiosk/core/paths.h>
#include <kiosk/ipc/peer_socket.h>

#include "devicehost_proxy.h"

#include <QFile>
#include <QJsonDocument>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::test;

namespace
{

class Host
{
public:
    explicit Host(const QString &device = QStringLiteral("reader"),
                  const QString &until = QStringLiteral("online"), const QByteArray &moreDevices = {})
        : installation(moreDevices)
    {
        auto socket = ipc::PeerSocket::open(installation.path(QStringLiteral("run/devices")));
        REQUIRE(socket);
        m_socket = std::move(*socket);
        QObject::connect(
            m_socket.get(), &ipc::PeerSocket::connected, m_socket.get(),
            [this](const QDBusConnection &connection) {
                m_connection = connection.name();
                proxy = std::make_unique<OrgBianminDeviceHost1Interface>(
                    QString(), QString::fromLatin1(ipc::deviceHostPath), connection);
                QObject::connect(proxy.get(), &OrgBianminDeviceHost1Interface::StatusChanged, proxy.get(),
                                 [this](const QString &status) {
                                     states.append(
                                         QJsonDocument::fromJson(status.toUtf8())[u"device"].toString());
                                 });
                QObject::connect(
                    proxy.get(), &OrgBianminDeviceHost1Interface::Completed, proxy.get(),
                    [this](qulonglong operation, const QString &completion, const QString &error) {
                        completed.append(QStringLiteral("%1 %2 %3").arg(operation).arg(completion, error));
                    });
                QObject::connect(proxy.get(), &OrgBianminDeviceHost1Interface::Connected, proxy.get(),
                                 &OrgBianminDeviceHost1Interface::Start);
            });
        process.setProcessEnvironment(installation.environment());
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        process.start(paths::program(QStringLiteral("kiosk-devicehost")),
                      {QStringLiteral("--device"), device, QStringLiteral("--config"),
                       installation.path(QStringLiteral("devices.yaml")), QStringLiteral("--connect"),
                       m_socket->address()});
        REQUIRE(waitFor([&] { return states.contains(until); }));
    }
    ~Host()
    {
        process.kill();
        process.waitForFinished();
    }

    void execute(quint64 operation, const char *what)
    {
        const auto sealed = seal(Payload{{{QStringLiteral("do"), QString::fromLatin1(what)}}, {}});
        REQUIRE(sealed);
        lastError = errorOf(proxy->Execute(operation, QStringLiteral("read"),
                                           QDBusUnixFileDescriptor(sealed->get()), QString(), 60000));
    }
    /// Name of the reply's error; empty when there was none.
    static QString errorOf(const QDBusPendingCall &call)
    {
        REQUIRE(waitFor([&] { return call.isFinished(); }));
        return call.isError() ? call.error().name().section(u'.', -1) : QString();
    }
    void hangUp()
    {
        proxy.reset(); // holds the connection too
        QDBusConnection::disconnectFromPeer(m_connection);
    }

    Installation installation;
    QProcess process;
    std::unique_ptr<OrgBianminDeviceHost1Interface> proxy;
    QStringList states;
    QStringList completed;
    QString lastError;

private:
    std::unique_ptr<ipc::PeerSocket> m_socket;
    QString m_connection;
};

} // namespace

TEST_CASE("a host says that it starts, then what the device says")
{
    const Host host;
    CHECK(host.states == QStringList{QStringLiteral("starting"), QStringLiteral("online")});
}

TEST_CASE("a host says what the device says before an operation that came first")
{
    Host host(QStringLiteral("slow"), QStringLiteral("starting"),
              "  - {id: slow, class: id-card-reader, driver: fake, connect: {fake: \"${run}/slow.log\"}, "
              "settings: {open: interrupted}}\n");
    QFile log(host.installation.path(QStringLiteral("run/slow.log")));
    REQUIRE(waitFor([&] { return log.exists(); })); // it opens, for as long as nobody wants anything
    host.execute(1, "wait");                        // for a card, say
    CHECK(waitFor([&] { return host.states.contains(QStringLiteral("online")); }));
    CHECK(host.completed.isEmpty());
}

TEST_CASE("a host answers while its driver blocks, and takes one operation at a time")
{
    Host host;
    host.execute(1, "hang");
    CHECK(host.lastError.isEmpty());
    CHECK(Host::errorOf(host.proxy->Alive()).isEmpty());
    host.execute(2, "succeed");
    CHECK(host.lastError == u"deviceBusy");
    CHECK(host.completed.isEmpty());
}

TEST_CASE("a result is kept until it is taken and given out once")
{
    Host host;
    host.execute(7, "succeed");
    REQUIRE(waitFor([&] { return !host.completed.isEmpty(); }));
    CHECK(host.completed == QStringList{QStringLiteral("7 success ")});
    QDBusPendingReply<QDBusUnixFileDescriptor> taken = host.proxy->TakeResult(7);
    CHECK(Host::errorOf(taken).isEmpty());
    const auto payload = readPayload(taken.value().fileDescriptor());
    REQUIRE(payload);
    CHECK(payload->fields[u"echo"][u"do"].toString() == u"succeed");
    CHECK(Host::errorOf(host.proxy->TakeResult(7)) == u"invalidData");
    CHECK(Host::errorOf(host.proxy->TakeResult(8)) == u"invalidData");
}

TEST_CASE("cancel reaches the operation that runs and no other")
{
    Host host;
    host.execute(3, "wait");
    CHECK(Host::errorOf(host.proxy->Cancel(2)).isEmpty());
    CHECK(Host::errorOf(host.proxy->Alive()).isEmpty());
    CHECK(host.completed.isEmpty());
    CHECK(Host::errorOf(host.proxy->Cancel(3)).isEmpty());
    REQUIRE(waitFor([&] { return !host.completed.isEmpty(); }));
    CHECK(host.completed == QStringList{QStringLiteral("3 canceled ")});
}

TEST_CASE("a host without kiosk-deviced leaves at once, whatever its driver does")
{
    Host host;
    host.execute(1, "hang");
    host.hangUp();
    REQUIRE(waitFor([&] { return host.process.state() == QProcess::NotRunning; }));
    CHECK(host.process.exitStatus() == QProcess::NormalExit);
}
