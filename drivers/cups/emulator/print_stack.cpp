#include "print_stack.h"

#include "process_tree.h"

#include <ipp_client.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>

#include <csignal>
#include <functional>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace kiosk::cups
{
namespace
{

constexpr auto startTime = 10s;

// Allows everything: nobody but the emulator's two programs is on it.
constexpr const char *busConfiguration = R"(<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path=%1/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
  </policy>
</busconfig>
)";

// One domain socket; documents are gone with their job, the history stays (a job's outcome may be asked for
// later). Everything is written down at once: a cupsd that is killed first would not know the document in its
// spool, and never remove it.
constexpr const char *serverConfiguration = R"(Listen %1/cups.sock
LogLevel %2
MaxLogSize 1m
Browsing Off
WebInterface No
DefaultAuthType None
PreserveJobHistory Yes
PreserveJobFiles No
DirtyCleanInterval 0
JobRetryInterval 1
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
)";

constexpr const char *serverFiles = R"(ServerRoot %1/server
CacheDir %1/server/cache
StateDir %1/server/state
RequestRoot %1/server/spool
TempDir %1/server/tmp
AccessLog %1/server/access_log
ErrorLog %1/server/error_log
PageLog %1/server/page_log
SystemGroup %2
User %3
Group %2
LogFileGroup %2
Sandboxing Off
)";

/// What ippeveprinter knows of by itself has no A3.
constexpr const char *printerDescription = R"ppd(*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "BIANMIN.PPD"
*Manufacturer: "Bianmin"
*Product: "(Emulator)"
*ModelName: "Emulator"
*ShortNickName: "Bianmin Emulator"
*NickName: "Bianmin Emulator"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*Throughput: "20"
*DefaultResolution: 600dpi
*OpenUI *PageSize: PickOne
*DefaultPageSize: A3
*PageSize A3: ""
*PageSize A4: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: A3
*PageRegion A3: ""
*PageRegion A4: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A3
*ImageableArea A3: "12 12 829.89 1178.5513"
*ImageableArea A4: "12 12 583.276 829.89"
*DefaultPaperDimension: A3
*PaperDimension A3: "841.89 1190.5513"
*PaperDimension A4: "595.276 841.89"
*OpenUI *InputSlot: PickOne
*DefaultInputSlot: Main
*InputSlot Auto: ""
*InputSlot Main: ""
*CloseUI: *InputSlot
*OpenUI *MediaType: PickOne
*DefaultMediaType: Stationery
*MediaType Stationery: ""
*CloseUI: *MediaType
*OpenUI *Duplex: PickOne
*DefaultDuplex: None
*Duplex None: ""
*Duplex DuplexNoTumble: ""
*Duplex DuplexTumble: ""
*CloseUI: *Duplex
)ppd";

struct Account {
    uid_t user = geteuid();
    gid_t group = getegid();
    QString userName;
    QString groupName;
};

/// cupsd wants to run filters as somebody other than root. Run wholly as lp it takes the same way as for an
/// ordinary user, and needs no root at all.
Account serverAccount()
{
    Account account;
    const passwd *entry = account.user == 0 ? getpwnam("lp") : getpwuid(account.user);
    if (entry != nullptr) {
        account.user = entry->pw_uid;
        account.group = entry->pw_gid;
        account.userName = QString::fromLocal8Bit(entry->pw_name);
    }
    const struct group *group = getgrgid(account.group);
    account.groupName =
        group == nullptr ? QString::number(account.group) : QString::fromLocal8Bit(group->gr_name);
    if (account.userName.isEmpty())
        account.userName = QString::number(account.user);
    return account;
}

QString findProgram(const QString &name)
{
    if (name.startsWith(u'/'))
        return name;
    const QString program = QStandardPaths::findExecutable(name);
    return program.isEmpty()
               ? QStandardPaths::findExecutable(
                     name, {QStringLiteral("/usr/sbin"), QStringLiteral("/sbin"), QStringLiteral("/usr/bin")})
               : program;
}

Status waitFor(const std::function<bool()> &condition, QProcess *process, const QString &what)
{
    const Deadline deadline = Deadline::in(startTime);
    while (!condition()) {
        if (process->waitForFinished(10))
            return fail(error::noDevice,
                        QStringLiteral("%1 ended: %2")
                            .arg(what, QString::fromLocal8Bit(process->readAllStandardError())));
        if (deadline.passed())
            return fail(error::timeOut, QStringLiteral("%1 does not start").arg(what));
    }
    return {};
}

Status writeFile(const QString &path, const QString &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
        return fail(error::notEnoughSpace, path);
    return {};
}

/// A free port of loopback. Somebody may take it before ippeveprinter does; it then says so and the start
/// fails.
int freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

} // namespace

// Not in the run folder: lp must be able to enter it, and a socket's path has 107 bytes at most.
PrintStack::PrintStack(Options options)
    : m_options(std::move(options)), m_work(QStringLiteral("/tmp/cups-emulator-XXXXXX"))
{
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
}

PrintStack::~PrintStack()
{
    stop();
}

