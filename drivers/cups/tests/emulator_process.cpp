#include "emulator_process.h"

#include "../emulator/process_tree.h"

#include <kiosk/core/paths.h>
#include <kiosk/core/tests/late.h>
#include <kiosk/hal/emulator_control.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <csignal>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kiosk::cups
{

EmulatorProcess::EmulatorProcess(const QStringList &arguments)
{
    const QStringList fixed = {QStringLiteral("--run"),     m_folder.filePath(QStringLiteral("run")),
                               QStringLiteral("--out"),     m_folder.filePath(QStringLiteral("printed")),
                               QStringLiteral("--control"), m_folder.filePath(QStringLiteral("control"))};
    ::prctl(PR_SET_CHILD_SUBREAPER, 1); // what it leaves behind comes to us
    QDir().mkpath(m_folder.filePath(QStringLiteral("tmp")));
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TMPDIR"), m_folder.filePath(QStringLiteral("tmp")));
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setChildProcessModifier(
        [] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); }); // a test may be killed, too
    m_process.start(paths::program(QStringLiteral("cups-emulator")), fixed + arguments);
    while (!m_process.canReadLine() && m_process.waitForReadyRead(20000))
        ;
    m_ready = QJsonDocument::fromJson(m_process.readLine()).object();
}

EmulatorProcess::~EmulatorProcess()
{
    m_process.terminate();
    if (!m_process.waitForFinished(15000)) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
    checkNothingLeft();
}

void EmulatorProcess::checkNothingLeft() const
{
    QStringList left;
    for (auto orphans = childrenOf(::getpid()); !orphans.isEmpty(); orphans = childrenOf(::getpid())) {
        for (const pid_t process : orphans) {
            QFile name(QStringLiteral("/proc/%1/cmdline").arg(process));
            left.append(name.open(QIODevice::ReadOnly)
                            ? QString::fromLocal8Bit(name.readAll().replace('\0', ' '))
                            : QString::number(process));
            ::kill(process, SIGKILL);
            ::waitpid(process, nullptr, 0);
        }
    }
    const QString work = m_ready[u"work"].toString();
    if (!work.isEmpty() && QDir(work).exists())
        left.append(work);
    if (!left.isEmpty())
        qFatal("left behind: %s", qUtf8Printable(left.join(QStringLiteral(", "))));
}

QStringList EmulatorProcess::folders() const
{
    return {m_ready[u"work"].toString(), m_folder.filePath(QStringLiteral("run")),
            m_folder.filePath(QStringLiteral("tmp"))};
}

bool EmulatorProcess::comesToRest()
{
    const Deadline deadline = Deadline::in(test::slowness * 20s);
    while (!deadline.passed()) {
        const QJsonObject state = ask({{QStringLiteral("do"), QStringLiteral("state")}});
        if (!state[u"printing"].toBool() && state[u"sending"].toInt() == 0 && openJobs().isEmpty())
            return true;
    }
    return false;
}

qint64 EmulatorProcess::pid(const QString &program) const
{
    return m_ready[u"pids"][program].toInteger();
}

hal::DeviceConfiguration EmulatorProcess::configuration() const
{
    hal::DeviceConfiguration device;
    device.id = QStringLiteral("a4");
    device.deviceClass = QStringLiteral("document-printer");
    device.driver = QStringLiteral("cups");
    device.connect = m_ready[u"connect"].toObject();
    device.settings = {{QStringLiteral("poll_ms"), 50},
                       {QStringLiteral("answer_ms"), test::slowness * 500},
                       {QStringLiteral("lost_ms"), test::slowness * 1000},
                       {QStringLiteral("settle_ms"), test::slowness * 3000}};
    device.trays = {QJsonObject{{QStringLiteral("id"), QStringLiteral("main")},
                                {QStringLiteral("media"), QStringLiteral("iso_a4_210x297mm")}}};
    return device;
}

QJsonObject EmulatorProcess::ask(const QJsonObject &request)
{
    const auto reply =
        hal::askEmulator(m_folder.filePath(QStringLiteral("control")), request, Deadline::in(10s));
    return reply ? *reply : QJsonObject{{QStringLiteral("error"), reply.error().detail}};
}

void EmulatorProcess::fault(const QString &name)
{
    const QJsonObject reply =
        ask({{QStringLiteral("do"), QStringLiteral("fault")}, {QStringLiteral("name"), name}});
    if (!reply[u"ok"].toBool())
        qFatal("fault %s: %s", qUtf8Printable(name), qUtf8Printable(reply[u"error"].toString()));
}

QJsonArray EmulatorProcess::printed()
{
    return ask({{QStringLiteral("do"), QStringLiteral("state")}})[u"printed"].toArray();
}

QByteArray EmulatorProcess::printedFile(int index)
{
    QFile file(printed()[index][u"file"].toString());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString EmulatorProcess::openJobs() const
{
    QProcess lpstat;
    lpstat.start(QStringLiteral("lpstat"),
                 {QStringLiteral("-h"), m_ready[u"connect"][u"server"].toString(), QStringLiteral("-o")});
    lpstat.waitForFinished(10000);
    return QString::fromUtf8(lpstat.readAllStandardOutput());
}

} // namespace kiosk::cups
