#include "keypad.h"

#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>
#include <kiosk/hal/emulator_program.h>
#include <kiosk/hal/usb_process.h>

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
    hal::EmulatorProgram program(argc, argv, "evdev-keypad-emulator",
                                 "A tactile keypad, as programs see one through the kernel",
                                 hal::splitProcess);
    program.option("link", "the folder for UMOCKDEV_DIR");
    program.flag("no-switch", "tells of its headset by keys, F15 and F16");
    program.parse({QStringLiteral("link")});

    const bool hasSwitch = !program.isSet("no-switch");
    emulator::Keypad keypad(program.text("link"), keysFor(hasSwitch), hasSwitch);
    return program.run(
        keypad.node().plug(), [&](const QJsonObject &request) { return keypad.control(request); },
        [&] { program.leave(keypad.node()); });
}
