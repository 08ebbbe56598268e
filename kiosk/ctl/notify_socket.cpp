#include <kiosk/ctl/notify_socket.h>

#include <QFile>

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace kiosk::ctl
{

Result<std::unique_ptr<NotifySocket>> NotifySocket::create(const QString &path,
                                                           std::function<void(const QByteArray &)> heard)
{
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (size_t(name.size()) >= sizeof address.sun_path)
        return fail(error::notEnoughSpace, QStringLiteral("%1: too long for a socket").arg(path));
    std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
    ::unlink(name.constData()); // of an earlier process
    FileDescriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket.valid() ||
        ::bind(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return fail(error::notEnoughSpace,
                    QStringLiteral("%1: %2").arg(path, QString::fromLocal8Bit(std::strerror(errno))));
    return std::unique_ptr<NotifySocket>(new NotifySocket(name, std::move(socket), std::move(heard)));
}

NotifySocket::NotifySocket(QByteArray path, FileDescriptor socket,
                           std::function<void(const QByteArray &)> heard)
    : m_path(std::move(path)), m_socket(std::move(socket)), m_heard(std::move(heard)),
      m_notifier(m_socket.get(), QSocketNotifier::Read)
{
    QObject::connect(&m_notifier, &QSocketNotifier::activated, [this] { drain(); });
}

NotifySocket::~NotifySocket()
{
    ::unlink(m_path.constData());
}

void NotifySocket::drain()
{
    char message[512];
    for (ssize_t length = 0; (length = ::recv(m_socket.get(), message, sizeof message, 0)) >= 0;) {
        for (const QByteArray &assignment : QByteArray(message, length).split('\n'))
            m_heard(assignment);
    }
}

} // namespace kiosk::ctl
