#include <kiosk/ctl/command.h>
#include <kiosk/ctl/commands.h>
#include <kiosk/ctl/scaffold.h>

#include <QTextStream>

namespace kiosk::ctl
{

namespace
{

struct NewOptions {
    std::string name;
    std::string root = ".";
    std::string item;
    std::string deviceClass;
    bool json = false;
};

void create(const Result<Scaffold> &scaffold, const QString &next, bool json)
{
    const auto written = scaffold ? writeScaffold(*scaffold) : Result<QStringList>(scaffold.error());
    if (!written && !json) {
        // The reason says what to change; the catalogue's general remedy would only stand in its way.
        QTextStream(stderr) << "kioskctl: " << written.error().detail << '\n';
        finish(written.error().code == error::invalidData ? ExitUsage : ExitFailed);
    }
    if (!written)
        finish(written.error(), true);
    if (json) {
        printJson(QJsonObject{{QStringLiteral("folder"), scaffold->folder},
                              {QStringLiteral("files"), QJsonArray::fromStringList(*written)}});
        return;
    }
    for (const QString &file : *written)
        print(scaffold->folder + u'/' + file);
    print(QString());
    print(next);
}

CLI::App *addKind(CLI::App &command, const char *kind, const char *description, NewOptions &options)
{
    auto *subcommand = command.add_subcommand(kind, description);
    subcommand->add_option("NAME", options.name, "Folder and id, such as acme-reader")->required();
    subcommand->add_option("--in", options.root, "The source tree; default: here");
    addJsonFlag(*subcommand, options.json);
    return subcommand;
}

} // namespace

void addNew(CLI::App &app)
{
    auto options = std::make_shared<NewOptions>();
    auto *command = app.add_subcommand("new", "Begin a module or a driver that builds and runs at once");
    command->require_subcommand(1);

    auto *module =
        addKind(*command, "module", "modules/NAME: a service item with a page of its own", *options);
    module->add_option("--item", options->item, "Code of its service item, such as HUJI-90");
    module->callback([options] {
        const QString name = text(options->name);
        create(moduleScaffold(text(options->root), name, text(options->item)),
               QStringLiteral("Build it and see it run:\n"
                              "  cmake --build build/release\n"
                              "  ctest --test-dir build/release -R e2e-%1\n"
                              "Then look for FILL IN; kiosk/docs/add-a-module.md goes on from there.")
                   .arg(name),
               options->json);
    });

    auto *driver = addKind(*command, "driver", "drivers/NAME: a driver with emulator and tests", *options);
    driver->add_option("--class", options->deviceClass, "Its device class, such as id-card-reader")
        ->required();
    driver->callback([options] {
        const QString name = text(options->name);
        create(driverScaffold(text(options->root), name, text(options->deviceClass)),
               QStringLiteral("Build it and see it run:\n"
                              "  cmake --build build/release\n"
                              "  ctest --test-dir build/release -R 'driver-%1|^conformance$'\n"
                              "Then look for FILL IN; kiosk/docs/add-a-driver.md goes on from there.")
                   .arg(name),
               options->json);
    });
}

} // namespace kiosk::ctl
