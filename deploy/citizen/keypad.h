#pragma once

#include <kiosk/core/result.h>

#include <QHash>
#include <QString>

#include <memory>

struct xcb_connection_t;

namespace kiosk::citizen
{

/// The keys under a terminal's screen: pressed through the X server's XTEST extension, so that they come
/// through the real window system. Thread: main.
class Keypad
{
public:
    /// A number of an X display. Errors: deviceNotReady.
    [[nodiscard]] static Result<Keypad> open(const QString &display);

    /// Up, Down, Left, Right, Return, Escape, Tab, a figure or a small letter. Errors: unsupportedData.
    [[nodiscard]] Status press(const QString &key);

private:
    explicit Keypad(xcb_connection_t *connection);
    void readLayout();

    std::unique_ptr<xcb_connection_t, void (*)(xcb_connection_t *)> m_connection;
    QHash<quint32, quint8> m_codes; ///< key symbol → key code
};

} // namespace kiosk::citizen
