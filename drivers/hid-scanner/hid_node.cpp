#include "hid_node.h"

#include "pos_decoder.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <fcntl.h>
#include <linux/hidraw.h>
#include <linux/input.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace kiosk::hidscanner
{

namespace
{

constexpr qsizetype nameSize = 128;
constexpr qsizetype mostAtOnce = 64; ///< a report, or some keys

Error failure(const char *what)
{
    const ErrorCode code = errno == EACCES || errno == EPERM ? error::authorisationRequired
                           : errno == EBUSY                  ? error::deviceBusy
                                                             : error::noDevice;
    return fail(code, QStringLiteral("%1: %2").arg(QLatin1String(what), QLatin1String(strerror(errno))));
}

/// Links name a scanner wherever it is plugged in; the node is opened by its own name.
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

bool hasKey(const std::array<uchar, KEY_MAX / 8 + 1> &keys, int key)
{
    return (keys[size_t(key) / 8] >> (key % 8) & 1) != 0;
}

} // namespace

Result<HidNode> HidNode::open(const QString &path)
{
    FileDescriptor node(::open(nodeAt(path).constData(), O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
    if (!node.valid())
        return failure("open");
    return HidNode(std::move(node));
}

Result<HidNode> HidNode::openKeyboard(const QString &path)
{
    auto node = open(path);
    if (!node)
        return node;
    const int fd = node->m_node.get();
    std::array<uchar, KEY_MAX / 8 + 1> keys{};
    if (ioctl(fd, EVIOCGBIT(EV_KEY, sizeof keys), keys.data()) < 0 || !hasKey(keys, KEY_1) ||
        !hasKey(keys, KEY_ENTER))
        return fail(error::protocolError, QStringLiteral("%1 is no keyboard").arg(path));
    if (ioctl(fd, EVIOCGRAB, 1) != 0)
        return failure("EVIOCGRAB");
    char name[nameSize] = {};
    ioctl(fd, EVIOCGNAME(nameSize - 1), name);
    node->m_model = QString::fromUtf8(name);
    return node;
}

Result<HidNode> HidNode::openScanner(const QString &path)
{
    auto node = open(path);
    if (!node)
        return node;
    const int fd = node->m_node.get();
    hidraw_report_descriptor descriptor = {};
    int size = 0;
    if (ioctl(fd, HIDIOCGRDESCSIZE, &size) < 0 || size < 0 || size > HID_MAX_DESCRIPTOR_SIZE)
        return fail(error::protocolError, QStringLiteral("%1 is no HID device").arg(path));
    descriptor.size = quint32(size);
    if (ioctl(fd, HIDIOCGRDESC, &descriptor) < 0)
        return failure("HIDIOCGRDESC");
    const QByteArrayView described(reinterpret_cast<const char *>(descriptor.value), size);
    if (!describesScanner(described))
        return fail(error::protocolError, QStringLiteral("%1 is no HID POS scanner").arg(path));
    char name[nameSize] = {};
    ioctl(fd, HIDIOCGRAWNAME(nameSize - 1), name);
    node->m_model = QString::fromUtf8(name);
    return node;
}

Status HidNode::stillThere() const
{
    pollfd node{m_node.get(), POLLIN, 0};
    if (poll(&node, 1, 0) < 0 || (node.revents & (POLLERR | POLLHUP | POLLNVAL)) != 0)
        return fail(error::noDevice, QStringLiteral("drawn"));
    return {};
}

Result<QByteArray> HidNode::read(const Deadline &until, const CancelToken &cancel) const
{
    for (;;) {
        if (cancel.canceled())
            return fail(error::canceled);
        char buffer[mostAtOnce];
        const ssize_t got = ::read(m_node.get(), buffer, sizeof buffer);
        if (got > 0)
            return QByteArray(buffer, got);
        if (got == 0 || (errno != EAGAIN && errno != EINTR))
            return fail(error::noDevice, QStringLiteral("drawn"));
        if (until.passed())
            return fail(error::timeOut);
        pollfd node{m_node.get(), POLLIN, 0};
        // The deadline's rest is cut to whole milliseconds; one more, or its last one would be spun away.
        poll(&node, 1, int(std::min(until.left() + Milliseconds(1), cancelLatency).count()));
    }
}

} // namespace kiosk::hidscanner
