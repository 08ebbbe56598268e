#include <kiosk/ctl/command.h>
#include <kiosk/ctl/commands.h>
#include <kiosk/ctl/terminal.h>

#include "services_proxy.h"

#include <QJsonDocument>

namespace kiosk::ctl
{

namespace
{

struct AuditOptions {
    int limit = 50;
    std::string what;
    std::string subject;
    std::string head;
    bool json = false;
};

QJsonObject ask(const QJsonObject &filter, bool json)
{
    OrgBianminServices1Interface services(QString::fromLatin1(ipc::servicesName),
                                          QString::fromLatin1(ipc::servicesPath), terminalBus(json));
    const auto audit =
        objectFrom(services.Audit(QString::fromUtf8(QJsonDocument(filter).toJson(QJsonDocument::Compact))));
    if (!audit)
        finishCall(audit.error(), json);
    return *audit;
}

void listEntries(const AuditOptions &options)
{
    const QJsonObject audit = ask({{QStringLiteral("limit"), options.limit},
                                   {QStringLiteral("what"), text(options.what)},
                                   {QStringLiteral("subject"), text(options.subject)}},
                                  options.json);
    if (options.json)
        return printJson(audit);
    QList<QStringList> rows{{QStringLiteral("NUMBER"), QStringLiteral("WHEN"), QStringLiteral("WHO"),
                             QStringLiteral("WHAT"), QStringLiteral("SUBJECT"), QStringLiteral("RESULT"),
                             QStringLiteral("DETAIL")}};
    for (const auto &entry : audit[u"entries"].toArray())
        rows.append({QString::number(entry[u"sequence"].toInteger()), entry[u"at"].toString(),
                     entry[u"who"].toString(), entry[u"what"].toString(), entry[u"subject"].toString(),
                     entry[u"result"].toString(), entry[u"detail"].toString()});
    printTable(rows);
}

void verify(const AuditOptions &options)
{
    const QJsonObject audit = ask({{QStringLiteral("limit"), 0},
                                   {QStringLiteral("verify"), true},
                                   {QStringLiteral("head"), text(options.head)}},
                                  options.json);
    const qint64 broken = audit[u"first_broken"].toInteger();
    if (options.json)
        printJson(audit);
    else if (broken != 0)
        print(QStringLiteral("broken from entry %1 on: %2").arg(broken).arg(audit[u"reason"].toString()));
    else
        print(QStringLiteral("whole; keep this elsewhere, to compare with later (--head): %1")
                  .arg(audit[u"head"].toString()));
    if (broken != 0)
        finish(ExitFailed);
}

} // namespace

void addAudit(CLI::App &app)
{
    auto options = std::make_shared<AuditOptions>();
    auto *audit = app.add_subcommand("audit", "Who did what when, and whether the log of it is whole");
    audit->require_subcommand(1);
    auto *entries = audit->add_subcommand("list", "Newest first");
    entries->add_option("--limit", options->limit, "Newest so many")->check(CLI::Range(1, 100000));
    entries->add_option("--what", options->what, "Only these: session, module, call, device, case, start …");
    entries->add_option("--subject", options->subject, "Only about this case, operation, device or item");
    addJsonFlag(*entries, options->json);
    entries->callback([options] { listEntries(*options); });
    auto *check =
        audit->add_subcommand("verify", "Name the first entry that was changed, taken out or put in");
    check->add_option("--head", options->head, "What an earlier verify said, kept elsewhere: NUMBER:SEAL");
    addJsonFlag(*check, options->json);
    check->callback([options] { verify(*options); });
}

} // namespace kiosk::ctl
