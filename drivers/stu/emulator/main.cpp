#include "pad.h"

#include <kiosk/hal/emulator_program.h>
#include <kiosk/hal/usb_process.h>

using namespace kiosk;

int main(int argc, char **argv)
{
    hal::EmulatorProgram program(argc, argv, "stu-emulator",
                                 "A signature pad, as programs see one through the kernel",
                                 hal::splitProcess);
    program.option("link", "the folder for UMOCKDEV_DIR");
    program.flag("oldest", "an STU-500: no areas, no clock");
    program.parse({QStringLiteral("link")});

    stu::emulator::Pad pad(program.text("link"), program.isSet("oldest"));
    return program.run(
        pad.node().plug(), [&](const QJsonObject &request) { return pad.control(request); },
        [&] { program.leave(pad.node()); });
}
