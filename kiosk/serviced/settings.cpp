#include <kiosk/serviced/settings.h>

#include <kiosk/core/module_bounds.h>
#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>

#include <CLI/CLI.hpp>

namespace kiosk::services
{

Result<Settings> Settings::read(int argc, char **argv)
{
    std::string config = paths::configuration().toStdString();
    std::string terminal;
    std::string platform;
    std::string profile;
    std::string certificates;
    std::string support;
    std::string modules = paths::share(QStringLiteral("modules")).toStdString();
    CLI::App options("Platform gateway and case journal of a terminal");
    options.add_option("--config", config, "devices.yaml");
    options.add_option("--terminal", terminal, "region-outlet-terminal, 990000-0001-0001");
    options.add_option("--platform", platform, "Address of the department platform, https://host:port");
    options.add_option("--profile", profile, "How it speaks: name or file of a platform profile");
    options.add_option("--certificates", certificates, "Folder with ca.crt, terminal.crt, terminal.key");
    options.add_option("--support", support, "Where support bundles are sent, https://…");
    options.add_option("--modules", modules, "Folder of the installed modules");
    try {
        options.parse(argc, argv);
    } catch (const CLI::ParseError &end) {
        std::exit(options.exit(end));
    }
    const auto document = YamlDocument::load(QString::fromStdString(config));
    if (!document && terminal.empty())
        return document.error();
    const QJsonObject root = document ? document->root() : QJsonObject();
    const auto chosen = [](const std::string &given, const QJsonValue &configured) {
        return given.empty() ? configured.toString() : QString::fromStdString(given);
    };
    Settings settings{chosen(terminal, root[u"terminal"][u"id"]),
                      chosen(platform, root[u"platform"][u"address"]),
                      chosen(profile, root[u"platform"][u"profile"]),
                      chosen(certificates, root[u"platform"][u"certificates"]),
                      chosen(support, root[u"support"][u"upload"]),
                      QString::fromStdString(modules),
                      {}};
    if (settings.certificates.isEmpty())
        settings.certificates = paths::state() + QStringLiteral("/certificates");
    const auto audit = YamlDocument::load(paths::share(QStringLiteral("audit.yaml")));
    if (!audit)
        return audit.error();
    const auto schema = loadSchema(QStringLiteral("audit"));
    if (!schema)
        return schema.error();
    if (const auto findings = audit->check(*schema); !findings.isEmpty())
        return fail(error::invalidData, findings.first().text());
    const auto bounds = ModuleBounds::load();
    if (!bounds)
        return bounds.error();
    settings.rules = {std::chrono::days(audit->root()[u"keep_days"].toInt()), bounds->failuresInARow};
    return settings;
}

} // namespace kiosk::services
