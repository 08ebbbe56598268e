#include "seat.h"

#include <cstdlib>
#include <cstring>
// xcb's header has a member called `explicit`.
#include <xcb/xcb.h>
#include <xcb/xinput.h>
#include <xcb/xtest.h>

namespace kiosk::endurance
{

namespace
{

struct Free {
    void operator()(void *memory) const { std::free(memory); }
};
template <typename T> using Reply = std::unique_ptr<T, Free>;

constexpr quint8 deviceKeyPress = 1; ///< after the extension's first event (XInput 1)
constexpr quint8 deviceKeyRelease = 2;
constexpr const char *secondSeat = "second";
constexpr const char *secondKeyboard = "second XTEST keyboard"; ///< how the server calls what comes with it

} // namespace

Result<std::unique_ptr<Seat>> Seat::open(const QString &display)
{
    int screen = 0;
    std::unique_ptr<Seat> seat(new Seat(xcb_connect(qPrintable(u':' + display), &screen)));
    KIOSK_TRY(seat->prepare(screen));
    return seat;
}

Seat::~Seat()
{
    xcb_disconnect(m_connection);
}

Status Seat::prepare(int screen)
{
    if (xcb_connection_has_error(m_connection) != 0)
        return fail(error::deviceNotReady, QStringLiteral("no X display"));
    const xcb_query_extension_reply_t *test = xcb_get_extension_data(m_connection, &xcb_test_id);
    const xcb_query_extension_reply_t *input = xcb_get_extension_data(m_connection, &xcb_input_id);
    if (test == nullptr || test->present == 0 || input == nullptr || input->present == 0)
        return fail(error::deviceNotReady, QStringLiteral("the X server lacks XTEST or XInputExtension"));
    m_deviceEvents = input->first_event;
    const Reply<xcb_input_xi_query_version_reply_t> version(xcb_input_xi_query_version_reply(
        m_connection, xcb_input_xi_query_version(m_connection, 2, 2), nullptr));
    const xcb_setup_t *setup = xcb_get_setup(m_connection);
    auto screens = xcb_setup_roots_iterator(setup);
    for (; screen > 0; --screen)
        xcb_screen_next(&screens);
    m_root = screens.data->root;
    m_firstKey = setup->min_keycode;
    const Reply<xcb_get_keyboard_mapping_reply_t> map(xcb_get_keyboard_mapping_reply(
        m_connection,
        xcb_get_keyboard_mapping(m_connection, m_firstKey, quint8(setup->max_keycode - m_firstKey + 1)),
        nullptr));
    if (!map)
        return fail(error::deviceNotReady, QStringLiteral("the X server tells no keyboard"));
    m_perKey = map->keysyms_per_keycode;
    const xcb_keysym_t *symbols = xcb_get_keyboard_mapping_keysyms(map.get());
    m_symbols = QList<quint32>(symbols, symbols + xcb_get_keyboard_mapping_keysyms_length(map.get()));
    return {};
}

Status Seat::addKeyboard()
{
    struct {
        xcb_input_add_master_t head;
        char name[8];
    } request{};
    request.head.type = XCB_INPUT_HIERARCHY_CHANGE_TYPE_ADD_MASTER;
    request.head.len = sizeof(request) / 4;
    request.head.name_len = quint16(std::strlen(secondSeat));
    request.head.send_core = 1;
    request.head.enable = 1;
    std::memcpy(request.name, secondSeat, std::strlen(secondSeat));
    const Reply<xcb_generic_error_t> failure(xcb_request_check(
        m_connection, xcb_input_xi_change_hierarchy_checked(
                          m_connection, 1, reinterpret_cast<xcb_input_hierarchy_change_t *>(&request))));
    if (failure)
        return fail(error::unsupportedCommand, QStringLiteral("error %1").arg(failure->error_code));
    const Reply<xcb_input_xi_query_device_reply_t> devices(xcb_input_xi_query_device_reply(
        m_connection, xcb_input_xi_query_device(m_connection, XCB_INPUT_DEVICE_ALL), nullptr));
    if (!devices)
        return fail(error::unsupportedCommand, QStringLiteral("no devices"));
    for (auto each = xcb_input_xi_query_device_infos_iterator(devices.get()); each.rem > 0;
         xcb_input_xi_device_info_next(&each)) {
        const QByteArrayView name(xcb_input_xi_device_info_name(each.data),
                                  xcb_input_xi_device_info_name_length(each.data));
        if (name == QByteArrayView(secondKeyboard))
            m_second = quint8(each.data->deviceid);
    }
    return m_second != 0 ? Status()
                         : Status(fail(error::unsupportedCommand, QStringLiteral("it has no keyboard")));
}

bool Seat::key(quint32 symbol, bool down, bool second)
{
    for (qsizetype i = 0; i < m_symbols.size(); ++i) {
        if (m_symbols[i] != symbol)
            continue;
        const auto code = quint8(m_firstKey + i / m_perKey);
        if (second && m_second != 0)
            send(quint8(m_deviceEvents + (down ? deviceKeyPress : deviceKeyRelease)), code, {}, m_second);
        else
            send(down ? XCB_KEY_PRESS : XCB_KEY_RELEASE, code);
        return true;
    }
    return false;
}

void Seat::click(QPoint place, int button)
{
    send(XCB_MOTION_NOTIFY, 0, place);
    send(XCB_BUTTON_PRESS, quint8(button));
    send(XCB_BUTTON_RELEASE, quint8(button));
}

void Seat::send(quint8 type, quint8 detail, QPoint place, quint8 device)
{
    xcb_test_fake_input(m_connection, type, detail, XCB_CURRENT_TIME, type == XCB_MOTION_NOTIFY ? m_root : 0,
                        qint16(place.x()), qint16(place.y()), device);
    xcb_flush(m_connection);
}

quint32 Seat::atom(const char *name) const
{
    const Reply<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(
        m_connection, xcb_intern_atom(m_connection, 0, quint16(std::strlen(name)), name), nullptr));
    return reply ? reply->atom : 0;
}

void Seat::askToClose(quint32 window)
{
    xcb_client_message_event_t message{};
    message.response_type = XCB_CLIENT_MESSAGE;
    message.format = 32;
    message.window = window;
    message.type = atom("WM_PROTOCOLS");
    message.data.data32[0] = atom("WM_DELETE_WINDOW");
    xcb_send_event(m_connection, 0, window, 0, reinterpret_cast<const char *>(&message));
    xcb_flush(m_connection);
}

QList<Window> Seat::windows() const
{
    QList<Window> found;
    const Reply<xcb_query_tree_reply_t> tree(
        xcb_query_tree_reply(m_connection, xcb_query_tree(m_connection, m_root), nullptr));
    if (!tree)
        return found;
    const xcb_window_t *children = xcb_query_tree_children(tree.get());
    for (int i = 0; i < xcb_query_tree_children_length(tree.get()); ++i) {
        const Reply<xcb_get_window_attributes_reply_t> attributes(xcb_get_window_attributes_reply(
            m_connection, xcb_get_window_attributes(m_connection, children[i]), nullptr));
        const Reply<xcb_get_geometry_reply_t> geometry(
            xcb_get_geometry_reply(m_connection, xcb_get_geometry(m_connection, children[i]), nullptr));
        if (attributes && geometry && attributes->map_state == XCB_MAP_STATE_VIEWABLE)
            found.append({children[i], QRect(geometry->x, geometry->y, geometry->width, geometry->height)});
    }
    return found;
}

} // namespace kiosk::endurance
