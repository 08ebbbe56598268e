#include "board.h"

#include <kiosk/hal/emulator_program.h>
#include <kiosk/hal/paced_line.h>

using namespace kiosk;

int main(int argc, char **argv)
{
    hal::EmulatorProgram program(argc, argv, "modbus-relay-emulator", "A relay board on a pseudo-terminal");
    program.option("link", "where the port appears");
    program.option("baud", "rate of the line", "9600");
    program.parse({QStringLiteral("link")});

    modbus::emulator::Board *board = nullptr;
    hal::PacedLine line(program.text("link"), program.number("baud", 1200),
                        [&](const QByteArray &received) { board->receive(received); });
    modbus::emulator::Board emulated(line);
    board = &emulated;
    return program.run(line.plug(), [&](const QJsonObject &request) { return emulated.control(request); });
}
