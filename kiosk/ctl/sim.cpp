#include <kiosk/core/paths.h>
#include <kiosk/ctl/command.h>
#include <kiosk/ctl/commands.h>
#include <kiosk/hal/emulator_control.h>

#include <QDir>
#include <QTextStream>

namespace kiosk::ctl
{

namespace
{

struct SimOptions {
    std::string device;
    std::string action;
    std::string argument;
    std::vector<std::string> settings;
    bool json = false;
};

/// What an action's argument is called in the requests: the platform names kinds of faults, devices name
/// faults.
QString argumentName(const SimOptions &options)
{
    if (options.action == "insert")
        return QStringLiteral("card");
    return options.device == "platform" ? QStringLiteral("kind") : QStringLiteral("name");
}

QJsonObject request(const SimOptions &options)
{
    const QString action = text(options.action);
    QJsonObject object{{QStringLiteral("do"), action}};
    if (!options.argument.empty())
        object[argumentName(options)] = text(options.argument);
    for (const auto &setting : options.settings) {
        const QString pair = text(setting);
        bool number = false;
        const QString value = pair.section(u'=', 1);
        const int numeric = value.toInt(&number);
        object[pair.section(u'=', 0, 0)] = number ? QJsonValue(numeric) : QJsonValue(value);
    }
    return object;
}

void askSimulator(const SimOptions &options)
{
    const QDir folder(paths::run() + QStringLiteral("/emulators"));
    const QString socket = folder.filePath(text(options.device) + QStringLiteral(".sock"));
    const auto reply = hal::askEmulator(socket, request(options), Deadline::in(5s));
    if (reply) {
        if (options.json || reply->size() > 1)
            printJson(*reply);
        return;
    }
    if (reply.error().code != error::noDevice)
        finish(reply.error(), options.json);
    const QStringList known = folder.entryList({QStringLiteral("*.sock")}, QDir::System)
                                  .replaceInStrings(QStringLiteral(".sock"), QString());
    if (options.json)
        printJson(QJsonObject{{QStringLiteral("error"), QStringLiteral("noDevice")},
                              {QStringLiteral("emulators"), QJsonArray::fromStringList(known)}});
    else
        QTextStream(stderr) << "no emulator '" << text(options.device) << "' runs; there "
                            << (known.isEmpty() ? QStringLiteral("is none")
                                                : QStringLiteral("is ") + known.join(u", "))
                            << '\n';
    finish(known.isEmpty() ? ExitNotRunning : ExitNoSuchThing);
}

} // namespace

void addSim(CLI::App &app)
{
    auto options = std::make_shared<SimOptions>();
    auto *command =
        app.add_subcommand("sim", "Play with an emulator: insert and remove cards, provoke faults");
    command->add_option("DEVICE", options->device, "A device of devices.yaml, or platform")->required();
    command->add_option("ACTION", options->action, "insert CARD | remove | fault NAME | clear | state | …")
        ->required();
    command->add_option("ARGUMENT", options->argument, "The card or the fault");
    command->add_option("--set", options->settings, "More of the request, KEY=VALUE");
    addJsonFlag(*command, options->json);
    command->callback([options] { askSimulator(*options); });
}

} // namespace kiosk::ctl
