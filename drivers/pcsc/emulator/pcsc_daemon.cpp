#include "pcsc_daemon.h"

#include "private_world.h"

#include <kiosk/core/cancel.h>
#include <kiosk/core/sealed_memory.h>
#include <kiosk/hal/frozen_child.h>

#include <QDir>
#include <QFile>

#include <csignal>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace kiosk::pcsc::emulator
{

namespace
{

const QString readers = daemonFolder + QStringLiteral("/readers");
const QString readerFile = readers + QStringLiteral("/vpcd");
const QString socketFile = daemonFolder + QStringLiteral("/pcscd.comm");
constexpr Milliseconds startTime{10000};
constexpr int stopTime = 5000;

bool listens()
{
    const FileDescriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = socketFile.toLocal8Bit();
    memcpy(address.sun_path, name.constData(), size_t(name.size()));
    return ::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
}

Status describeReader()
{
    QFile file(readerFile);
    if (!file.open(QIODevice::WriteOnly))
        return fail(error::noDevice, QStringLiteral("%1 cannot be written").arg(readerFile));
    file.write(QStringLiteral("FRIENDLYNAME \"Bianmin Emulator\"\n"
                              "DEVICENAME /dev/null:%1\n"
                              "LIBPATH /usr/lib/pcsc/drivers/serial/libifdvpcd.so\n"
                              "CHANNELID %1\n")
                   .arg(QStringLiteral("0x") + QString::number(PcscDaemon::port, 16).toUpper())
                   .toUtf8());
    return {};
}

} // namespace

Status PcscDaemon::start(bool withReader)
{
    stop();
    // What a killed one left.
    QFile::remove(socketFile);
    QFile::remove(daemonFolder + QStringLiteral("/pcscd.pid"));
    QFile::remove(readerFile);
    QDir().mkpath(readers);
    if (withReader)
        KIOSK_TRY(describeReader());
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(daemonFolder + QStringLiteral("/pcscd.log"));
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_process.start(QStringLiteral("/usr/sbin/pcscd"),
                    {QStringLiteral("--foreground"), QStringLiteral("--config"), readers});
    const Deadline deadline = Deadline::in(startTime);
    while (!listens()) {
        if (deadline.passed() || m_process.waitForFinished(10))
            return fail(error::noDevice, QStringLiteral("pcscd does not start"));
    }
    return {};
}

void PcscDaemon::stop()
{
    if (!isRunning())
        return;
    freeze(false);
    m_process.terminate();
    if (!m_process.waitForFinished(stopTime))
        kill();
}

void PcscDaemon::kill()
{
    m_process.kill();
    m_process.waitForFinished(stopTime);
}

void PcscDaemon::freeze(bool frozen)
{
    if (isRunning())
        hal::setFrozen(m_process.processId(), frozen);
}

} // namespace kiosk::pcsc::emulator
