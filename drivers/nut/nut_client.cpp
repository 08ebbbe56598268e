#include "nut_client.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace kiosk::nut
{

namespace
{

Error gone(const char *what, int number)
{
    const ErrorCode code =
        number == EACCES || number == EPERM ? error::authorisationRequired : error::noDevice;
    return fail(code,
                QStringLiteral("upsd: %1: %2").arg(QLatin1String(what), QLatin1String(strerror(number))));
}

Status await(int fd, short events, const hal::OperationContext &context)
{
    for (;;) {
        KIOSK_TRY(context.check());
        pollfd waiting{fd, events, 0};
        const Milliseconds left = std::min(context.deadline.left() + Milliseconds(1), cancelLatency);
        if (poll(&waiting, 1, int(left.count())) > 0)
            return {};
    }
}

int beginConnecting(int fd, const Server &server)
{
    if (server.path.isEmpty()) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(server.port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    }
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    server.path.toStdString().copy(address.sun_path, sizeof address.sun_path - 1);
    return ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address);
}

Result<FileDescriptor> connectTo(const Server &server, const hal::OperationContext &context)
{
    const int family = server.path.isEmpty() ? AF_INET : AF_UNIX;
    FileDescriptor fd(::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd.valid())
        return gone("socket", errno);
    if (beginConnecting(fd.get(), server) == 0)
        return fd;
    if (errno == EAGAIN) // as many are waiting as may
        return fail(error::timeOut, QStringLiteral("upsd takes nobody"));
    if (errno != EINPROGRESS)
        return gone("connect", errno);
    KIOSK_TRY(await(fd.get(), POLLOUT, context));
    int problem = 0;
    socklen_t size = sizeof problem;
    getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &problem, &size);
    if (problem != 0)
        return gone("connect", problem);
    return fd;
}

} // namespace

std::optional<Server> Server::from(const QString &text)
{
    if (text.startsWith(u'/')) {
        const QByteArray path = QFile::encodeName(text);
        return size_t(path.size()) < sizeof sockaddr_un{}.sun_path ? std::optional(Server{path})
                                                                   : std::nullopt;
    }
    bool understood = false;
    const quint16 port = text.mid(text.indexOf(u':') + 1).toUShort(&understood);
    const bool loopback = text.startsWith(QStringLiteral("127.0.0.1:"));
    return loopback && understood && port != 0 ? std::optional(Server{{}, port}) : std::nullopt;
}

Result<Variables> askServer(const Server &server, const QByteArray &ups, const hal::OperationContext &context)
{
    const auto fd = connectTo(server, context);
    if (!fd)
        return fd.error();
    const QByteArray question = "LIST VAR " + ups + '\n';
    KIOSK_TRY(await(fd->get(), POLLOUT, context));
    hal::tellBytes(hal::Way::Out, question);
    // So few bytes are taken whole by an empty socket.
    if (::send(fd->get(), question.constData(), size_t(question.size()), MSG_NOSIGNAL) != question.size())
        return gone("send", errno);
    QByteArray received;
    for (;;) {
        KIOSK_TRY(await(fd->get(), POLLIN, context));
        char buffer[4096];
        const ssize_t got = ::recv(fd->get(), buffer, sizeof buffer, 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (got <= 0)
            return fail(error::noDevice, QStringLiteral("upsd has hung up"));
        received.append(buffer, got);
        hal::tellBytes(hal::Way::In, {buffer, got});
        auto variables = parseVariables(received, ups);
        if (!variables)
            return variables.error();
        if (*variables)
            return std::move(**variables);
    }
}

} // namespace kiosk::nut
