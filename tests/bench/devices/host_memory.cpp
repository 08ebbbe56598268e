#include "host_memory.h"

#include "../processes.h"
#include "../simulators.h"
#include "devices_proxy.h"

#include <kiosk/core/paths.h>
#include <kiosk/hal/device.h>
#include <kiosk/ipc/bus.h>

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

#include <csignal>
#include <sys/prctl.h>

namespace kiosk::bench
{

namespace
{

constexpr Milliseconds within{60'000};
constexpr int lineWithin = 10'000; // ms

/// A program that says a line when it is ready.
Result<QString> startAndRead(QProcess &process, const QString &program, const QStringList &arguments)
{
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    process.start(program, arguments);
    while (!process.canReadLine()) {
        if (!process.waitForReadyRead(lineWithin))
            return fail(error::deviceNotReady, program + QStringLiteral(" does not start"));
    }
    return QString::fromUtf8(process.readLine()).trimmed();
}

/// The private bus of a run.
class Bus
{
public:
    ~Bus() { end(m_process); }

    [[nodiscard]] Status start()
    {
        const auto address = startAndRead(
            m_process, QStringLiteral("dbus-daemon"),
            {QStringLiteral("--nofork"), QStringLiteral("--nopidfile"), QStringLiteral("--print-address=1"),
             QStringLiteral("--config-file=") + paths::share(QStringLiteral("bus.conf")),
             QStringLiteral("--address=unix:tmpdir=/tmp")});
        if (!address)
            return address.error();
        m_address = *address;
        return {};
    }
    [[nodiscard]] const QString &address() const { return m_address; }

private:
    QProcess m_process;
    QString m_address;
};

/// Not yet online, as "id: why", until all are.
QString missingOf(OrgBianminDevices1Interface &devices, int hosts)
{
    const QDBusReply<QString> listed = devices.List();
    const QJsonArray all = QJsonDocument::fromJson(listed.value().toUtf8()).array();
    QStringList missing;
    for (const auto &device : all) {
        if (device[u"state"].toString() != u"online")
            missing.append(
                QStringLiteral("%1: %2").arg(device[u"id"].toString(), device[u"error"].toString()));
    }
    if (missing.isEmpty() && all.size() != hosts)
        return QStringLiteral("%1 of %2 devices").arg(all.size()).arg(hosts);
    return missing.join(QStringLiteral(", "));
}

Status awaitOnline(const QDBusConnection &bus, int hosts)
{
    OrgBianminDevices1Interface devices(QString::fromLatin1(ipc::devicesName),
                                        QString::fromLatin1(ipc::devicesPath), bus);
    const Deadline deadline = Deadline::in(within);
    for (;;) {
        const QString missing = missingOf(devices, hosts);
        if (missing.isEmpty())
            return {};
        if (deadline.passed())
            return fail(error::timeOut, missing);
        (void)hal::OperationContext{deadline, {}}.pause(Deadline::in(cancelLatency)).ok();
    }
}

/// Of the hosts below kiosk-deviced: megabytes in all, and of each by its device.
struct HostMemory {
    double megabytes = 0;
    QString each;
};

Result<HostMemory> ofHosts(pid_t deviced)
{
    HostMemory sum;
    QStringList parts;
    for (const pid_t host : processTree(deviced)) {
        if (host == deviced)
            continue;
        const auto memory = memoryOf({host});
        if (!memory)
            return memory.error();
        sum.megabytes += memory->megabytes;
        const QString device = argumentsOf(host).value(2); // kiosk-devicehost --device ID …
        parts.append(QStringLiteral("%1 %2").arg(device).arg(memory->megabytes, 0, 'f', 1));
    }
    sum.each = parts.join(QStringLiteral(", "));
    return sum;
}

Result<HostMemory> ofDeviceHosts(const Bus &bus, const QString &configuration, const QString &folder,
                                 int hosts)
{
    QProcess deviced;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("KIOSK_BUS_ADDRESS"), bus.address());
    environment.insert(QStringLiteral("KIOSK_RUN"), folder);
    environment.insert(QStringLiteral("KIOSK_STATE"), folder);
    deviced.setProcessEnvironment(environment);
    deviced.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    deviced.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    deviced.start(paths::program(QStringLiteral("kiosk-deviced")),
                  {QStringLiteral("--config"), configuration});
    const QString name = QStringLiteral("bench-hosts");
    const auto connection = QDBusConnection::connectToBus(bus.address(), name);
    const Status online = awaitOnline(connection, hosts);
    QDBusConnection::disconnectFromBus(name);
    auto memory = online ? ofHosts(pid_t(deviced.processId())) : Result<HostMemory>(online.error());
    end(deviced);
    return memory;
}

Result<Memory> ofBarePrograms(const Bus &bus, int hosts)
{
    std::vector<std::unique_ptr<QProcess>> programs;
    QList<pid_t> processes;
    Status started;
    while (started && int(programs.size()) < hosts) {
        programs.push_back(std::make_unique<QProcess>());
        const auto ready = startAndRead(
            *programs.back(), QCoreApplication::applicationDirPath() + QStringLiteral("/bench-bare-host"),
            {bus.address()});
        if (!ready)
            started = ready.error();
        processes.append(pid_t(programs.back()->processId()));
    }
    const auto memory = started ? memoryOf(processes) : Result<Memory>(started.error());
    for (const auto &program : programs)
        end(*program);
    return memory;
}

} // namespace

Status measureHostMemory(const QString &configuration, const QString &folder, const DeviceCounts &counts,
                         Collected &collected)
{
    const QString state = folder + QStringLiteral("/deviced");
    QDir().mkpath(state);
    const auto simulators = Simulators::start(configuration, folder);
    if (!simulators)
        return simulators.error();
    const QString devices = folder + QStringLiteral("/devices.yaml");
    KIOSK_TRY((*simulators)->writeConfiguration(devices));
    Bus bus;
    KIOSK_TRY(bus.start());
    Samples &samples = collected[QStringLiteral("device-hosts")];
    for (int round = 0; round < counts.rounds; ++round) {
        const auto hosts = ofDeviceHosts(bus, devices, state, counts.hosts);
        if (!hosts && hosts.error().code == error::authorisationRequired) {
            samples.note = hosts.error().detail;
            return {};
        }
        if (!hosts)
            return hosts.error();
        samples.ours.append(hosts->megabytes);
        samples.note = hosts->each;
        const auto bare = ofBarePrograms(bus, counts.hosts);
        if (!bare)
            return bare.error();
        samples.peer.append(bare->megabytes);
    }
    return {};
}

} // namespace kiosk::bench
