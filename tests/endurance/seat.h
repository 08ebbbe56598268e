#pragma once

#include <kiosk/core/result.h>

#include <QList>
#include <QPoint>
#include <QRect>

#include <memory>

struct xcb_connection_t;

namespace kiosk::endurance
{

/// What an X server shows.
struct Window {
    quint32 id = 0;
    QRect place;
    bool operator==(const Window &) const = default;
};

/// Keyboards and mouse at the terminal's X display: key events as a real keyboard makes them (XTest), a
/// second seat with a keyboard of its own (XInput 2), and the windows that came of it. Thread: one.
class Seat
{
public:
    /// Errors: deviceNotReady (no such display, or it lacks the extensions).
    [[nodiscard]] static Result<std::unique_ptr<Seat>> open(const QString &display);
    ~Seat();
    Seat(const Seat &) = delete;
    Seat &operator=(const Seat &) = delete;

    /// A master keyboard beside the first one. Errors: unsupportedCommand with what the server said.
    [[nodiscard]] Status addKeyboard();

    /// One key by its X key symbol; false where this keyboard has no such key. `second`: at the second seat.
    bool key(quint32 symbol, bool down, bool second = false);
    /// Mouse: motion there and a click of this button.
    void click(QPoint place, int button);
    /// What a window manager sends for Alt+F4 and for a window's cross.
    void askToClose(quint32 window);

    /// Top-level windows that can be seen.
    [[nodiscard]] QList<Window> windows() const;

private:
    explicit Seat(xcb_connection_t *connection) : m_connection(connection) {}
    Status prepare(int screen);
    void send(quint8 type, quint8 detail, QPoint place = {}, quint8 device = 0);
    [[nodiscard]] quint32 atom(const char *name) const;

    xcb_connection_t *m_connection;
    quint32 m_root = 0;
    quint8 m_firstKey = 0;
    int m_perKey = 0;
    QList<quint32> m_symbols; ///< m_perKey of each key
    quint8 m_deviceEvents = 0;
    quint8 m_second = 0; ///< device of the second seat
};

} // namespace kiosk::endurance
