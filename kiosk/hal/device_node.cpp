#include <kiosk/hal/device_node.h>

#include <kiosk/hal/traffic.h>

#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace kiosk::hal
{

namespace
{

constexpr qsizetype nameSize = 128;
constexpr qsizetype mostAtOnce = 64; ///< a report, or some keys

template <int last> using Bits = std::array<uchar, last / 8 + 1>;

template <typename Set> bool has(const Set &bits, quint16 which)
{
    return size_t(which) / 8 < bits.size() && (bits[size_t(which) / 8] >> (which % 8) & 1) != 0;
}

QByteArray nodeAt(const QString &path)
{
    char target[PATH_MAX];
    QByteArray link = QFile::encodeName(path);
    const ssize_t length = ::readlink(link.constData(), target, sizeof target);
    if (length <= 0)
        return link;
    const QString folder = path.left(path.lastIndexOf(u'/') + 1);
    const QString found = QFile::decodeName(QByteArray(target, length));
    return QFile::encodeName(QDir::cleanPath(found.startsWith(u'/') ? found : folder + found));
}

} // namespace

Error DeviceNode::failure(const char *what)
{
    const ErrorCode code = errno == EACCES || errno == EPERM ? error::authorisationRequired
                           : errno == EBUSY                  ? error::deviceBusy
                                                             : error::noDevice;
    return fail(code, QStringLiteral("%1: %2").arg(QLatin1String(what), QLatin1String(strerror(errno))));
}

Result<DeviceNode> DeviceNode::open(const QString &path)
{
    FileDescriptor node(::open(nodeAt(path).constData(), O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
    if (!node.valid())
        return failure("open");
    return DeviceNode(std::move(node));
}

Result<DeviceNode> DeviceNode::openInput(const QString &path)
{
    auto node = open(path);
    if (!node)
        return node;
    char name[nameSize] = {};
    if (ioctl(node->m_node.get(), EVIOCGNAME(nameSize - 1), name) < 0)
        return fail(error::protocolError, QStringLiteral("%1 is no input device").arg(path));
    node->m_model = QString::fromUtf8(name);
    return node;
}

bool DeviceNode::hasKey(quint16 key) const
{
    Bits<KEY_MAX> owned{};
    return ioctl(m_node.get(), EVIOCGBIT(EV_KEY, sizeof owned), owned.data()) >= 0 && has(owned, key);
}

Status DeviceNode::grab() const
{
    return ioctl(m_node.get(), EVIOCGRAB, 1) == 0 ? Status() : Status(failure("EVIOCGRAB"));
}

Result<std::optional<bool>> DeviceNode::switchedOn(quint16 which) const
{
    Bits<SW_MAX> owned{}, on{};
    if (ioctl(m_node.get(), EVIOCGBIT(EV_SW, sizeof owned), owned.data()) < 0 ||
        ioctl(m_node.get(), EVIOCGSW(sizeof on), on.data()) < 0)
        return errno == ENODEV ? Result<std::optional<bool>>(failure("EVIOCGSW")) : std::optional<bool>();
    return has(owned, which) ? std::optional(has(on, which)) : std::nullopt;
}

Status DeviceNode::stillThere() const
{
    pollfd node{m_node.get(), POLLIN, 0};
    if (poll(&node, 1, 0) < 0 || (node.revents & (POLLERR | POLLHUP | POLLNVAL)) != 0)
        return fail(error::noDevice, QStringLiteral("drawn"));
    return {};
}

Result<QByteArray> DeviceNode::read(const Deadline &until, const CancelToken &cancel) const
{
    for (;;) {
        if (cancel.canceled())
            return fail(error::canceled);
        char buffer[mostAtOnce];
        const ssize_t got = ::read(m_node.get(), buffer, sizeof buffer);
        const int why = errno; // who is told of the bytes may change it
        tellBytes(Way::In, {buffer, std::max<ssize_t>(got, 0)});
        if (got > 0)
            return QByteArray(buffer, got);
        if (got == 0 || (why != EAGAIN && why != EINTR))
            return fail(error::noDevice, QStringLiteral("drawn"));
        if (until.passed())
            return fail(error::timeOut);
        pollfd node{m_node.get(), POLLIN, 0};
        // The deadline's rest is cut to whole milliseconds; one more, or its last one would be spun away.
        poll(&node, 1, int(std::min(until.left() + Milliseconds(1), cancelLatency).count()));
    }
}

} // namespace kiosk::hal
