#include "server.h"

#include <kiosk/hal/emulator_program.h>

using namespace kiosk;

int main(int argc, char **argv)
{
    hal::EmulatorProgram program(argc, argv, "nut-emulator", "A UPS as NUT's upsd serves it");
    program.option("link", "socket to serve at");
    program.option("ups", "name of the UPS", "kiosk");
    program.parse({QStringLiteral("link")});

    nut::emulator::Server server(program.text("link"), program.text("ups").toLatin1());
    return program.run(server.start(), [&](const QJsonObject &request) { return server.control(request); });
}
