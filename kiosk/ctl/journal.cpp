#include <kiosk/ctl/command.h>
#include <kiosk/ctl/commands.h>
#include <kiosk/ctl/terminal.h>

#include "services_proxy.h"

#include <QJsonDocument>

namespace kiosk::ctl
{

namespace
{

OrgBianminServices1Interface services(bool json)
{
    return {QString::fromLatin1(ipc::servicesName), QString::fromLatin1(ipc::servicesPath),
            terminalBus(json)};
}

void printJournal(const QJsonObject &journal)
{
    QList<QStringList> rows{{QStringLiteral("CASE"), QStringLiteral("ITEM"), QStringLiteral("STATE"),
                             QStringLiteral("OUTCOME"), QStringLiteral("BEGUN"), QStringLiteral("SUBJECT")}};
    for (const auto &entry : journal[u"cases"].toArray()) {
        rows.append({entry[u"number"].toString(), entry[u"item"].toString(), entry[u"state"].toString(),
                     entry[u"outcome"].toString(), entry[u"begun"].toString(), entry[u"subject"].toString()});
        for (const auto &operation : entry[u"operations"].toArray())
            rows.append({QStringLiteral("  ") + operation[u"id"].toVariant().toString(),
                         operation[u"kind"].toString(), operation[u"state"].toString(),
                         operation[u"detail"].toString()});
    }
    printTable(rows);
}

void addResolve(CLI::App &journal)
{
    struct Options {
        std::string operation;
        std::string outcome;
        std::string by;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    auto *command =
        journal.add_subcommand("resolve", "Write down what a person saw of an operation left unknown");
    command->add_option("OPERATION", options->operation)->required();
    command->add_option("OUTCOME", options->outcome)
        ->required()
        ->check(CLI::IsMember({"printed", "notPrinted", "void"}));
    command->add_option("--by", options->by, "Who looked")->required();
    addJsonFlag(*command, options->json);
    command->callback([options] {
        auto proxy = services(options->json);
        const auto done =
            waitFor(proxy.Resolve(text(options->operation), text(options->outcome), text(options->by)));
        if (!done)
            finishCall(done.error(), options->json);
        if (options->json)
            printJson(QJsonObject{{QStringLiteral("ok"), true}});
    });
}

} // namespace

void addJournal(CLI::App &app)
{
    struct Options {
        std::string number;
        bool open = false;
        int limit = 20;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    auto *command = app.add_subcommand("journal", "Show the cases and what became of them");
    command->add_option("--case", options->number, "Only this case");
    command->add_flag("--open", options->open, "Only what is not settled");
    command->add_option("--limit", options->limit, "Newest so many")->check(CLI::Range(1, 10000));
    addJsonFlag(*command, options->json);
    command->require_subcommand(0, 1);
    addResolve(*command);
    command->callback([options, command] {
        if (!command->get_subcommands().empty())
            return;
        QJsonObject filter{{QStringLiteral("limit"), options->limit}};
        if (!options->number.empty())
            filter[QStringLiteral("case")] = text(options->number);
        if (options->open)
            filter[QStringLiteral("open")] = true;
        auto proxy = services(options->json);
        const auto journal = objectFrom(
            proxy.Journal(QString::fromUtf8(QJsonDocument(filter).toJson(QJsonDocument::Compact))));
        if (!journal)
            finishCall(journal.error(), options->json);
        if (!options->number.empty() && (*journal)[u"cases"].toArray().isEmpty())
            finish(fail(error::noRecord, QStringLiteral("no case %1").arg(text(options->number))),
                   options->json);
        if (options->json)
            printJson(*journal);
        else
            printJournal(*journal);
    });
}

} // namespace kiosk::ctl
