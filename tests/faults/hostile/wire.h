#pragma once

#include <QByteArray>
#include <QHash>

#include <vector>

namespace kiosk::hostile
{

/// The Wayland protocol byte by byte, so that what no library would send can be sent. Thread: one.
class Wire
{
public:
    explicit Wire(int descriptor) : m_descriptor(descriptor) {}

    /// Learns the compositor's globals. False where the connection is gone.
    [[nodiscard]] bool begin();
    [[nodiscard]] quint32 bind(const QByteArray &interface, quint32 version);
    [[nodiscard]] quint32 newId() { return ++m_last; }
    bool send(quint32 object, quint32 request, const std::vector<quint32> &arguments, int descriptor = -1);
    bool sendBytes(const QByteArray &bytes, int descriptor = -1);
    /// Waits until everything sent so far has been handled, and notes the serials of what had to be
    /// configured.
    [[nodiscard]] bool roundTrip();
    [[nodiscard]] quint32 serial() const { return m_serial; }
    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    bool read();
    void handle(quint32 object, quint32 event, const QByteArray &body);

    int m_descriptor;
    quint32 m_last = 1; ///< wl_display
    quint32 m_registry = 0;
    quint32 m_callback = 0;
    quint32 m_serial = 0;
    bool m_done = false;
    QByteArray m_pending;
    QHash<QByteArray, quint32> m_globals;
};

/// A window of one colour, with as much of a shell surface as it takes to be shown.
struct Window {
    quint32 surface = 0;
    quint32 xdgSurface = 0;
    quint32 pool = 0;
    int memory = -1;
};
[[nodiscard]] Window makeWindow(Wire &wire, int width, int height, quint32 colour);
/// A buffer of one colour on a surface, committed.
[[nodiscard]] Window paint(Wire &wire, quint32 surface, int width, int height, quint32 colour);

} // namespace kiosk::hostile
