#include "bulk_wire.h"
#include "printer.h"

#include <kiosk/hal/emulator_program.h>
#include <kiosk/hal/paced_line.h>
#include <kiosk/hal/usb_process.h>

#include <algorithm>
#include <cstring>

using namespace kiosk;
using namespace kiosk::escpos::emulator;

int main(int argc, char **argv)
{
    const bool isUsb =
        std::any_of(argv, argv + argc, [](const char *one) { return strcmp(one, "--usb") == 0; });
    hal::EmulatorProgram program(argc, argv, "escpos-emulator",
                                 "An ESC/POS receipt printer on a pseudo-terminal or a USB bus of its own",
                                 isUsb ? hal::splitProcess : nullptr);
    program.option("link", "where the port appears, or the folder for UMOCKDEV_DIR");
    program.option("paper", "folder for what comes out");
    program.option("baud", "rate of the line", "19200");
    program.flag("usb", "on USB");
    program.flag("no-printer", "a USB device of another class");
    program.flag("keeps-buffer", "it does not know how to forget");
    program.parse({QStringLiteral("link"), QStringLiteral("paper")});
    const QString link = program.text("link");

    Printer *printer = nullptr;
    const auto received = [&printer](const QByteArray &bytes) { printer->receive(bytes); };
    std::unique_ptr<hal::EmulatedWire> wire;
    hal::UsbGadget *gadget = nullptr;
    if (isUsb) {
        const quint8 classCode = program.isSet("no-printer") ? 0xFF : 0x07;
        auto usb = std::make_unique<BulkWire>(link, classCode, received,
                                              [&printer] { return printer->portStatus(); });
        gadget = &usb->gadget();
        wire = std::move(usb);
    } else {
        wire = std::make_unique<hal::PacedLine>(link, program.number("baud", 1200), received);
    }
    Printer emulated(*wire, program.text("paper"), program.isSet("keeps-buffer"));
    printer = &emulated;
    return program.run(*wire, gadget, [&](const QJsonObject &request) { return emulated.control(request); });
}
