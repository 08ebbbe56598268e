#include "pad.h"

#include <kiosk/hal/emulator_program.h>
#include <kiosk/hal/paced_line.h>

using namespace kiosk;

int main(int argc, char **argv)
{
    hal::EmulatorProgram program(argc, argv, "epp-emulator", "An encrypting PIN pad on a pseudo-terminal");
    program.option("link", "where the port appears");
    program.option("baud", "rate of the line", "9600");
    program.parse({QStringLiteral("link")});

    epp::emulator::Pad *heard = nullptr;
    hal::PacedLine line(program.text("link"), program.number("baud", 1200),
                        [&](const QByteArray &bytes) { heard->received(bytes); });
    epp::emulator::Pad pad(line);
    heard = &pad;
    return program.run(line.plug(), [&](const QJsonObject &request) { return pad.control(request); });
}
