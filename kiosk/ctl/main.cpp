#include <kiosk/core/log.h>
#include <kiosk/ctl/commands.h>
#include <kiosk/ctl/exit_codes.h>
#include <kiosk/ctl/terminal.h>

#include <CLI/CLI.hpp>
#include <QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    kiosk::installLog(QStringLiteral("kioskctl"));

    CLI::App app(
        "Runs, asks and checks a self-service terminal. `kioskctl help exit-codes` explains exit codes.");
    app.require_subcommand(1);
    app.fallthrough();
    std::string run;
    app.add_option("--run", run, "Folder of the terminal's sockets, as given to kioskctl up");
    app.parse_complete_callback([&run] { kiosk::ctl::chooseTerminal(QString::fromStdString(run)); });
    kiosk::ctl::addCommands(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::RuntimeError &end) {
        return end.get_exit_code();
    } catch (const CLI::ParseError &end) {
        return app.exit(end) == 0 ? kiosk::ctl::ExitOk : kiosk::ctl::ExitUsage;
    }
    return kiosk::ctl::ExitOk;
}
