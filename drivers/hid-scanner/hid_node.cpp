#include "hid_node.h"

#include "pos_decoder.h"

#include <linux/hidraw.h>
#include <linux/input.h>
#include <sys/ioctl.h>

namespace kiosk::hidscanner
{

namespace
{

constexpr qsizetype nameSize = 128;

} // namespace

Result<hal::DeviceNode> openKeyboard(const QString &path)
{
    auto node = hal::DeviceNode::openInput(path);
    if (!node)
        return node;
    if (!node->hasKey(KEY_1) || !node->hasKey(KEY_ENTER))
        return fail(error::protocolError, QStringLiteral("%1 is no keyboard").arg(path));
    KIOSK_TRY(node->grab());
    return node;
}

Result<hal::DeviceNode> openScanner(const QString &path)
{
    auto node = hal::DeviceNode::open(path);
    if (!node)
        return node;
    const int fd = node->descriptor();
    hidraw_report_descriptor descriptor = {};
    int size = 0;
    if (ioctl(fd, HIDIOCGRDESCSIZE, &size) < 0 || size < 0 || size > HID_MAX_DESCRIPTOR_SIZE)
        return fail(error::protocolError, QStringLiteral("%1 is no HID device").arg(path));
    descriptor.size = quint32(size);
    if (ioctl(fd, HIDIOCGRDESC, &descriptor) < 0)
        return hal::DeviceNode::failure("HIDIOCGRDESC");
    const QByteArrayView described(reinterpret_cast<const char *>(descriptor.value), size);
    if (!describesScanner(described))
        return fail(error::protocolError, QStringLiteral("%1 is no HID POS scanner").arg(path));
    char name[nameSize] = {};
    ioctl(fd, HIDIOCGRAWNAME(nameSize - 1), name);
    node->setModel(QString::fromUtf8(name));
    return node;
}

} // namespace kiosk::hidscanner