void PrintStack::stop()
{
    for (auto process = m_processes.rbegin(); process != m_processes.rend(); ++process) {
        if ((*process)->state() == QProcess::NotRunning)
            continue;
        (*process)->disconnect();                        // no surprise
        ::kill(pid_t((*process)->processId()), SIGCONT); // it may be playing dead
        (*process)->terminate();
        if (!(*process)->waitForFinished(3000)) {
            (*process)->kill();
            (*process)->waitForFinished(1000);
        }
    }
    m_processes.clear();
    m_printer = nullptr;
    m_server = nullptr;
    // Each that ends may leave some of its own.
    for (auto left = orphans(); !left.isEmpty(); left = orphans()) {
        for (const pid_t process : left) {
            ::kill(process, SIGKILL);
            ::waitpid(process, nullptr, 0);
        }
    }
    while (::waitpid(-1, nullptr, WNOHANG) > 0) // those that ended by themselves
        ;
    QFile::remove(serverSocket());
}

QList<pid_t> PrintStack::orphans() const
{
    QList<pid_t> found = childrenOf(::getpid());
    for (const auto &process : m_processes)
        found.removeAll(pid_t(process->processId()));
    return found;
}

int PrintStack::serverChildren() const
{
    const qsizetype own = m_server == nullptr ? 0 : childrenOf(pid_t(serverPid())).size();
    return int(own + orphans().size());
}

Result<QProcess *> PrintStack::spawn(const QString &program, const QStringList &arguments, bool asServer)
{
    const QString path = findProgram(program);
    if (path.isEmpty())
        return fail(error::noDevice, QStringLiteral("%1 is not installed").arg(program));
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"),
                       QStringLiteral("unix:path=") + workPath(QStringLiteral("bus")));
    process->setProcessEnvironment(environment);
    process->setStandardInputFile(QProcess::nullDevice());
    process->setStandardOutputFile(QProcess::nullDevice());
    process->setStandardErrorFile(workPath(QFileInfo(path).fileName() + QStringLiteral(".log")));
    const Account account = serverAccount();
    process->setChildProcessModifier([asServer, account] {
        if (asServer && geteuid() == 0 &&
            (::setgroups(0, nullptr) != 0 || ::setgid(account.group) != 0 || ::setuid(account.user) != 0))
            ::_exit(126);
        // After setuid, which forgets it: no daemon outlives the emulator.
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    });
    QObject::connect(process.get(), &QProcess::finished, [program](int code, QProcess::ExitStatus status) {
        qWarning().noquote() << program
                             << "ended:" << (status == QProcess::CrashExit ? "signal" : "exit code") << code;
    });
    process->start(path, arguments);
    if (!process->waitForStarted())
        return fail(error::noDevice, QStringLiteral("%1 does not start").arg(program));
    m_processes.push_back(std::move(process));
    return m_processes.back().get();
}

Status PrintStack::run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    const QString path = findProgram(program);
    process.start(path, arguments);
    if (path.isEmpty() || !process.waitForFinished(15000))
        return fail(error::noDevice, QStringLiteral("%1 does not run").arg(program));
    if (process.exitCode() != 0)
        return fail(error::noDevice,
                    QStringLiteral("%1: %2").arg(
                        program, QString::fromLocal8Bit(process.readAllStandardError()).trimmed()));
    return {};
}

Status PrintStack::startPrinter(const QString &command)
{
    // Others may enter, not look around.
    ::chmod(m_work.path().toLocal8Bit().constData(), 0711);
    const QString bus = workPath(QStringLiteral("bus.conf"));
    KIOSK_TRY(writeFile(bus, QString::fromLatin1(busConfiguration).arg(m_work.path())));
    const auto daemon =
        spawn(QStringLiteral("dbus-daemon"), {QStringLiteral("--nofork"), "--config-file=" + bus});
    if (!daemon)
        return daemon.error();
    KIOSK_TRY(waitFor([&] { return QFile::exists(workPath(QStringLiteral("bus"))); }, *daemon,
                      QStringLiteral("dbus-daemon")));

    m_port = freePort();
    const QString spool = workPath(QStringLiteral("printer"));
    QDir().mkpath(spool);
    QFile::setPermissions(spool, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QStringList arguments = {"-r", "off", "-n", "localhost",        "-p", QString::number(m_port),
                             "-d", spool, "-D", "file:///dev/null", "-c", command};
    const auto model = modelArguments();
    if (!model)
        return model.error();
    arguments += *model;
    const auto printer = spawn(QStringLiteral("ippeveprinter"), arguments + QStringList{"Kiosk"});
    if (!printer)
        return printer.error();
    m_printer = *printer;
    return waitFor([this] { return answers(); }, m_printer, QStringLiteral("ippeveprinter"));
}

Result<QStringList> PrintStack::modelArguments() const
{
    if (m_options.model == Model::A3) {
        const QString description = workPath(QStringLiteral("printer.ppd"));
        KIOSK_TRY(writeFile(description, QString::fromLatin1(printerDescription)));
        return QStringList{"-P", description};
    }
    QStringList arguments = {"-2", "-f",      "application/pdf,image/pwg-raster", "-M", "Bianmin",
                             "-m", "Emulator"};
    if (m_options.model == Model::Photo)
        arguments += {"-s", "10,10"}; // with a speed in colour it has photo paper
    return arguments;
}

bool PrintStack::answers() const
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("localhost"), quint16(m_port));
    return socket.waitForConnected(50);
}

