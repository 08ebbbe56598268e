#include "camera_node.h"

#include <kiosk/hal/emulator_program.h>
#include <kiosk/hal/usb_process.h>

#include <opencv2/core/utility.hpp>

using namespace kiosk;
using namespace kiosk::v4l2::emulator;

int main(int argc, char **argv)
{
    hal::EmulatorProgram program(argc, argv, "v4l2-emulator",
                                 "A USB camera, as programs see one through V4L2", hal::splitProcess);
    program.option("link", "the folder for UMOCKDEV_DIR");
    program.option("formats", "what it gives: MJPG, YUYV or others, with commas between", "YUYV,MJPG");
    program.parse({QStringLiteral("link")});

    cv::setNumThreads(1);
    Camera camera(program.text("formats").split(u','));
    CameraNode node(camera, program.text("link"));
    return program.run(
        node.plug(), [&](const QJsonObject &request) { return node.control(request); },
        [&] {
            node.unplug();
            program.leave(node);
        });
}
