#include "dispenser.h"

#include <kiosk/hal/emulator_program.h>

using namespace kiosk;
using namespace kiosk::crt571::emulator;

int main(int argc, char **argv)
{
    hal::EmulatorProgram program(argc, argv, "crt571-emulator",
                                 "A CRT-571 card dispenser on a pseudo-terminal");
    program.option("link", "where the port appears");
    program.option("baud", "rate of the line", "9600");
    program.option("address", "of the device on its line", "0");
    program.option("cards", "in the stack", "50");
    program.option("bin", "cards that the bin holds", "20");
    program.option("move-ms", "time of a movement", "1500");
    program.parse({QStringLiteral("link")});

    Dispenser *dispenser = nullptr;
    hal::PacedLine line(program.text("link"), program.number("baud", 1200),
                        [&](const QByteArray &bytes) { dispenser->receive(bytes); });
    Dispenser emulated(line, Machine(program.number("cards"), program.number("bin")),
                       quint8(program.number("address")), Milliseconds(program.number("move-ms")));
    dispenser = &emulated;
    return program.run(line.plug(), [&](const QJsonObject &request) { return emulated.control(request); });
}
