// The driver with Debian's own upsd, and its dummy-ups in the place of two UPSs.
#include "device_fixture.h"

#include <QFile>

#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace kiosk;

namespace
{

/// One that nobody listens at, now.
quint16 freePort()
{
    const FileDescriptor fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(fd.get(), reinterpret_cast<sockaddr *>(&address), size) == 0);
    REQUIRE(::getsockname(fd.get(), reinterpret_cast<sockaddr *>(&address), &size) == 0);
    return ntohs(address.sin_port);
}

/// upsd and its drivers, as the user of the test, in a folder of their own.
struct Tools {
    Tools()
    {
        write("ups.conf", "[mains]\ndriver = dummy-ups\nport = mains.dev\nmode = dummy-once\n"
                          "[battery]\ndriver = dummy-ups\nport = battery.dev\nmode = dummy-once\n");
        write("mains.dev", "ups.status: OL\nbattery.charge: 100\nbattery.runtime: 1800\n");
        write("battery.dev", "ups.status: OB LB\nbattery.charge: 9\nbattery.runtime: 60\n");
        write("upsd.conf", "LISTEN 127.0.0.1 " + QByteArray::number(port) + '\n');
        write("upsd.users", "");
        start(driver, "/lib/nut/dummy-ups", {QStringLiteral("-a"), QStringLiteral("mains")});
        start(otherDriver, "/lib/nut/dummy-ups", {QStringLiteral("-a"), QStringLiteral("battery")});
        start(server, "/lib/nut/upsd", {});
    }
    ~Tools()
    {
        for (QProcess *process : {&server, &driver, &otherDriver}) {
            process->kill();
            process->waitForFinished();
        }
    }

    void write(const char *name, const QByteArray &text) const
    {
        QFile file(folder.filePath(QLatin1String(name)));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
    void start(QProcess &process, const char *program, QStringList arguments) const
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"NUT_CONFPATH", "NUT_STATEPATH", "NUT_ALTPIDPATH", "NUT_PIDPATH"})
            environment.insert(QLatin1String(name), folder.path());
        process.setProcessEnvironment(environment);
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setStandardErrorFile(QProcess::nullDevice());
        arguments << QStringLiteral("-F") << QStringLiteral("-u")
                  << QString::fromLocal8Bit(getpwuid(getuid())->pw_name);
        process.start(QLatin1String(program), arguments);
        REQUIRE(process.waitForStarted());
    }

    QTemporaryDir folder;
    quint16 port = freePort();
    QProcess driver, otherDriver, server;
};

std::unique_ptr<hal::Device> deviceFor(const char *ups, quint16 port)
{
    hal::DeviceConfiguration configuration;
    configuration.driver = QStringLiteral("nut");
    configuration.connect = {{QStringLiteral("ups"), QLatin1String(ups)},
                             {QStringLiteral("server"), QStringLiteral("127.0.0.1:%1").arg(port)}};
    auto device = hal::createDevice(configuration);
    REQUIRE(device);
    return std::move(*device);
}

QJsonObject statusOf(hal::Device &device)
{
    hal::OperationContext context{Deadline::in(5s), {}};
    const auto status = device.status(context);
    REQUIRE(status);
    return *status;
}

/// Whether the status has this, soon.
bool becomes(hal::Device &device, QStringView key, QStringView word)
{
    const Deadline soon = Deadline::in(20s);
    while (statusOf(device)[key].toString() != word) {
        if (soon.passed())
            return false;
        std::this_thread::yield();
    }
    return true;
}

} // namespace

TEST_CASE("upsd itself is understood")
{
    Tools tools;
    const auto mains = deviceFor("mains", tools.port), battery = deviceFor("battery", tools.port);
    // A driver of NUT's that has just begun knows nothing yet: "unknown".
    REQUIRE(becomes(*mains, u"supply", u"onLine"));
    const QJsonObject seen = statusOf(*mains);
    CHECK(seen[u"device"].toString() == u"online");
    CHECK(seen[u"charge_percent"].toInt() == 100);
    CHECK(seen[u"runtime_s"].toInt() == 1800);
    CHECK(becomes(*battery, u"supply", u"lowBattery"));
    CHECK(statusOf(*deviceFor("nobody", tools.port))[u"device"].toString() == u"noDevice");
    tools.driver.kill();
    CHECK(becomes(*mains, u"device", u"noDevice"));
    CHECK(statusOf(*battery)[u"device"].toString() == u"online");
    tools.server.kill();
    CHECK(becomes(*battery, u"device", u"noDevice"));
}
