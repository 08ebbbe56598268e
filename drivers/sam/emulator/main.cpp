#include "reader.h"
#include "usb_wire.h"

#include <kiosk/core/log.h>
#include <kiosk/core/paths.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/end_signals.h>
#include <kiosk/hal/paced_line.h>
#include <kiosk/hal/usb_process.h>

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <unistd.h>

using namespace kiosk;
using namespace kiosk::sam::emulator;

int main(int argc, char **argv)
{
    hal::EndSignals ends;
    const bool isUsb =
        std::any_of(argv, argv + argc, [](const char *one) { return strncmp(one, "--usb", 5) == 0; });
    const FileDescriptor leave(isUsb ? hal::splitProcess() : -1);

    QCoreApplication application(argc, argv);
    installLog(QStringLiteral("sam-emulator"));
    QCommandLineParser options;
    options.setApplicationDescription(
        QStringLiteral("A resident ID card reader on a pseudo-terminal or a USB bus of its own"));
    options.addHelpOption();
    options.addOptions({
        {QStringLiteral("link"), QStringLiteral("where the port appears, or the folder for UMOCKDEV_DIR"),
         QStringLiteral("path")},
        {QStringLiteral("usb"), QStringLiteral("a USB reader: four-pipe, bulk-pair, hid or wrapped-hid"),
         QStringLiteral("framing")},
        {QStringLiteral("reports-by-control"), QStringLiteral("a HID reader without an output endpoint")},
        {QStringLiteral("control"), QStringLiteral("socket to put cards on it"), QStringLiteral("path")},
        {QStringLiteral("baud"), QStringLiteral("rate of the line"), QStringLiteral("rate"),
         QStringLiteral("115200")},
        {QStringLiteral("cards"), QStringLiteral("folder of the cards"), QStringLiteral("folder"),
         paths::share(QStringLiteral("drivers/sam/cards"))},
        {QStringLiteral("hidden-card"),
         QStringLiteral("what still finds a card once read: select, reset or none"), QStringLiteral("way"),
         QStringLiteral("select")},
    });
    options.process(application);
    const int baud = options.value(QStringLiteral("baud")).toInt();
    const QStringList ways{QStringLiteral("select"), QStringLiteral("reset"), QStringLiteral("none")};
    const auto way = ways.indexOf(options.value(QStringLiteral("hidden-card")));
    const auto framing = sam::framingNamed(options.value(QStringLiteral("usb")));
    if (baud < 1200 || way < 0 || isUsb != framing.has_value() || !options.isSet(QStringLiteral("link")) ||
        !options.isSet(QStringLiteral("control")))
        options.showHelp(2);

    Reader *reader = nullptr;
    const auto received = [&reader](const QByteArray &bytes) { reader->receive(bytes); };
    const QString link = options.value(QStringLiteral("link"));
    std::unique_ptr<hal::EmulatedWire> wire;
    hal::UsbGadget *gadget = nullptr;
    if (framing) {
        auto product = UsbWire::productOf(*framing);
        product.reportsByControl = options.isSet(QStringLiteral("reports-by-control"));
        auto usb = std::make_unique<UsbWire>(link, product, received);
        gadget = &usb->gadget();
        wire = std::move(usb);
    } else {
        wire = std::make_unique<hal::PacedLine>(link, baud, received);
    }
    Reader emulated(*wire, options.value(QStringLiteral("cards")), HiddenCard(way));
    reader = &emulated;
    const auto plugged = wire->plug();
    auto control =
        hal::EmulatorControl::create(options.value(QStringLiteral("control")),
                                     [&](const QJsonObject &request) { return emulated.control(request); });
    if (!plugged || !control) {
        fprintf(stderr, "sam-emulator: %s\n",
                qUtf8Printable((plugged ? control.error() : plugged.error()).detail));
        return 1;
    }

    ends.whenSent([&] {
        control->reset();
        wire->unplug();
        if (gadget != nullptr)
            gadget->leavePlace();
        if (gadget == nullptr || gadget->idle())
            return QCoreApplication::quit();
        [[maybe_unused]] const ssize_t told = write(leave.get(), "", 1);
        gadget->setIdle([] { QCoreApplication::quit(); });
    });
    return QCoreApplication::exec();
}
