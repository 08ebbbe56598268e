#include "sensor.h"

#include <kiosk/hal/emulator_program.h>

using namespace kiosk;

int main(int argc, char **argv)
{
    hal::EmulatorProgram program(argc, argv, "fprint-emulator",
                                 "The sensor behind libfprint's virtual image device");
    program.option("link", "the folder of FP_VIRTUAL_IMAGE=FOLDER/sensor.sock");
    program.parse({QStringLiteral("link")});

    fprint::emulator::Sensor sensor(program.text("link"));
    return program.run(sensor.plug(), [&](const QJsonObject &request) { return sensor.control(request); });
}
