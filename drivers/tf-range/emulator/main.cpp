#include "sensor.h"

#include <kiosk/hal/emulator_program.h>
#include <kiosk/hal/paced_line.h>

using namespace kiosk;

int main(int argc, char **argv)
{
    hal::EmulatorProgram program(argc, argv, "tf-range-emulator", "A distance sensor on a pseudo-terminal");
    program.option("link", "where the port appears");
    program.option("baud", "rate of the line", "115200");
    program.parse({QStringLiteral("link")});

    hal::PacedLine line(program.text("link"), program.number("baud", 1200), [](const QByteArray &) {});
    tfrange::emulator::Sensor emulated(line);
    return program.run(line.plug(), [&](const QJsonObject &request) { return emulated.control(request); });
}
