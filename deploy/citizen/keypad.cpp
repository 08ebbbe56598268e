#include "keypad.h"

#include <xcb/xcb.h>
#include <xcb/xtest.h>

#include <cstdlib>

namespace kiosk::citizen
{

namespace
{

/// X11's symbol of a key: of letters and figures it is the character.
quint32 symbolOf(const QString &key)
{
    static const QHash<QString, quint32> named{
        {QStringLiteral("Left"), 0xff51},   {QStringLiteral("Up"), 0xff52},
        {QStringLiteral("Right"), 0xff53},  {QStringLiteral("Down"), 0xff54},
        {QStringLiteral("Return"), 0xff0d}, {QStringLiteral("Escape"), 0xff1b},
        {QStringLiteral("Tab"), 0xff09},
    };
    return key.size() == 1 ? key.at(0).unicode() : named.value(key);
}

} // namespace

Keypad::Keypad(xcb_connection_t *connection) : m_connection(connection, xcb_disconnect) {}

Result<Keypad> Keypad::open(const QString &display)
{
    Keypad keypad(xcb_connect((u':' + display).toUtf8().constData(), nullptr));
    if (display.isEmpty() || xcb_connection_has_error(keypad.m_connection.get()) != 0)
        return fail(error::deviceNotReady, QStringLiteral("no X display '%1' to press keys on").arg(display));
    keypad.readLayout();
    return keypad;
}

void Keypad::readLayout()
{
    const xcb_setup_t *setup = xcb_get_setup(m_connection.get());
    const int count = setup->max_keycode - setup->min_keycode + 1;
    const std::unique_ptr<xcb_get_keyboard_mapping_reply_t, void (*)(void *)> layout(
        xcb_get_keyboard_mapping_reply(
            m_connection.get(),
            xcb_get_keyboard_mapping(m_connection.get(), setup->min_keycode, quint8(count)), nullptr),
        std::free);
    if (!layout)
        return;
    const xcb_keysym_t *symbols = xcb_get_keyboard_mapping_keysyms(layout.get());
    for (int key = 0; key < count; ++key)
        m_codes.insert(symbols[size_t(key) * layout->keysyms_per_keycode], quint8(setup->min_keycode + key));
}

Status Keypad::press(const QString &key)
{
    const quint8 code = m_codes.value(symbolOf(key));
    if (code == 0)
        return fail(error::unsupportedData, QStringLiteral("there is no key '%1'").arg(key));
    for (const quint8 type : {XCB_KEY_PRESS, XCB_KEY_RELEASE})
        xcb_test_fake_input(m_connection.get(), type, code, XCB_CURRENT_TIME, XCB_NONE, 0, 0, 0);
    xcb_flush(m_connection.get());
    return {};
}

} // namespace kiosk::citizen
