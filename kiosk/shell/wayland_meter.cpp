#include <kiosk/shell/wayland_meter.h>

#include <cstring>
#include <wayland-server-core.h>

namespace kiosk::shell
{

namespace
{

constexpr qint64 bytesPerPixel = 4; // of every format that wl_shm must have; QtWayland offers no larger one

/// The arguments of a request as its signature counts them: "2?nuh" has three.
QString excess(const char *what, qint64 wanted, qint64 bound)
{
    return QStringLiteral("%1: %2, at most %3").arg(QLatin1String(what)).arg(wanted).arg(bound);
}

} // namespace

WaylandMeter::WaylandMeter(wl_display *display, const ModuleBounds &bounds)
    : m_bounds(bounds),
      m_logger(wl_display_add_protocol_logger(
          display,
          [](void *self, wl_protocol_logger_type direction, const wl_protocol_logger_message *message) {
              if (direction == WL_PROTOCOL_LOGGER_REQUEST)
                  static_cast<WaylandMeter *>(self)->onRequest(*message);
          },
          this))
{
}

WaylandMeter::~WaylandMeter()
{
    wl_protocol_logger_destroy(m_logger);
}

void WaylandMeter::watch(wl_client *client, Breach breach)
{
    m_clients.insert(client, {std::move(breach), {}, 0});
}

void WaylandMeter::onRequest(const wl_protocol_logger_message &message)
{
    wl_client *client = wl_resource_get_client(message.resource);
    const auto known = m_clients.find(client);
    if (known == m_clients.end())
        return;
    const QString excess = excessOf(*known, message);
    if (excess.isEmpty())
        return;
    const Breach breach = std::move(known->breach);
    m_clients.erase(known); // one word of it is enough
    // libwayland takes the connection down once it is through with this one request.
    wl_client_post_implementation_error(client, "%s", qUtf8Printable(excess));
    breach(excess);
}

QString WaylandMeter::excessOf(Client &client, const wl_protocol_logger_message &message) const
{
    const auto now = std::chrono::duration_cast<Milliseconds>(m_clock.monotonic().time_since_epoch());
    if (!client.requests.count(m_bounds.requestsPerSecond, now))
        return excess("Wayland requests in a second", m_bounds.requestsPerSecond + 1,
                      m_bounds.requestsPerSecond);
    // libwayland takes the numbers of new objects only without gaps, so the largest says how many there are.
    int argument = 0;
    for (const char *kind = message.message->signature; *kind != '\0'; ++kind) {
        if (std::strchr("iufsonah", *kind) == nullptr)
            continue; // the version and the question marks of what may be null
        if (argument < message.arguments_count && *kind == 'n' &&
            message.arguments[argument].n > quint32(m_bounds.objects))
            return excess("Wayland objects", message.arguments[argument].n, m_bounds.objects);
        ++argument;
    }
    const char *const name = message.message->name;
    const char *const interface = wl_resource_get_class(message.resource);
    const auto is = [&](const char *of, const char *request) {
        return std::strcmp(interface, of) == 0 && std::strcmp(name, request) == 0;
    };
    const auto number = [&](int index) { return qint64(message.arguments[index].i); };
    if (is("xdg_surface", "get_toplevel") && ++client.windows > m_bounds.windows)
        return excess("windows", client.windows, m_bounds.windows);
    // /dev/zero as a pool would be the shell's own memory, once it is read.
    if ((is("wl_shm", "create_pool") && number(2) > m_bounds.buffer))
        return excess("bytes of a pool", number(2), m_bounds.buffer);
    if (is("wl_shm_pool", "resize") && number(0) > m_bounds.buffer)
        return excess("bytes of a pool", number(0), m_bounds.buffer);
    // Each is at least one byte wide; what the pool holds, libwayland looks at itself.
    if (is("wl_shm_pool", "create_buffer") && number(2) * number(3) * bytesPerPixel > m_bounds.buffer)
        return excess("bytes of a buffer", number(2) * number(3) * bytesPerPixel, m_bounds.buffer);
    return {};
}

} // namespace kiosk::shell
