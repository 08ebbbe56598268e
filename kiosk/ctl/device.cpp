#include <kiosk/ctl/command.h>
#include <kiosk/ctl/commands.h>
#include <kiosk/ctl/terminal.h>

#include "devices_proxy.h"
#include "devicesettings_proxy.h"
#include "devicetraffic_proxy.h"

#include <QJsonDocument>

namespace kiosk::ctl
{

namespace
{

QJsonObject find(const QJsonArray &list, const QString &id)
{
    for (const auto &device : list) {
        if (device[u"id"].toString() == id)
            return device.toObject();
    }
    return {};
}

void printDevice(const QJsonObject &device)
{
    QList<QStringList> rows;
    for (auto field = device.begin(); field != device.end(); ++field) {
        const QString value =
            field->isObject()
                ? QString::fromUtf8(QJsonDocument(field->toObject()).toJson(QJsonDocument::Compact))
                : field->toVariant().toString();
        rows.append({field.key(), value});
    }
    printTable(rows);
}

void printRecord(const QDBusPendingCall &asked, bool json)
{
    const auto record = objectFrom(asked);
    if (!record)
        finishCall(record.error(), json);
    if (json)
        return printJson(*record);
    QList<QStringList> rows;
    for (const auto &counter : (*record)[u"counters"].toArray())
        rows.append({counter[u"counter"].toString(), QString::number(counter[u"value"].toInteger()),
                     QStringLiteral("since ") + (*record)[u"since"].toString()});
    for (const auto &task : (*record)[u"maintenance"].toArray())
        rows.append(
            {task[u"task"].toString(),
             (task[u"overdue"].toBool() ? QStringLiteral("OVERDUE, due ") : QStringLiteral("due ")) +
                 task[u"due"].toString(),
             task[u"done"].isUndefined()
                 ? QString()
                 : QStringLiteral("done %1 by %2").arg(task[u"done"].toString(), task[u"by"].toString())});
    for (const auto &event : (*record)[u"events"].toArray())
        rows.append({event[u"at"].toString(), event[u"what"].toString(), event[u"word"].toString()});
    printTable(rows);
}

void printSettings(const QString &device, bool json)
{
    OrgBianminDeviceSettings1Interface proxy(QString::fromLatin1(ipc::devicesName),
                                             QString::fromLatin1(ipc::deviceSettingsPath), terminalBus(json));
    const auto settings = objectFrom(proxy.Show(device));
    if (!settings)
        finishCall(settings.error(), json);
    if (json)
        return printJson(*settings);
    QList<QStringList> rows;
    for (const auto &setting : (*settings)[u"settings"].toArray()) {
        const QJsonValue value = setting[u"value"];
        const QString text = value.isArray() || value.isObject() ? QStringLiteral("(in devices.yaml)")
                                                                 : value.toVariant().toString();
        rows.append({setting[u"name"].toString(), text + u' ' + setting[u"unit"].toString(),
                     setting[u"changed"].toBool() ? QStringLiteral("changed at the terminal") : QString()});
    }
    printTable(rows);
}

void printTraffic(const QString &device, bool json)
{
    constexpr uint all = 1024 * 1024;
    OrgBianminDeviceTraffic1Interface proxy(QString::fromLatin1(ipc::devicesName),
                                            QString::fromLatin1(ipc::deviceTrafficPath), terminalBus(json));
    const auto traffic = objectFrom(proxy.Show(device, all));
    if (!traffic)
        finishCall(traffic.error(), json);
    if (json)
        return printJson(*traffic);
    if (!(*traffic)[u"recording"].toBool())
        return print(QStringLiteral("nothing is recorded"));
    print((*traffic)[u"text"].toString() +
          QStringLiteral("recorded for another %1 s").arg((*traffic)[u"seconds"].toInt()));
}

} // namespace

void addDevice(CLI::App &app)
{
    struct Options {
        std::string id;
        bool restart = false;
        bool record = false;
        bool settings = false;
        bool traffic = false;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    auto *command = app.add_subcommand("device", "Show one device, or restart its process");
    command->add_option("ID", options->id, "As in devices.yaml")->required();
    command->add_flag("--restart", options->restart, "End and start the device's process");
    command->add_flag("--record", options->record, "What it did, its maintenance and its last events");
    command->add_flag("--settings", options->settings,
                      "Its settings, and which were changed at the terminal");
    command->add_flag("--traffic", options->traffic,
                      "What goes over its wire, while a technician at the terminal records it");
    addJsonFlag(*command, options->json);
    command->callback([options] {
        if (options->traffic)
            return printTraffic(text(options->id), options->json);
        if (options->settings)
            return printSettings(text(options->id), options->json);
        OrgBianminDevices1Interface devices(QString::fromLatin1(ipc::devicesName),
                                            QString::fromLatin1(ipc::devicesPath),
                                            terminalBus(options->json));
        if (options->restart) {
            if (const auto done = waitFor(devices.Restart(text(options->id))); !done)
                finishCall(done.error(), options->json);
        }
        if (options->record)
            return printRecord(devices.Record(text(options->id)), options->json);
        const auto list = arrayFrom(devices.List());
        if (!list)
            finishCall(list.error(), options->json);
        const QJsonObject device = find(*list, text(options->id));
        if (device.isEmpty())
            finish(fail(error::noDevice,
                        QStringLiteral("no device '%1' in devices.yaml").arg(text(options->id))),
                   options->json);
        if (options->json)
            printJson(device);
        else
            printDevice(device);
        if (!options->restart && device[u"state"].toString() != u"online")
            finish(ExitFailed);
    });
}

} // namespace kiosk::ctl
