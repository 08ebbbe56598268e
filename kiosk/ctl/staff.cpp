#include <kiosk/ctl/command.h>
#include <kiosk/ctl/commands.h>
#include <kiosk/ctl/terminal.h>

#include "staff_proxy.h"

#include <QTextStream>

#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace kiosk::ctl
{

namespace
{

struct StaffOptions {
    std::string number;
    std::string role = "technician";
    bool json = false;
};

OrgBianminStaff1Interface staffRegister(bool json)
{
    return {QString::fromLatin1(ipc::servicesName), QString::fromLatin1(ipc::staffPath), terminalBus(json)};
}

/// A line of standard input; of a terminal without showing it. Never an argument, which every process sees.
QString readSecret(const char *prompt)
{
    const bool terminal = ::isatty(STDIN_FILENO) == 1;
    termios before = {};
    if (terminal) {
        ::tcgetattr(STDIN_FILENO, &before);
        termios silent = before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
        std::fputs(prompt, stderr);
    }
    const QString line = QTextStream(stdin).readLine();
    if (terminal) {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        std::fputc('\n', stderr);
    }
    return line;
}

void add(const StaffOptions &options)
{
    const auto person = ipc::descriptorFor({{{QStringLiteral("number"), text(options.number)},
                                             {QStringLiteral("role"), text(options.role)},
                                             {QStringLiteral("pin"), readSecret("PIN, 6 to 12 digits: ")}},
                                            {}});
    if (!person)
        finish(person.error(), options.json);
    auto reply = staffRegister(options.json).Add(*person);
    reply.waitForFinished();
    if (reply.isError())
        finishCall(ipc::errorFrom(reply.error()), options.json);
    const auto enrolment = readPayload(reply.value().fileDescriptor());
    if (!enrolment)
        finish(enrolment.error(), options.json);
    if (options.json)
        return printJson(enrolment->fields);
    print(QStringLiteral("Put this into the person's code application; it is told this once:"));
    print(enrolment->fields[u"secret"].toString());
    print(enrolment->fields[u"uri"].toString());
}

void remove(const StaffOptions &options)
{
    auto reply = staffRegister(options.json).Remove(text(options.number));
    reply.waitForFinished();
    if (reply.isError())
        finishCall(ipc::errorFrom(reply.error()), options.json);
}

void listStaff(const StaffOptions &options)
{
    const auto staff = arrayFrom(staffRegister(options.json).List());
    if (!staff)
        finishCall(staff.error(), options.json);
    if (options.json)
        return printJson(*staff);
    QList<QStringList> rows{{QStringLiteral("NUMBER"), QStringLiteral("ROLE"), QStringLiteral("LOCKED")}};
    for (const auto &person : *staff)
        rows.append({person[u"number"].toString(), person[u"role"].toString(),
                     QStringLiteral("%1 s").arg(person[u"locked"].toInteger())});
    printTable(rows);
}

} // namespace

void addStaff(CLI::App &app)
{
    auto options = std::make_shared<StaffOptions>();
    auto *staff = app.add_subcommand("staff", "Who may sign in to the diagnostics mode of this terminal");
    staff->require_subcommand(1);
    auto *enrol = staff->add_subcommand("add", "Adds a person; the PIN is read from standard input");
    enrol->add_option("number", options->number, "4 to 8 digits")->required();
    enrol->add_option("--role", options->role, "What the person may do")
        ->check(CLI::IsMember({"technician", "supervisor"}));
    addJsonFlag(*enrol, options->json);
    enrol->callback([options] { add(*options); });
    auto *dismiss = staff->add_subcommand("remove", "Removes a person at once");
    dismiss->add_option("number", options->number, "4 to 8 digits")->required();
    addJsonFlag(*dismiss, options->json);
    dismiss->callback([options] { remove(*options); });
    auto *all = staff->add_subcommand("list", "Who there is");
    addJsonFlag(*all, options->json);
    all->callback([options] { listStaff(*options); });
}

} // namespace kiosk::ctl
