#include <kiosk/ctl/command.h>
#include <kiosk/ctl/commands.h>
#include <kiosk/ctl/terminal.h>

#include "devices_proxy.h"

namespace kiosk::ctl
{

void addDevices(CLI::App &app)
{
    auto json = std::make_shared<bool>(false);
    auto *command = app.add_subcommand("devices", "List the terminal's devices and their states");
    addJsonFlag(*command, *json);
    command->callback([json] {
        OrgBianminDevices1Interface devices(QString::fromLatin1(ipc::devicesName),
                                            QString::fromLatin1(ipc::devicesPath), terminalBus(*json));
        const auto list = arrayFrom(devices.List());
        if (!list)
            finishCall(list.error(), *json);
        bool allReady = true;
        QList<QStringList> rows{{QStringLiteral("DEVICE"), QStringLiteral("CLASS"), QStringLiteral("DRIVER"),
                                 QStringLiteral("STATE"), QStringLiteral("RESTARTS"),
                                 QStringLiteral("MESSAGE")}};
        for (const auto &device : *list) {
            allReady = allReady && device[u"state"].toString() == u"online";
            rows.append({device[u"id"].toString(), device[u"class"].toString(), device[u"driver"].toString(),
                         device[u"state"].toString(), QString::number(device[u"restarts"].toInt()),
                         device[u"message"].toString()});
        }
        if (*json)
            printJson(*list);
        else
            printTable(rows);
        if (!allReady)
            finish(ExitFailed);
    });
}

} // namespace kiosk::ctl
