#include <kiosk/core/module_package.h>
#include <kiosk/core/paths.h>
#include <kiosk/ctl/command.h>
#include <kiosk/ctl/commands.h>
#include <kiosk/ctl/terminal.h>

#include "services_proxy.h"
#include "shell_proxy.h"

#include <QDir>

namespace kiosk::ctl
{

namespace
{

/// The packages of this installation in the form of Shell1.Modules, for a terminal that does not run.
QJsonArray installed()
{
    QJsonArray modules;
    const QDir folder(paths::share(QStringLiteral("modules")));
    for (const QString &file : folder.entryList({QStringLiteral("*.rcc")}, QDir::Files, QDir::Name)) {
        const auto package = ModulePackage::open(folder.filePath(file));
        QJsonObject module{{QStringLiteral("id"), file.chopped(4)}};
        if (package) {
            QJsonArray items;
            for (const auto &item : package->manifest().items)
                items.append(QJsonObject{{QStringLiteral("code"), item[u"code"]},
                                         {QStringLiteral("name"), item[u"name"]}});
            module[QStringLiteral("version")] = package->manifest().version;
            module[QStringLiteral("name")] = package->manifest().name(QStringLiteral("zh"));
            module[QStringLiteral("items")] = items;
        } else {
            module[QStringLiteral("stopped")] = true;
            module[QStringLiteral("reason")] = package.error().detail;
        }
        modules.append(module);
    }
    return modules;
}

QString state(const QJsonValue &module, const QJsonValue &item)
{
    const QJsonValue stop = module[u"stop"];
    if (!stop[u"since"].isUndefined())
        return QStringLiteral("stopped after %1 failures in a row, the last %2 (%3)")
            .arg(stop[u"failures"].toInt())
            .arg(stop[u"reason"].toString(), stop[u"since"].toString());
    if (module[u"stopped"].toBool())
        return QStringLiteral("stopped");
    if (item[u"available"].isUndefined())
        return QStringLiteral("installed");
    return item[u"available"].toBool() ? QStringLiteral("available")
                                       : QStringLiteral("not now: ") + item[u"reason"].toString();
}

void addRestore(CLI::App &modules)
{
    struct Options {
        std::string module;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    auto *command = modules.add_subcommand(
        "restore", "Let a module run again that was stopped for failing several times in a row");
    command->add_option("MODULE", options->module)->required();
    addJsonFlag(*command, options->json);
    command->callback([options] {
        OrgBianminServices1Interface services(QString::fromLatin1(ipc::servicesName),
                                              QString::fromLatin1(ipc::servicesPath),
                                              terminalBus(options->json));
        const auto done = waitFor(services.RestoreModule(text(options->module)));
        if (!done)
            finishCall(done.error(), options->json);
        if (options->json)
            printJson(QJsonObject{{QStringLiteral("ok"), true}});
    });
}

} // namespace

void addModules(CLI::App &app)
{
    auto json = std::make_shared<bool>(false);
    auto *command = app.add_subcommand(
        "modules", "List modules and service items: of the running terminal, else of this installation");
    addJsonFlag(*command, *json);
    command->require_subcommand(0, 1);
    addRestore(*command);
    command->callback([json, command] {
        if (!command->get_subcommands().empty())
            return;
        QJsonArray modules;
        auto bus = ipc::connectToBus();
        auto running = bus ? arrayFrom(OrgBianminShell1Interface(QString::fromLatin1(ipc::shellName),
                                                                 QString::fromLatin1(ipc::shellPath), *bus)
                                           .Modules())
                           : Result<QJsonArray>(bus.error());
        modules = running ? *running : installed();
        if (*json)
            return printJson(modules);
        QList<QStringList> rows{{QStringLiteral("MODULE"), QStringLiteral("VERSION"), QStringLiteral("ITEM"),
                                 QStringLiteral("NAME"), QStringLiteral("STATE")}};
        for (const auto &module : modules) {
            const QString id = module[u"id"].toString();
            const QJsonArray items = module[u"items"].toArray();
            for (const auto &item : items)
                rows.append({id, module[u"version"].toString(), item[u"code"].toString(),
                             item[u"name"].toString(), state(module, item)});
            if (items.isEmpty())
                rows.append(
                    {id, module[u"version"].toString(), {}, module[u"reason"].toString(), state(module, {})});
        }
        printTable(rows);
    });
}

} // namespace kiosk::ctl
