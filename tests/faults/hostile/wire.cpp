#include "wire.h"

#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace kiosk::hostile
{

namespace
{

constexpr quint32 display = 1;
constexpr int answerWithinMs = 5000;

QByteArray number(quint32 value)
{
    return {reinterpret_cast<const char *>(&value), sizeof(value)}; // host byte order, as Wayland has it
}

quint32 numberAt(const QByteArray &bytes, qsizetype at)
{
    quint32 value = 0;
    if (at + 4 <= bytes.size())
        std::memcpy(&value, bytes.constData() + at, 4);
    return value;
}

} // namespace

bool Wire::sendBytes(const QByteArray &bytes, int descriptor)
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        iovec part{const_cast<char *>(bytes.constData()) + sent, size_t(bytes.size() - sent)};
        msghdr message{};
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
        if (descriptor >= 0 && sent == 0) {
            message.msg_control = control;
            message.msg_controllen = sizeof(control);
            cmsghdr *header = CMSG_FIRSTHDR(&message);
            header->cmsg_level = SOL_SOCKET;
            header->cmsg_type = SCM_RIGHTS;
            header->cmsg_len = CMSG_LEN(sizeof(int));
            std::memcpy(CMSG_DATA(header), &descriptor, sizeof(int));
        }
        const ssize_t n = ::sendmsg(m_descriptor, &message, MSG_NOSIGNAL);
        if (n < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (n <= 0)
            return false;
        sent += n;
    }
    return true;
}

bool Wire::send(quint32 object, quint32 request, const std::vector<quint32> &arguments, int descriptor)
{
    QByteArray bytes = number(object) + number(quint32(8 + 4 * arguments.size()) << 16 | request);
    for (const quint32 argument : arguments)
        bytes += number(argument);
    return sendBytes(bytes, descriptor);
}

bool Wire::begin()
{
    m_registry = newId();
    return send(display, 1, {m_registry}) && roundTrip();
}

quint32 Wire::bind(const QByteArray &interface, quint32 version)
{
    QByteArray name = interface + '\0';
    const auto length = quint32(name.size());
    name.append(qsizetype((4 - name.size() % 4) % 4), '\0');
    const quint32 id = newId();
    const QByteArray body =
        number(m_globals.value(interface)) + number(length) + name + number(version) + number(id);
    sendBytes(number(m_registry) + number(quint32(8 + body.size()) << 16) + body);
    return id;
}

bool Wire::roundTrip()
{
    m_callback = newId();
    m_done = false;
    if (!send(display, 0, {m_callback}))
        return false;
    while (!m_done) {
        if (!read())
            return false;
    }
    return true;
}

bool Wire::read()
{
    pollfd ready{m_descriptor, POLLIN, 0};
    if (::poll(&ready, 1, answerWithinMs) <= 0)
        return false;
    char bytes[4096];
    const ssize_t n = ::recv(m_descriptor, bytes, sizeof(bytes), 0);
    if (n <= 0)
        return n < 0 && (errno == EINTR || errno == EAGAIN);
    m_pending.append(bytes, n);
    while (m_pending.size() >= 8) {
        const auto size = qsizetype(numberAt(m_pending, 4) >> 16);
        if (size < 8 || m_pending.size() < size)
            break;
        handle(numberAt(m_pending, 0), numberAt(m_pending, 4) & 0xffff, m_pending.mid(8, size - 8));
        m_pending.remove(0, size);
    }
    return true;
}

void Wire::handle(quint32 object, quint32 event, const QByteArray &body)
{
    if (object == m_registry && event == 0)
        m_globals.insert(body.mid(8, qsizetype(numberAt(body, 4)) - 1), numberAt(body, 0));
    else if (object == m_callback)
        m_done = true;
    else if (event == 0 && body.size() == 4)
        m_serial = numberAt(body, 0); // xdg_surface.configure, of the windows made here
}

Window paint(Wire &wire, quint32 surface, int width, int height, quint32 colour)
{
    static const quint32 sharedMemory = wire.bind("wl_shm", 1);
    Window window;
    window.surface = surface;
    const int size = width * height * 4;
    window.memory = ::memfd_create("hostile", MFD_CLOEXEC);
    if (::ftruncate(window.memory, size) != 0)
        return window;
    auto *pixels = static_cast<quint32 *>(
        ::mmap(nullptr, size_t(size), PROT_READ | PROT_WRITE, MAP_SHARED, window.memory, 0));
    std::fill_n(pixels, width * height, colour);
    ::munmap(pixels, size_t(size));
    window.pool = wire.newId();
    wire.send(sharedMemory, 0, {window.pool, quint32(size)}, window.memory);
    const quint32 buffer = wire.newId();
    wire.send(window.pool, 0, {buffer, 0, quint32(width), quint32(height), quint32(width * 4), 0});
    wire.send(surface, 1, {buffer, 0, 0});                          // attach
    wire.send(surface, 2, {0, 0, quint32(width), quint32(height)}); // damage
    wire.send(surface, 6, {});                                      // commit
    return window;
}

Window makeWindow(Wire &wire, int width, int height, quint32 colour)
{
    const quint32 compositor = wire.bind("wl_compositor", 3);
    const quint32 shell = wire.bind("xdg_wm_base", 1);
    const quint32 surface = wire.newId();
    wire.send(compositor, 0, {surface});
    const quint32 xdgSurface = wire.newId();
    wire.send(shell, 2, {xdgSurface, surface});
    wire.send(xdgSurface, 1, {wire.newId()}); // toplevel
    wire.send(surface, 6, {});
    if (!wire.roundTrip())
        return {};
    wire.send(xdgSurface, 4, {wire.serial()}); // ack_configure
    Window window = paint(wire, surface, width, height, colour);
    window.xdgSurface = xdgSurface;
    return window;
}

} // namespace kiosk::hostile
