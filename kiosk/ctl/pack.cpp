#include <kiosk/ctl/command.h>
#include <kiosk/ctl/commands.h>
#include <kiosk/ctl/module_packer.h>

#include <QTextStream>

namespace kiosk::ctl
{

void addPack(CLI::App &app)
{
    struct Options {
        std::string folder;
        std::string output;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    auto *command = app.add_subcommand("pack", "Check a module and pack it into one .rcc");
    command->add_option("FOLDER", options->folder, "The module's folder")
        ->required()
        ->check(CLI::ExistingDirectory);
    command->add_option("--output", options->output, "The package to write")->required();
    addJsonFlag(*command, options->json);
    command->callback([options] {
        QList<Finding> findings;
        const auto packed = packModule(text(options->folder), text(options->output), findings);
        if (options->json)
            printJson(QJsonObject{{QStringLiteral("ok"), packed.ok()},
                                  {QStringLiteral("findings"), toJson(findings)},
                                  {QStringLiteral("detail"), packed ? QString() : packed.error().detail}});
        if (packed)
            return;
        if (!options->json) {
            for (const auto &finding : std::as_const(findings))
                QTextStream(stderr) << finding.text() << '\n';
            if (findings.isEmpty())
                finish(packed.error(), false);
        }
        finish(ExitFailed);
    });
}

} // namespace kiosk::ctl
