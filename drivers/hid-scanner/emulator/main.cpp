#include "scanner_node.h"

#include <kiosk/hal/emulator_program.h>
#include <kiosk/hal/usb_process.h>

using namespace kiosk;
using namespace kiosk::hidscanner::emulator;

int main(int argc, char **argv)
{
    hal::EmulatorProgram program(argc, argv, "hid-scanner-emulator",
                                 "A USB code scanner, as programs see one through the kernel",
                                 hal::splitProcess);
    program.option("link", "the folder for UMOCKDEV_DIR");
    program.option("kind", "keyboard or hidpos", "keyboard");
    program.parse({QStringLiteral("link")});
    const QString kind = program.text("kind");
    if (kind != u"keyboard" && kind != u"hidpos")
        program.showUsage();

    ScannerNode scanner(kind == u"hidpos" ? Kind::HidPos : Kind::Keyboard, program.text("link"));
    return program.run(
        scanner.node().plug(), [&](const QJsonObject &request) { return scanner.control(request); },
        [&] { program.leave(scanner.node()); });
}
