#include <kiosk/ctl/commands.h>

#if __has_include(<kiosk/ctl/run_device.h>)
#include <kiosk/ctl/run_device.h>
#endif

namespace kiosk::ctl
{

void addCommands(CLI::App &app)
{
    addUp(app);
    addTraining(app);
    addDevices(app);
    addDevice(app);
    addModules(app);
    addJournal(app);
    addAudit(app);
    addStaff(app);
    addStock(app);
    addDoctor(app);
    addBundle(app);
    addSim(app);
    addValidate(app);
    addPack(app);
    addNew(app);
#if __has_include(<kiosk/ctl/run_device.h>)
    addRunDevice(app);
#endif
    addHelp(app);
}

} // namespace kiosk::ctl
