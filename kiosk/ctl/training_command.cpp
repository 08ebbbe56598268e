#include <kiosk/core/paths.h>
#include <kiosk/ctl/command.h>
#include <kiosk/ctl/commands.h>
#include <kiosk/ctl/terminal.h>
#include <kiosk/hal/terminal_configuration.h>

#include "services_proxy.h"
#include "shell_proxy.h"

#include <QProcess>

namespace kiosk::ctl
{

namespace
{

const QString &trainingUnit()
{
    static const QString unit = QStringLiteral("kiosk-training.service");
    return unit;
}

bool askSystemd(const QString &verb)
{
    return QProcess::execute(QStringLiteral("systemctl"), {verb, trainingUnit()}) == 0;
}

/// Between two citizens only, and not without a word of it in the terminal's own audit log.
void startTraining(bool json)
{
    const QDBusConnection bus = terminalBus(json);
    OrgBianminShell1Interface shell(QString::fromLatin1(ipc::shellName), QString::fromLatin1(ipc::shellPath),
                                    bus);
    const auto state = objectFrom(shell.State());
    if (!state)
        finishCall(state.error(), json);
    if ((*state)[u"state"].toString() != u"ATTRACT")
        finish(fail(error::sequenceError, QStringLiteral("somebody is being served")), json);
    const auto terminal = hal::loadTerminalConfiguration(paths::configuration());
    if (!terminal)
        finish(terminal.error(), json);
    OrgBianminServices1Interface services(QString::fromLatin1(ipc::servicesName),
                                          QString::fromLatin1(ipc::servicesPath), bus);
    const auto record = [&](const char *result, const char *detail) {
        return waitFor(services.Record(QStringLiteral("training"), terminal->terminal.id,
                                       QString::fromLatin1(result), QString::fromLatin1(detail)));
    };
    if (const auto written = record("ok", "asked for"); !written)
        finishCall(written.error(), json);
    if (askSystemd(QStringLiteral("start")))
        finish(ExitOk);
    (void)record("failed", "not begun");
    finish(ExitFailed);
}

} // namespace

void addTraining(CLI::App &app)
{
    auto json = std::make_shared<bool>(false);
    auto *training = app.add_subcommand(
        "training", "Change the installed terminal into one for training, and back (kiosk-training.service)");
    training->require_subcommand(1);
    auto *start = training->add_subcommand("start", "Between two citizens; written to the audit log");
    addJsonFlag(*start, *json);
    start->callback([json] { startTraining(*json); });
    training->add_subcommand("stop", "The terminal is there again")->callback([] {
        finish(askSystemd(QStringLiteral("stop")) ? ExitOk : ExitFailed);
    });
}

} // namespace kiosk::ctl
