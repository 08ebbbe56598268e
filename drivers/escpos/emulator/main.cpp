#include "bulk_wire.h"
#include "printer.h"

#include <kiosk/core/log.h>
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
using namespace kiosk::escpos::emulator;

int main(int argc, char **argv)
{
    hal::EndSignals ends;
    const bool isUsb =
        std::any_of(argv, argv + argc, [](const char *one) { return strcmp(one, "--usb") == 0; });
    const FileDescriptor leave(isUsb ? hal::splitProcess() : -1);

    QCoreApplication application(argc, argv);
    installLog(QStringLiteral("escpos-emulator"));
    QCommandLineParser options;
    options.setApplicationDescription(
        QStringLiteral("An ESC/POS receipt printer on a pseudo-terminal or a USB bus of its own"));
    options.addHelpOption();
    const auto add = [&options](const char *name, const char *description, const char *standard = "") {
        options.addOption(
            {QLatin1String(name), QLatin1String(description), QLatin1String(name), QLatin1String(standard)});
    };
    add("link", "where the port appears, or the folder for UMOCKDEV_DIR");
    add("control", "socket to play with it");
    add("paper", "folder for what comes out");
    add("baud", "rate of the line", "19200");
    options.addOptions({{QStringLiteral("usb"), QStringLiteral("on USB")},
                        {QStringLiteral("no-printer"), QStringLiteral("a USB device of another class")},
                        {QStringLiteral("keeps-buffer"), QStringLiteral("it does not know how to forget")}});
    options.process(application);
    const QString link = options.value(QStringLiteral("link")),
                  socket = options.value(QStringLiteral("control")),
                  paper = options.value(QStringLiteral("paper"));
    const int baud = options.value(QStringLiteral("baud")).toInt();
    if (link.isEmpty() || socket.isEmpty() || paper.isEmpty() || baud < 1200)
        options.showHelp(2);

    Printer *printer = nullptr;
    const auto received = [&printer](const QByteArray &bytes) { printer->receive(bytes); };
    std::unique_ptr<hal::EmulatedWire> wire;
    hal::UsbGadget *gadget = nullptr;
    if (isUsb) {
        const quint8 classCode = options.isSet(QStringLiteral("no-printer")) ? 0xFF : 0x07;
        auto usb = std::make_unique<BulkWire>(link, classCode, received,
                                              [&printer] { return printer->portStatus(); });
        gadget = &usb->gadget();
        wire = std::move(usb);
    } else {
        wire = std::make_unique<hal::PacedLine>(link, baud, received);
    }
    Printer emulated(*wire, paper, options.isSet(QStringLiteral("keeps-buffer")));
    printer = &emulated;
    const auto plugged = wire->plug();
    auto control = hal::EmulatorControl::create(
        socket, [&](const QJsonObject &request) { return emulated.control(request); });
    if (!plugged || !control) {
        fprintf(stderr, "escpos-emulator: %s\n",
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
