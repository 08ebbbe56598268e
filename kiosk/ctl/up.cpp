#include <kiosk/core/paths.h>
#include <kiosk/core/stop_signals.h>
#include <kiosk/ctl/command.h>
#include <kiosk/ctl/commands.h>
#include <kiosk/ctl/supervisor.h>
#include <kiosk/ctl/terminal.h>
#include <kiosk/ctl/training.h>

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QSaveFile>
#include <QTextStream>
#include <QUdpSocket>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace kiosk::ctl
{

namespace
{

struct UpOptions {
    std::string config;
    std::string terminal;
    std::string state;
    std::string orientation;
    std::string platform;
    bool window = false;
    bool fullscreen = false;
    bool headless = false;
    bool automation = false;
    bool panel = false;
    bool noShell = false;
    bool simulators = false;
    bool training = false;
    bool json = false;
};

/// Folders of one run, made for this user alone, and the lock that keeps a second terminal out of them.
struct Folders {
    QString run;
    QString state;
    FileDescriptor lock;
};

Status makePrivate(const QString &folder)
{
    if (!QDir().mkpath(folder))
        return fail(error::notEnoughSpace, QStringLiteral("cannot make %1").arg(folder));
    struct stat facts = {};
    const QByteArray path = QFile::encodeName(folder);
    if (lstat(path.constData(), &facts) != 0 || !S_ISDIR(facts.st_mode) || facts.st_uid != geteuid())
        return fail(error::authorisationRequired, QStringLiteral("%1 belongs to another user").arg(folder));
    ::chmod(path.constData(), 0700);
    return {};
}

Result<Folders> makeFolders(const UpOptions &options)
{
    Folders folders;
    folders.run = QDir(defaultRunFolder()).absolutePath();
    folders.state = options.training        ? trainingState(folders.run)
                    : options.state.empty() ? qEnvironmentVariable("KIOSK_STATE")
                                            : text(options.state);
    if (folders.state.isEmpty())
        folders.state =
            qEnvironmentVariable("XDG_STATE_HOME", QDir::homePath() + QStringLiteral("/.local/state")) +
            QStringLiteral("/kiosk");
    folders.state = QDir(folders.state).absolutePath();
    for (const QString &folder : {folders.run, folders.run + QStringLiteral("/emulators"),
                                  folders.run + QStringLiteral("/log"), folders.state})
        KIOSK_TRY(makePrivate(folder));
    folders.lock = FileDescriptor(::open(QFile::encodeName(folders.run + QStringLiteral("/lock")).constData(),
                                         O_CREAT | O_RDWR | O_CLOEXEC, 0600));
    if (!folders.lock.valid() || ::flock(folders.lock.get(), LOCK_EX | LOCK_NB) != 0)
        return fail(error::deviceBusy, QStringLiteral("a terminal runs in %1 already").arg(folders.run));
    if (options.training) { // what an earlier one left, which a power cut ended
        QDir(folders.state).removeRecursively();
        KIOSK_TRY(makePrivate(folders.state));
    }
    QFile::remove(folders.run + QStringLiteral("/bus"));
    return folders;
}

QString configurationFile(const UpOptions &options)
{
    if (!options.terminal.empty())
        return paths::share(QStringLiteral("terminals/%1.yaml").arg(text(options.terminal)));
    if (!options.config.empty())
        return QFileInfo(text(options.config)).absoluteFilePath();
    const QFileInfo here(QStringLiteral("devices.yaml"));
    return !qEnvironmentVariableIsSet("KIOSK_CONFIG") && here.exists() ? here.absoluteFilePath()
                                                                       : paths::configuration();
}

std::vector<std::string> terminalKinds()
{
    std::vector<std::string> kinds;
    const QDir folder(paths::share(QStringLiteral("terminals")));
    for (const QString &file : folder.entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name))
        kinds.push_back(QFileInfo(file).baseName().toStdString());
    return kinds;
}

/// A UDP port that nobody uses now.
QString freePort()
{
    QUdpSocket socket;
    socket.bind(QHostAddress::LocalHost, 0);
    return QString::number(socket.localPort());
}

QSet<QString> conditions(const UpOptions &options, const hal::TerminalConfiguration &configuration)
{
    QSet<QString> result;
    const auto add = [&](bool holds, const char *name) {
        if (holds)
            result.insert(QString::fromLatin1(name));
    };
    const bool shell = !options.noShell && !options.simulators;
    add(!options.simulators, "terminal");
    add(shell, "shell");
    add(options.training, "training");
    add(options.headless && shell, "headless");
    add(options.fullscreen, "fullscreen");
    add(options.automation, "automation");
    add(options.panel && !options.headless, "panel");
    add(configuration.terminal.demonstration && options.platform.empty(), "simulator");
    return result;
}

Variables variables(const UpOptions &options, const hal::TerminalConfiguration &configuration,
                    const Folders &folders, const QString &config)
{
    const QString orientation = !options.orientation.empty()      ? text(options.orientation)
                                : configuration.terminal.portrait ? QStringLiteral("portrait")
                                                                  : QStringLiteral("landscape");
    const bool portrait = orientation == u"portrait";
    const QString certificates = configuration.platform[u"certificates"].toString();
    const QString platform = configuration.platform[u"address"].toString();
    return {{QStringLiteral("run"), folders.run},
            {QStringLiteral("state"), folders.state},
            {QStringLiteral("share"), paths::share(QStringLiteral("."))},
            {QStringLiteral("config"), config},
            {QStringLiteral("bus"), QStringLiteral("unix:path=%1/bus").arg(folders.run)},
            {QStringLiteral("terminal"), configuration.terminal.id},
            {QStringLiteral("platform"), options.platform.empty() ? platform : text(options.platform)},
            {QStringLiteral("profile"), configuration.platform[u"profile"].toString()},
            {QStringLiteral("certificates"),
             certificates.isEmpty() ? folders.state + QStringLiteral("/certificates") : certificates},
            {QStringLiteral("orientation"), orientation},
            {QStringLiteral("width"), portrait ? QStringLiteral("1080") : QStringLiteral("1920")},
            {QStringLiteral("height"), portrait ? QStringLiteral("1920") : QStringLiteral("1080")},
            {QStringLiteral("tuio"), options.automation ? freePort() : QString()}};
}

void setEnvironment(const Folders &folders, const QString &config)
{
    qputenv("KIOSK_RUN", QFile::encodeName(folders.run));
    qputenv("KIOSK_STATE", QFile::encodeName(folders.state));
    qputenv("KIOSK_CONFIG", QFile::encodeName(config));
    qputenv("KIOSK_BUS_ADDRESS", "unix:path=" + QFile::encodeName(folders.run) + "/bus");
    qputenv("KIOSK_PREFIX", QFile::encodeName(paths::prefix()));
}

/// Tells what happens, as lines of text or of JSON, and keeps run/terminal.json up to date for the other
/// commands.
class Reporter
{
public:
    Reporter(const Supervisor &supervisor, bool json) : m_supervisor(supervisor), m_json(json) {}

    void changed(const QString &service, const QString &what) const
    {
        save(); // before it is told
        line(QJsonObject{{QStringLiteral("event"), QStringLiteral("service")},
                         {QStringLiteral("service"), service},
                         {QStringLiteral("what"), what}},
             QStringLiteral("%1: %2").arg(service, what));
    }

    void ready() const
    {
        save();
        for (const auto &service : m_supervisor.state())
            emulator(service[u"id"].toString(), service[u"log"].toString());
        QJsonObject event{{QStringLiteral("event"), QStringLiteral("ready")}};
        for (const auto *name : {"run", "state", "bus", "tuio", "display", "orientation", "address"})
            event[QLatin1String(name)] = m_supervisor.variables().value(QLatin1String(name));
        line(event, QStringLiteral("the terminal is up; Ctrl-C stops it"));
    }

private:
    /// What an emulator says it is (one JSON object in its output): the printer may be a real CUPS or a plain
    /// folder.
    void emulator(const QString &service, const QString &log) const
    {
        QFile file(log);
        if (!service.startsWith(u"emulator-") || !file.open(QIODevice::ReadOnly))
            return;
        while (!file.atEnd()) {
            const QByteArray text = file.readLine().trimmed();
            const QJsonObject says = QJsonDocument::fromJson(text).object();
            if (!says.isEmpty())
                return line({{QStringLiteral("event"), QStringLiteral("emulator")},
                             {QStringLiteral("service"), service},
                             {QStringLiteral("says"), says}},
                            service + QStringLiteral(" is ") + QString::fromUtf8(text));
        }
    }

    void line(const QJsonObject &event, const QString &text) const
    {
        QTextStream(stdout) << (m_json
                                    ? QString::fromUtf8(QJsonDocument(event).toJson(QJsonDocument::Compact))
                                    : text)
                            << Qt::endl;
    }

    void save() const
    {
        QSaveFile file(terminalFile(paths::run()));
        if (file.open(QIODevice::WriteOnly)) {
            const QJsonObject terminal{{QStringLiteral("config"), paths::configuration()},
                                       {QStringLiteral("state"), paths::state()},
                                       {QStringLiteral("services"), m_supervisor.state()}};
            file.write(QJsonDocument(terminal).toJson());
            file.commit();
        }
    }

    const Supervisor &m_supervisor;
    bool m_json;
};

void runTerminal(const UpOptions &options)
{
    const auto folders = makeFolders(options);
    if (!folders)
        finish(folders.error(), options.json);
    QString config = configurationFile(options);
    if (options.training) {
        const auto trained = writeTrainingConfiguration(config, folders->state);
        if (!trained)
            finish(trained.error(), options.json);
        config = *trained;
    }
    setEnvironment(*folders, config);
    const auto configuration = hal::loadTerminalConfiguration(config);
    if (!configuration)
        finish(configuration.error(), options.json);
    for (const auto &finding : configuration->findings)
        QTextStream(stderr) << finding.text() << '\n';
    const auto services = loadServices(paths::share(QStringLiteral("services.yaml")),
                                       conditions(options, *configuration), configuration->emulators);
    if (!services)
        finish(services.error(), options.json);

    Supervisor supervisor(*services, variables(options, *configuration, *folders, config),
                          folders->run + QStringLiteral("/log"));
    const Reporter reporter(supervisor, options.json);
    QString reason;
    QObject::connect(&supervisor, &Supervisor::changed, &supervisor,
                     [&](const QString &service, const QString &what) { reporter.changed(service, what); });
    QObject::connect(&supervisor, &Supervisor::ready, &supervisor, [&] { reporter.ready(); });
    QObject::connect(&supervisor, &Supervisor::finished, &supervisor, [&](const QString &why) {
        reason = why;
        QCoreApplication::quit();
    });
    const StopSignals stop([&] { supervisor.stop(); });
    supervisor.start();
    QCoreApplication::exec();
    QFile::remove(terminalFile(folders->run));
    if (options.training)
        QDir(folders->state).removeRecursively();
    if (!reason.isEmpty()) {
        QTextStream(stderr) << reason << '\n';
        finish(ExitFailed);
    }
}

} // namespace

