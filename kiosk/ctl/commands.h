#pragma once

namespace CLI
{
class App;
}

namespace kiosk::ctl
{

/// Adds each subcommand; one file and one function for each.
void addCommands(CLI::App &app);

void addUp(CLI::App &app);
void addTraining(CLI::App &app);
void addDevices(CLI::App &app);
void addDevice(CLI::App &app);
void addModules(CLI::App &app);
void addAudit(CLI::App &app);
void addStaff(CLI::App &app);
void addStock(CLI::App &app);
void addJournal(CLI::App &app);
void addDoctor(CLI::App &app);
void addBundle(CLI::App &app);
void addSim(CLI::App &app);
void addValidate(CLI::App &app);
void addPack(CLI::App &app);
void addNew(CLI::App &app);
void addHelp(CLI::App &app);

} // namespace kiosk::ctl
