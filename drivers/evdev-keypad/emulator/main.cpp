#include "keypad.h"

#include <kiosk/core/log.h>
#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/end_signals.h>
#include <kiosk/hal/usb_process.h>

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>
#include <unistd.h>

using namespace kiosk;
using namespace kiosk::evdevkeypad;

namespace
{

/// The keys that the driver's own data has, and those of a socket without a switch.
KeyMap keysFor(bool socket)
{
    constexpr quint16 keyF15 = 185, keyF16 = 186;
    KeyMap keys;
    const auto manifest =
        YamlDocument::load(paths::share(QStringLiteral("drivers/evdev-keypad/driver.yaml")));
    const auto known = manifest ? keyMapOf(manifest->root()[u"settings"][u"keys"][u"default"].toArray())
                                : Result<KeyMap>(manifest.error());
    if (known)
        keys = *known;
    if (!socket) {
        keys.insert(keyF15, headsetIn.toString());
        keys.insert(keyF16, headsetOut.toString());
    }
    return keys;
}

} // namespace

int main(int argc, char **argv)
{
    hal::EndSignals ends;
    const FileDescriptor leave(hal::splitProcess());
    QCoreApplication application(argc, argv);
    installLog(QStringLiteral("evdev-keypad-emulator"));
    QCommandLineParser options;
    options.setApplicationDescription(
        QStringLiteral("A tactile keypad, as programs see one through the kernel"));
    options.addHelpOption();
    options.addOption(
        {QStringLiteral("link"), QStringLiteral("the folder for UMOCKDEV_DIR"), QStringLiteral("link")});
    options.addOption(
        {QStringLiteral("control"), QStringLiteral("socket to play with it"), QStringLiteral("control")});
    options.addOption(
        {QStringLiteral("no-switch"), QStringLiteral("tells of its headset by keys, F15 and F16")});
    options.process(application);
    const QString link = options.value(QStringLiteral("link")),
                  socket = options.value(QStringLiteral("control"));
    if (link.isEmpty() || socket.isEmpty())
        options.showHelp(2);

    const bool hasSwitch = !options.isSet(QStringLiteral("no-switch"));
    emulator::Keypad keypad(link, keysFor(hasSwitch), hasSwitch);
    const Status plugged = keypad.node().plug();
    auto control = hal::EmulatorControl::create(
        socket, [&keypad](const QJsonObject &request) { return keypad.control(request); });
    if (!plugged || !control) {
        fprintf(stderr, "evdev-keypad-emulator: %s\n",
                qUtf8Printable((plugged ? control.error() : plugged.error()).detail));
        return 1;
    }

    ends.whenSent([&] {
        control->reset();
        keypad.node().leave([] { QCoreApplication::quit(); });
        if (keypad.node().openCount() > 0) [[maybe_unused]]
            const ssize_t told = write(leave.get(), "", 1);
    });
    return QCoreApplication::exec();
}