void addUp(CLI::App &app)
{
    auto options = std::make_shared<UpOptions>();
    auto *command = app.add_subcommand("up", "Start a whole terminal and watch over it until Ctrl-C");
    auto *config = command->add_option("--config", options->config,
                                       "devices.yaml; default: of this folder, else the installed one");
    command
        ->add_option("--terminal", options->terminal,
                     "One of the standard's ten kinds, every device emulated: gov, hrss …")
        ->check(CLI::IsMember(terminalKinds()))
        ->excludes(config);
    auto *state =
        command->add_option("--state", options->state, "Folder of what survives (journal, certificates)");
    command->add_option("--orientation", options->orientation)
        ->check(CLI::IsMember({"portrait", "landscape"}));
    auto *platform =
        command->add_option("--platform", options->platform, "Use this platform instead of the simulator");
    auto *screen = command->add_option_group("screen");
    screen->add_flag("--window", options->window, "In a window (the default)");
    screen->add_flag("--fullscreen", options->fullscreen, "Over the whole screen");
    screen->add_flag("--headless", options->headless, "On a screen of its own that nobody sees (Xvfb)");
    screen->add_flag("--no-shell", options->noShell, "Without the shell");
    auto *simulators = screen->add_flag("--simulators", options->simulators,
                                        "Only emulators and platform, for a terminal that is started apart");
    screen->require_option(0, 1);
    command
        ->add_flag("--training", options->training,
                   "For a training: emulated devices of this terminal's kind, a simulated platform, a state "
                   "that is empty and goes with it, exercises; nothing real is touched")
        ->excludes(state)
        ->excludes(platform)
        ->excludes(simulators);
    command->add_flag("--panel", options->panel, "With the panel that plays citizen and paper");
    command->add_flag("--automation", options->automation, "Let scripted citizens find and touch things");
    addJsonFlag(*command, options->json);
    command->callback([options] { runTerminal(*options); });
}

} // namespace kiosk::ctl
