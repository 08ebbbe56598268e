#include "server_tap.h"

#include <QFile>
#include <QThread>

#include <array>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace kiosk::cups
{
namespace
{

constexpr char goAhead[] = "HTTP/1.1 100 Continue\r\n\r\n"; // no answer yet, where it comes alone

sockaddr_un addressOf(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(path).constData(), sizeof address.sun_path);
    return address;
}

bool writeAll(int to, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t count = ::send(to, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        bytes = bytes.sliced(count);
    }
    return true;
}

} // namespace

ServerTap::ServerTap(const QString &path, QString server)
    : m_server(std::move(server)), m_listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)),
      m_stop(::eventfd(0, EFD_CLOEXEC)), m_thread(QThread::create([this] { run(); }))
{
    const sockaddr_un address = addressOf(path);
    if (::bind(m_listener.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 ||
        ::listen(m_listener.get(), 8) != 0)
        qFatal("%s: %s", qUtf8Printable(path), std::strerror(errno));
    m_thread->start();
}

ServerTap::~ServerTap()
{
    ::eventfd_write(m_stop.get(), 1);
    m_thread->wait();
}

void ServerTap::setHook(Hook hook)
{
    m_hook = std::move(hook);
    m_requests = 0;
}

void ServerTap::run()
{
    while (true) {
        std::array<pollfd, 2> ready{{{m_listener.get(), POLLIN, 0}, {m_stop.get(), POLLIN, 0}}};
        if (::poll(ready.data(), ready.size(), -1) < 0)
            continue;
        if (ready[1].revents != 0)
            return;
        const FileDescriptor client(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (client.valid())
            relay(client.get());
    }
}

void ServerTap::relay(int client)
{
    const FileDescriptor server(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_un address = addressOf(m_server);
    if (::connect(server.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return;
    const auto tell = [this](Moment moment) { return !m_hook || m_hook(m_requests, moment); };
    std::array<pollfd, 3> ready{{{client, POLLIN, 0}, {server.get(), POLLIN, 0}, {m_stop.get(), POLLIN, 0}}};
    std::array<char, 65536> buffer{};
    bool asked = false;
    bool answered = false;
    while (::poll(ready.data(), ready.size(), -1) >= 0 && ready[2].revents == 0) {
        const bool fromClient = ready[0].revents != 0;
        const ssize_t count = ::read(fromClient ? client : server.get(), buffer.data(), buffer.size());
        if (count <= 0)
            break;
        const QByteArrayView bytes(buffer.data(), count);
        if (fromClient && !std::exchange(asked, true))
            ++m_requests;
        if (!fromClient && !answered && bytes != goAhead) {
            answered = true;
            if (!tell(Moment::Answered))
                return;
        }
        if (!writeAll(fromClient ? server.get() : client, bytes))
            break;
    }
    if (answered)
        (void)tell(Moment::Passed);
}

} // namespace kiosk::cups
