#include "reader.h"
#include "usb_wire.h"

#include <kiosk/core/paths.h>
#include <kiosk/hal/emulator_program.h>
#include <kiosk/hal/paced_line.h>
#include <kiosk/hal/usb_process.h>

#include <algorithm>
#include <cstring>

using namespace kiosk;
using namespace kiosk::sam::emulator;

int main(int argc, char **argv)
{
    const bool isUsb =
        std::any_of(argv, argv + argc, [](const char *one) { return strncmp(one, "--usb", 5) == 0; });
    hal::EmulatorProgram program(argc, argv, "sam-emulator",
                                 "A resident ID card reader on a pseudo-terminal or a USB bus of its own",
                                 isUsb ? hal::splitProcess : nullptr);
    program.option("link", "where the port appears, or the folder for UMOCKDEV_DIR");
    program.option("usb", "a USB reader: four-pipe, bulk-pair, hid or wrapped-hid");
    program.flag("reports-by-control", "a HID reader without an output endpoint");
    program.option("baud", "rate of the line", "115200");
    program.option("cards", "folder of the cards", paths::share(QStringLiteral("drivers/sam/cards")));
    program.option("hidden-card", "what still finds a card once read: select, reset or none", "select");
    program.parse({QStringLiteral("link")});
    const QStringList ways{QStringLiteral("select"), QStringLiteral("reset"), QStringLiteral("none")};
    const auto way = ways.indexOf(program.text("hidden-card"));
    const auto framing = sam::framingNamed(program.text("usb"));
    if (way < 0 || isUsb != framing.has_value())
        program.showUsage();
    const QString link = program.text("link");

    Reader *reader = nullptr;
    const auto received = [&reader](const QByteArray &bytes) { reader->receive(bytes); };
    std::unique_ptr<hal::EmulatedWire> wire;
    hal::UsbGadget *gadget = nullptr;
    if (framing) {
        auto product = UsbWire::productOf(*framing);
        product.reportsByControl = program.isSet("reports-by-control");
        auto usb = std::make_unique<UsbWire>(link, product, received);
        gadget = &usb->gadget();
        wire = std::move(usb);
    } else {
        wire = std::make_unique<hal::PacedLine>(link, program.number("baud", 1200), received);
    }
    Reader emulated(*wire, program.text("cards"), HiddenCard(way));
    reader = &emulated;
    return program.run(*wire, gadget, [&](const QJsonObject &request) { return emulated.control(request); });
}
