#include "window.h"

#include <kiosk/hal/emulator_program.h>

#include <opencv2/core/utility.hpp>

using namespace kiosk;
using namespace kiosk::camerascanner::emulator;

int main(int argc, char **argv)
{
    hal::EmulatorProgram program(argc, argv, "camera-scanner-emulator",
                                 "What a camera sees, as a folder of pictures");
    program.option("folder", "where the pictures appear; it must be empty, or not there");
    program.parse({QStringLiteral("folder")});

    cv::setNumThreads(1);
    Window window(program.text("folder"));
    return program.run(window.plug(), [&](const QJsonObject &request) { return window.control(request); });
}
