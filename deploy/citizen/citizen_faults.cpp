// What goes wrong in a scenario, and what staff does about it.
#include "citizen.h"

#include "automation_proxy.h"
#include "citizen_calls.h"

#include <kiosk/core/paths.h>
#include <kiosk/hal/emulator_control.h>

#include <QDBusConnectionInterface>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QStorageInfo>

#include <csignal>

namespace kiosk::citizen
{

namespace
{

constexpr qint64 largestDisk = qint64(256) * 1024 * 1024; ///< that a scenario may fill

/// The child process that was started with this argument.
Result<pid_t> childOf(pid_t parent, const QString &argument)
{
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(parent));
    if (children.open(QIODevice::ReadOnly)) {
        for (const QByteArray &child : children.readAll().simplified().split(' ')) {
            QFile line(QStringLiteral("/proc/%1/cmdline").arg(QString::fromLatin1(child)));
            if (line.open(QIODevice::ReadOnly) && line.readAll().split('\0').contains(argument.toUtf8()))
                return pid_t(child.toInt());
        }
    }
    return fail(error::noDevice, QStringLiteral("no process of %1").arg(argument));
}

} // namespace

Result<pid_t> Citizen::processOf(const QString &name)
{
    if (name == u"module" || name == u"reserve") {
        const auto state = shellState();
        if (!state)
            return state.error();
        return pid_t((*state)[name + QStringLiteral("_pid")].toInt());
    }
    if (name.startsWith(u"emulator:")) {
        QFile file(m_terminal.runFolder + QStringLiteral("/terminal.json"));
        if (file.open(QIODevice::ReadOnly)) {
            for (const auto &service : QJsonDocument::fromJson(file.readAll())[u"services"].toArray()) {
                if (service[u"id"].toString() == QStringLiteral("emulator-") + name.mid(9))
                    return pid_t(service[u"pid"].toInt());
            }
        }
        return fail(error::noDevice, name);
    }
    static const QHash<QString, const char *> busNames{{QStringLiteral("shell"), ipc::shellName},
                                                       {QStringLiteral("deviced"), ipc::devicesName},
                                                       {QStringLiteral("serviced"), ipc::servicesName}};
    const bool host = name.startsWith(u"host:");
    const char *const service = busNames.value(host ? QStringLiteral("deviced") : name);
    const QDBusReply<uint> pid = m_bus.interface()->servicePid(QLatin1String(service));
    if (!pid.isValid())
        return ipc::errorFrom(pid.error());
    return host ? childOf(pid_t(pid.value()), name.mid(5)) : Result<pid_t>(pid_t(pid.value()));
}

Status Citizen::signalProcess(const QString &name, int signal, Milliseconds within)
{
    return waitFor(within, [&]() -> Status { // it may just be coming back
        const auto pid = processOf(name);
        if (!pid)
            return pid.error();
        if (*pid <= 1 || ::kill(*pid, signal) != 0)
            return fail(error::noDevice, QStringLiteral("no %1 runs").arg(name));
        return {};
    });
}

Status Citizen::simulate(QJsonObject request, Milliseconds within)
{
    const QString device = request.take(QStringLiteral("device")).toString();
    const QString socket = m_terminal.emulator(device);
    Status refused;
    const Status asked = waitFor(within, [&]() -> Status {
        const auto reply = hal::askEmulator(socket, request, Deadline::in(Milliseconds(callTimeoutMs)));
        if (!reply && (reply.error().code == error::noDevice || reply.error().code == error::protocolError))
            return reply.error(); // it may just be coming back
        refused = reply ? Status() : Status(reply.error());
        return {};
    });
    return asked ? refused : asked;
}

QString Citizen::filler(const QString &folder) const
{
    return (folder == u"log" ? m_terminal.logFolder() : m_terminal.stateFolder) + QStringLiteral("/filler");
}

Status Citizen::fillDisk(const QString &folder)
{
    QFile file(filler(folder));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return fail(error::notEnoughSpace, file.errorString());
    if (QStorageInfo(file.fileName()).bytesTotal() > largestDisk)
        return fail(error::sequenceError, QStringLiteral("%1 is on no small disk").arg(file.fileName()));
    const QByteArray zeros(qsizetype(64) * 1024, '\0');
    while (file.write(zeros) > 0) {
    }
    return {};
}

Status Citizen::freeDisk(const QString &folder)
{
    if (!QFile::remove(filler(folder)))
        return fail(error::sequenceError, QStringLiteral("nothing was filled"));
    return {};
}

Status Citizen::callStaff(const QJsonObject &staff, Milliseconds within)
{
    const QStringList command = staff[u"command"].toString().split(u' ');
    return waitFor(within, [&]() -> Status {
        QProcess kioskctl;
        kioskctl.setProcessChannelMode(QProcess::MergedChannels);
        kioskctl.start(paths::program(QStringLiteral("kioskctl")),
                       QStringList{QStringLiteral("--run"), m_terminal.runFolder} + command);
        if (!kioskctl.waitForFinished(int(within.count())) || kioskctl.exitCode() != staff[u"exit"].toInt(0))
            return notYet(
                QStringLiteral("kioskctl %1: exit code %2").arg(command.join(u' ')).arg(kioskctl.exitCode()));
        const QString said = QString::fromUtf8(kioskctl.readAll());
        for (const auto &text : staff[u"text"].toArray()) {
            if (!said.contains(text.toString()))
                return notYet(QStringLiteral("kioskctl does not say '%1'").arg(text.toString()));
        }
        for (const auto &text : staff[u"no_text"].toArray()) {
            if (said.contains(text.toString()))
                return notYet(QStringLiteral("kioskctl says '%1'").arg(text.toString()));
        }
        return {};
    });
}

Status Citizen::enrol(const QJsonObject &person, Milliseconds within)
{
    QProcess kioskctl;
    kioskctl.start(paths::program(QStringLiteral("kioskctl")),
                   {QStringLiteral("--run"), m_terminal.runFolder, QStringLiteral("staff"),
                    QStringLiteral("add"), person[u"number"].toString(), QStringLiteral("--role"),
                    person[u"role"].toString(QStringLiteral("technician")), QStringLiteral("--json")});
    kioskctl.write(person[u"pin"].toString().toLatin1() + '\n');
    kioskctl.closeWriteChannel();
    if (!kioskctl.waitForFinished(int(within.count())) || kioskctl.exitCode() != 0)
        return fail(error::internalError, QStringLiteral("kioskctl staff add: ") +
                                              QString::fromUtf8(kioskctl.readAllStandardError()));
    m_secret = QJsonDocument::fromJson(kioskctl.readAllStandardOutput())[u"secret"].toString().toLatin1();
    return {};
}

} // namespace kiosk::citizen