Status PrintStack::startFolderPrinter(const QString &command)
{
    stop();
    m_port = freePort();
    const auto printer =
        spawn(QCoreApplication::applicationFilePath(),
              {"--serve", QString::number(m_port), "--command", command, "--socket", serverSocket()});
    if (!printer)
        return printer.error();
    m_printer = *printer;
    return waitFor([this] { return answers(); }, m_printer, QStringLiteral("folder printer"));
}

Status PrintStack::writeServerConfiguration()
{
    const Account account = serverAccount();
    const QString root = workPath(QStringLiteral("server"));
    for (const char *folder : {"", "cache", "state", "spool", "tmp", "ppd"})
        QDir().mkpath(QDir(root).filePath(QLatin1String(folder)));
    KIOSK_TRY(writeFile(root + "/cupsd.conf",
                        QString::fromLatin1(serverConfiguration).arg(root, m_options.logLevel)));
    KIOSK_TRY(
        writeFile(root + "/cups-files.conf",
                  QString::fromLatin1(serverFiles).arg(m_work.path(), account.groupName, account.userName)));
    if (geteuid() != 0)
        return {};
    return run(QStringLiteral("chown"), {"-R", account.userName + ':' + account.groupName, root});
}

Status PrintStack::startServer()
{
    KIOSK_TRY(writeServerConfiguration());
    KIOSK_TRY(restartServer());
    QFile::remove(serverSocket());
    if (!QFile::link(workPath(QStringLiteral("server/cups.sock")), serverSocket()))
        return fail(error::notEnoughSpace, serverSocket());
    return addQueue();
}

Status PrintStack::restartServer()
{
    const QString root = workPath(QStringLiteral("server"));
    const QString socket = root + "/cups.sock";
    QFile::remove(socket); // a dead one's
    const auto server = spawn(QStringLiteral("cupsd"),
                              {"-f", "-c", root + "/cupsd.conf", "-s", root + "/cups-files.conf"}, true);
    if (!server)
        return server.error();
    m_server = *server;
    return waitFor([&] { return QFile::exists(socket); }, m_server, QStringLiteral("cupsd"));
}

void PrintStack::killServer(bool alone)
{
    if (m_server == nullptr)
        return;
    ::kill(pid_t(serverPid()), SIGSTOP); // so that it starts no more
    const QList<pid_t> started = alone ? QList<pid_t>() : childrenOf(pid_t(serverPid()));
    m_server->disconnect(); // no surprise
    m_server->kill();
    m_server->waitForFinished(1000);
    for (const pid_t process : started) {
        ::kill(process, SIGKILL);
        ::waitpid(process, nullptr, 0); // ours by now
    }
    std::erase_if(m_processes, [this](const auto &process) { return process.get() == m_server; });
    m_server = nullptr;
}

Status PrintStack::addQueue()
{
    KIOSK_TRY(
        run(QStringLiteral("lpadmin"), {"-h", serverSocket(), "-p", m_options.queue, "-E", "-v", printerUri(),
                                        "-m", "everywhere", "-o", "printer-error-policy=abort-job"}));
    // cupsd asks the printer what it can in the background; until then the queue knows of no paper.
    const auto endpoint = Endpoint::ofQueue(serverSocket(), m_options.queue);
    if (!endpoint)
        return endpoint.error();
    const IppClient queue(*endpoint, 1s);
    const auto complete = [&queue] {
        const Ipp request = queue.request(IPP_OP_GET_PRINTER_ATTRIBUTES, "emulator");
        const auto answer = queue.ask(request, {Deadline::in(1s)});
        return answer && ippContainsString(ippFindAttribute(answer->get(), "media-supported", IPP_TAG_ZERO),
                                           "iso_a4_210x297mm") != 0;
    };
    return waitFor(complete, m_server, QStringLiteral("queue"));
}

Status PrintStack::deleteQueue()
{
    return run(QStringLiteral("lpadmin"), {"-h", serverSocket(), "-x", m_options.queue});
}

Status PrintStack::enableQueue(bool on)
{
    return run(on ? QStringLiteral("cupsenable") : QStringLiteral("cupsdisable"),
               {"-h", serverSocket(), m_options.queue});
}

QString PrintStack::printerUri() const
{
    return QStringLiteral("ipp://localhost:%1/ipp/print").arg(m_port);
}

QString PrintStack::serverSocket() const
{
    return QDir(m_options.runDir).absoluteFilePath(QStringLiteral("cups.sock"));
}

qint64 PrintStack::printerPid() const
{
    return m_printer == nullptr ? 0 : m_printer->processId();
}

qint64 PrintStack::serverPid() const
{
    return m_server == nullptr ? 0 : m_server->processId();
}

} // namespace kiosk::cups
