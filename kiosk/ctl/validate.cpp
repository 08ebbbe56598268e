#include <kiosk/core/module_package.h>
#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>
#include <kiosk/ctl/command.h>
#include <kiosk/ctl/commands.h>
#include <kiosk/hal/terminal_configuration.h>

#include <QFileInfo>

namespace kiosk::ctl
{

namespace
{

QList<Finding> checkAgainst(const QString &schemaName, const QString &path)
{
    const auto schema = loadSchema(schemaName);
    if (!schema)
        return {{path, 0, schema.error().detail}};
    const auto document = YamlDocument::load(path);
    if (!document)
        return {{{}, 0, document.error().detail}}; // with its file and line
    return document->check(*schema);
}

QList<Finding> check(const QString &path)
{
    const QFileInfo info(path);
    QList<Finding> findings;
    if (info.isDir()) {
        const auto manifest = Manifest::fromModule(path, findings);
        if (!manifest && findings.isEmpty())
            findings.append({path, 0, manifest.error().detail});
        return findings;
    }
    if (info.suffix() == u"rcc") {
        if (const auto package = ModulePackage::open(path); !package)
            findings.append({path, 0, package.error().detail});
        return findings;
    }
    // What was changed at this terminal is laid over its own file only.
    const auto configuration = hal::loadTerminalConfiguration(
        path, path == paths::configuration() ? paths::deviceSettings() : QString());
    if (!configuration)
        return {{{}, 0, configuration.error().detail}};
    return configuration->findings;
}

} // namespace

void addValidate(CLI::App &app)
{
    struct Options {
        std::vector<std::string> paths;
        std::string schema;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    auto *command = app.add_subcommand(
        "validate", "Check devices.yaml, modules' folders and packages; say file, line and reason");
    command->add_option("PATH", options->paths,
                        "devices.yaml, a module's folder or .rcc; default: this terminal's");
    command->add_option("--schema", options->schema,
                        "Check any YAML against share/kiosk/schemas/NAME.schema.yaml instead");
    addJsonFlag(*command, options->json);
    command->callback([options] {
        if (options->paths.empty())
            options->paths.push_back(paths::configuration().toStdString());
        QList<Finding> findings;
        for (const auto &path : options->paths)
            findings +=
                options->schema.empty() ? check(text(path)) : checkAgainst(text(options->schema), text(path));
        if (options->json) {
            printJson(QJsonObject{{QStringLiteral("ok"), findings.isEmpty()},
                                  {QStringLiteral("findings"), toJson(findings)}});
        } else {
            for (const auto &finding : std::as_const(findings))
                print(finding.text());
        }
        if (!findings.isEmpty())
            finish(ExitFailed);
    });
}

} // namespace kiosk::ctl
