#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/module_bounds.h>

#include <QHash>
#include <QString>

#include <functional>

struct wl_client;
struct wl_display;
struct wl_protocol_logger;
struct wl_protocol_logger_message;

namespace kiosk::shell
{

/// Reads along what the clients of a compositor ask for, before it is done, and ends the connection of one
/// that asks for more than it may: before anything is drawn or read of it. Thread: main.
class WaylandMeter
{
public:
    using Breach = std::function<void(const QString &what)>;

    WaylandMeter(wl_display *display, const ModuleBounds &bounds);
    ~WaylandMeter();
    Q_DISABLE_COPY_MOVE(WaylandMeter)

    /// `breach` is called from within libwayland, once: nothing of the client may be touched there.
    void watch(wl_client *client, Breach breach);
    /// Before the client is gone.
    void forget(wl_client *client) { m_clients.remove(client); }

private:
    struct Client {
        Breach breach;
        RateMeter requests;
        int windows = 0;
    };

    void onRequest(const wl_protocol_logger_message &message);
    [[nodiscard]] QString excessOf(Client &client, const wl_protocol_logger_message &message) const;

    const ModuleBounds &m_bounds;
    SystemClock m_clock;
    wl_protocol_logger *m_logger;
    QHash<wl_client *, Client> m_clients;
};

} // namespace kiosk::shell
