#include "terminal_run.h"

#include <kiosk/core/cancel.h>
#include <kiosk/core/paths.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>

#include <csignal>
#include <sys/prctl.h>

namespace kiosk::citizen
{

namespace
{
constexpr Milliseconds startWithin{60'000};
constexpr Milliseconds stopWithin{30'000};
} // namespace

Result<std::unique_ptr<TerminalRun>> TerminalRun::start(const Options &options)
{
    std::unique_ptr<TerminalRun> terminal(new TerminalRun);
    terminal->m_folder = options.folder;
    if (options.folder.isEmpty()) {
        // Sockets have short paths (108 bytes), so this is not below the output folder.
        terminal->m_temporary.emplace(QStringLiteral("/tmp/kiosk-XXXXXX"));
        if (!terminal->m_temporary->isValid())
            return fail(error::notEnoughSpace, terminal->m_temporary->errorString());
        terminal->m_folder = terminal->m_temporary->path();
    }
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("KIOSK_BUS_ADDRESS"));
    // A folder of its own for temporary files too: what a terminal leaves there is found.
    const QString temporary = terminal->m_folder + QStringLiteral("/tmp");
    QDir().mkpath(temporary);
    environment.insert(QStringLiteral("TMPDIR"), temporary);
    terminal->m_process.setProcessEnvironment(environment);
    terminal->m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
    QStringList arguments{QStringLiteral("--run"),
                          terminal->runFolder(),
                          QStringLiteral("up"),
                          QStringLiteral("--json"),
                          QStringLiteral("--automation"),
                          QStringLiteral("--config"),
                          options.configuration,
                          QStringLiteral("--orientation"),
                          options.orientation,
                          QStringLiteral("--") + options.screen};
    if (options.training)
        arguments += QStringLiteral("--training"); // which has a state of its own
    else
        arguments += {QStringLiteral("--state"), terminal->m_folder + QStringLiteral("/state")};
    terminal->m_process.start(paths::program(QStringLiteral("kioskctl")), arguments);
    KIOSK_TRY(terminal->waitUntilReady());
    return terminal;
}

Status TerminalRun::waitUntilReady()
{
    QElapsedTimer time;
    time.start();
    const Deadline deadline = Deadline::in(startWithin);
    while (!deadline.passed()) {
        while (m_process.canReadLine()) {
            const QJsonObject event = QJsonDocument::fromJson(m_process.readLine()).object();
            if (event[u"event"].toString() == u"emulator")
                m_emulators[event[u"service"].toString()] = event[u"says"];
            if (event[u"event"].toString() == u"ready") {
                m_ready = event;
                m_startTime = Milliseconds(time.elapsed());
                return {};
            }
        }
        if (m_process.state() == QProcess::NotRunning)
            break;
        m_process.waitForReadyRead(int(deadline.left().count()));
    }
    return fail(error::deviceNotReady, QStringLiteral("the terminal did not come up: ") +
                                           QString::fromUtf8(m_process.readAllStandardError().trimmed()));
}

TerminalAddress TerminalRun::address() const
{
    return {m_folder,
            runFolder(),
            m_ready[u"state"].toString(),
            runFolder(),
            pid_t(m_process.processId()),
            m_ready[u"bus"].toString(),
            m_ready[u"display"].toString(),
            quint16(m_ready[u"tuio"].toString().toUInt()),
            m_startTime};
}

void TerminalRun::saveLogs(const QString &folder) const
{
    QDir().mkpath(folder);
    const QDir logs(runFolder() + QStringLiteral("/log"));
    for (const QString &name : logs.entryList(QDir::Files)) {
        QFile::remove(folder + u'/' + name);
        QFile::copy(logs.filePath(name), folder + u'/' + name);
    }
}

bool TerminalRun::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
    m_process.terminate();
    return m_process.waitForFinished(int(stopWithin.count())) && m_process.exitCode() == 0;
}

TerminalRun::~TerminalRun()
{
    if (!stop()) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

} // namespace kiosk::citizen
