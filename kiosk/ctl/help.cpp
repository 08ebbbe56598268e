#include <kiosk/ctl/command.h>
#include <kiosk/ctl/commands.h>

namespace kiosk::ctl
{

void addHelp(CLI::App &app)
{
    auto topic = std::make_shared<std::string>();
    auto *command = app.add_subcommand("help", "Explain a subject: exit-codes");
    command->add_option("TOPIC", *topic)->check(CLI::IsMember({"exit-codes"}));
    command->callback([topic, &app] {
        if (topic->empty())
            return print(text(app.help()).trimmed());
        printTable(
            {{QStringLiteral("0"), QStringLiteral("done, or what was checked is in order")},
             {QStringLiteral("1"), QStringLiteral("tried and failed, or something is not in order")},
             {QStringLiteral("2"), QStringLiteral("the command line makes no sense")},
             {QStringLiteral("3"), QStringLiteral("no terminal, or not the part asked for, runs here")},
             {QStringLiteral("4"), QStringLiteral("the terminal has no such device, emulator or case")}});
    });
}

} // namespace kiosk::ctl
