#include <kiosk/ctl/command.h>
#include <kiosk/ctl/commands.h>
#include <kiosk/ctl/terminal.h>

#include "stock_proxy.h"

#include <QJsonDocument>

#include <map>

namespace kiosk::ctl
{

namespace
{

struct StockOptions {
    std::map<std::string, std::string> values; ///< by the name of the argument
    bool json = false;

    [[nodiscard]] QString operator[](const char *name) const
    {
        const auto value = values.find(name);
        return value == values.end() ? QString() : text(value->second);
    }
};

OrgBianminStock1Interface stock(bool json)
{
    return {QString::fromLatin1(ipc::servicesName), QString::fromLatin1(ipc::stockPath), terminalBus(json)};
}

using StockChange = QDBusPendingReply<> (*)(OrgBianminStock1Interface &, const StockOptions &);

/// A subcommand that changes the account: its arguments in this order, the last `optional` of them may be
/// left out, and who does it.
void addChange(CLI::App &parent, const char *name, const char *help,
               const std::vector<const char *> &arguments, StockChange change, size_t optional = 0)
{
    auto options = std::make_shared<StockOptions>();
    auto *command = parent.add_subcommand(name, help);
    for (size_t index = 0; index < arguments.size(); ++index)
        command->add_option(arguments[index], options->values[arguments[index]])
            ->required(index < arguments.size() - optional);
    command->add_option("--by", options->values["by"], "Who does it, a name of staff")->required();
    addJsonFlag(*command, options->json);
    command->callback([options, change] {
        auto proxy = stock(options->json);
        const auto done = waitFor(change(proxy, *options));
        if (!done)
            finishCall(done.error(), options->json);
        if (options->json)
            printJson(QJsonObject{{QStringLiteral("ok"), true}});
    });
}

QString number(const QJsonValue &value)
{
    return QString::number(value.toInteger());
}

void printStock(const QJsonObject &stock)
{
    QList<QStringList> trays{{QStringLiteral("DEVICE"), QStringLiteral("TRAY"), QStringLiteral("FORM"),
                              QStringLiteral("STATE"), QStringLiteral("NEXT"), QStringLiteral("LAST"),
                              QStringLiteral("LEFT")}};
    for (const auto &tray : stock[u"trays"].toArray())
        trays.append({tray[u"device"].toString(), tray[u"tray"].toString(), tray[u"form"].toString(),
                      tray[u"state"].toString(), tray[u"next"].toString(), tray[u"last"].toString(),
                      number(tray[u"left"])});
    printTable(trays);
    QList<QStringList> forms{{QStringLiteral("FORM"), QStringLiteral("RECEIVED"), QStringLiteral("STORE"),
                              QStringLiteral("LOADED"), QStringLiteral("RESERVED"), QStringLiteral("USED"),
                              QStringLiteral("VOIDED"), QStringLiteral("RETURNED")}};
    for (const auto &form : stock[u"forms"].toArray()) {
        QStringList row{form[u"form"].toString()};
        for (const char *column : {"received", "store", "loaded", "reserved", "used", "voided", "returned"})
            row.append(number(form[QLatin1String(column)]));
        forms.append(row);
    }
    printTable(forms);
    QList<QStringList> movements{{QStringLiteral("AT"), QStringLiteral("WHAT"), QStringLiteral("FIRST"),
                                  QStringLiteral("LAST"), QStringLiteral("TRAY"), QStringLiteral("BY"),
                                  QStringLiteral("REASON")}};
    for (const auto &movement : stock[u"movements"].toArray()) {
        const QString by = movement[u"by"].toString();
        const QString tray = movement[u"tray"].toString();
        movements.append({movement[u"at"].toString(), movement[u"what"].toString(),
                          movement[u"first"].toString(), movement[u"last"].toString(),
                          tray.isEmpty() ? QString() : movement[u"device"].toString() + u'/' + tray,
                          by.isEmpty() ? movement[u"account"].toString() : by,
                          movement[u"reason"].toString()});
    }
    printTable(movements);
}

void addChanges(CLI::App &command)
{
    using Options = const StockOptions &;
    using Proxy = OrgBianminStock1Interface &;
    addChange(
        command, "receive", "Write down a delivery", {"FORM", "FIRST", "LAST"},
        [](Proxy proxy, Options o) { return proxy.Receive(o["FORM"], o["FIRST"], o["LAST"], o["by"]); });
    addChange(command, "load", "They lie in the tray now, FIRST on top", {"DEVICE", "TRAY", "FIRST", "LAST"},
              [](Proxy proxy, Options o) {
                  return proxy.Load(o["DEVICE"], o["TRAY"], o["FIRST"], o["LAST"], o["by"]);
              });
    addChange(command, "unload", "What was left in the tray is back in the store", {"DEVICE", "TRAY"},
              [](Proxy proxy, Options o) { return proxy.Unload(o["DEVICE"], o["TRAY"], o["by"]); });
    addChange(
        command, "count", "What was found in the tray, from top to bottom; nothing: it is empty",
        {"DEVICE", "TRAY", "FIRST", "LAST"},
        [](Proxy proxy, Options o) {
            return proxy.Count(o["DEVICE"], o["TRAY"], o["FIRST"], o["LAST"], o["by"]);
        },
        2);
    addChange(command, "void", "A sheet is spoiled: damaged, misprinted, jammed, lost, other",
              {"NUMBER", "REASON"},
              [](Proxy proxy, Options o) { return proxy.Void(o["NUMBER"], o["REASON"], o["by"]); });
    addChange(command, "return", "Blanks of the store go back to whom they came from", {"FIRST", "LAST"},
              [](Proxy proxy, Options o) { return proxy.Return(o["FIRST"], o["LAST"], o["by"]); });
}

} // namespace

void addStock(CLI::App &app)
{
    struct Options {
        std::string number;
        std::string operation;
        std::string form;
        int limit = 20;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    auto *command =
        app.add_subcommand("stock", "Show or change the account of numbered blanks (licence paper)");
    command->add_option("--number", options->number, "Only what concerns this number");
    command->add_option("--operation", options->operation,
                        "Only what concerns this operation of the journal");
    command->add_option("--form", options->form, "Only blanks of this kind");
    command->add_option("--limit", options->limit, "Newest so many")->check(CLI::Range(1, 1000));
    addJsonFlag(*command, options->json);
    command->require_subcommand(0, 1);
    addChanges(*command);
    command->callback([options, command] {
        if (!command->get_subcommands().empty())
            return;
        const QJsonObject filter{{QStringLiteral("limit"), options->limit},
                                 {QStringLiteral("number"), text(options->number)},
                                 {QStringLiteral("operation"), text(options->operation)},
                                 {QStringLiteral("form"), text(options->form)}};
        auto proxy = stock(options->json);
        const auto list =
            objectFrom(proxy.List(QString::fromUtf8(QJsonDocument(filter).toJson(QJsonDocument::Compact))));
        if (!list)
            finishCall(list.error(), options->json);
        if (options->json)
            printJson(*list);
        else
            printStock(*list);
    });
}

} // namespace kiosk::ctl
