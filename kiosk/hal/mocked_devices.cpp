#include <kiosk/hal/mocked_devices.h>

#include <kiosk/core/sealed_memory.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace kiosk::hal
{

namespace
{

using Receiver = std::function<void(UMockdevIoctlClient *client, bool isRequest)>;

/// From umockdev's thread into that of the devices.
gboolean onIoctl(UMockdevIoctlBase *, UMockdevIoctlClient *client, gpointer receiver)
{
    g_object_ref(client);
    (*static_cast<Receiver *>(receiver))(client, true);
    return TRUE;
}

/// The client itself is no more: its address is all that is left of it.
void onClosed(gpointer receiver, GObject *client)
{
    (*static_cast<Receiver *>(receiver))(reinterpret_cast<UMockdevIoctlClient *>(client), false);
}

void onConnected(UMockdevIoctlBase *, UMockdevIoctlClient *client, gpointer receiver)
{
    g_object_weak_ref(G_OBJECT(client), onClosed, receiver);
}

QByteArray valueOf(const QByteArray &record, const char *key)
{
    for (const QByteArray &line : record.split('\n')) {
        if (line.startsWith(key))
            return line.mid(int(std::strlen(key)));
    }
    return {};
}

/// MurmurHash2 with seed 0, by which udev's listeners filter.
quint32 udevHash(const QByteArray &text)
{
    constexpr quint32 mix = 0x5bd1e995;
    auto hash = quint32(text.size());
    qsizetype at = 0;
    for (; at + 4 <= text.size(); at += 4) {
        quint32 word = qFromUnaligned<quint32>(text.constData() + at) * mix;
        hash = (hash * mix) ^ ((word ^ (word >> 24)) * mix);
    }
    quint32 rest = 0;
    for (qsizetype last = text.size(); last > at; --last)
        rest = (rest << 8) | quint8(text[last - 1]);
    if (at < text.size())
        hash = (hash ^ rest) * mix;
    hash = (hash ^ (hash >> 13)) * mix;
    return hash ^ (hash >> 15);
}

/// What udev's daemon multicasts once it has dealt with a device (systemd 252, device-monitor.c). umockdev's
/// own sender would have to run under its own preload library.
QByteArray udevMessage(const QByteArray &record, const char *action)
{
    struct {
        char prefix[8] = "libudev";
        quint32 magic = qToBigEndian(quint32(0xfeedcafe));
        quint32 headerSize = 0, propertiesAt = 0, propertiesSize = 0;
        quint32 subsystem = 0, deviceType = 0;
        quint32 tags[2] = {};
    } header;
    const QByteArray subsystem = valueOf(record, "E: SUBSYSTEM="), type = valueOf(record, "E: DEVTYPE=");
    QByteArray properties = "ACTION=" + QByteArray(action) + '\0' + "DEVPATH=" + valueOf(record, "P: ") +
                            '\0' + "SUBSYSTEM=" + subsystem + '\0' + "SEQNUM=1" + '\0';
    if (!type.isEmpty())
        properties += "DEVTYPE=" + type + '\0';
    header.headerSize = header.propertiesAt = sizeof header;
    header.propertiesSize = quint32(properties.size());
    header.subsystem = qToBigEndian(udevHash(subsystem));
    header.deviceType = type.isEmpty() ? 0 : qToBigEndian(udevHash(type));
    return QByteArray(reinterpret_cast<const char *>(&header), sizeof header) + properties;
}

} // namespace

MockedDevices::MockedDevices(QString place, Ioctl ioctl, Closed closed)
    : m_place(std::move(place)), m_ioctl(std::move(ioctl)), m_closed(std::move(closed))
{
}

MockedDevices::~MockedDevices()
{
    leavePlace();
    // The testbed ends with the process: it would want to remove the folder once more.
}

Status MockedDevices::appear()
{
    if (QFileInfo::exists(m_place))
        return fail(error::invalidData, QStringLiteral("%1 is there already").arg(m_place));
    // umockdev makes a folder of its own choice; it has to be where the driver's process was told to look.
    qputenv("TMPDIR", QFile::encodeName(QFileInfo(m_place).absolutePath()));
    m_testbed = umockdev_testbed_new();
    gchar *root = umockdev_testbed_get_root_dir(m_testbed);
    m_root = root;
    g_free(root);
    const QByteArray folder = QFile::encodeName(m_place);
    if (rename(m_root.constData(), folder.constData()) != 0 ||
        symlink(folder.constData(), m_root.constData()) != 0)
        return fail(error::noDevice, QStringLiteral("%1: %2").arg(m_place, QLatin1String(strerror(errno))));
    m_handler = umockdev_ioctl_base_new();
    auto *receiver = new Receiver([this](UMockdevIoctlClient *client, bool isRequest) {
        QMetaObject::invokeMethod(
            this,
            [this, client, isRequest] {
                if (!isRequest)
                    return m_closed(client);
                m_ioctl(client);
                g_object_unref(client);
            },
            Qt::QueuedConnection);
    });
    g_signal_connect(m_handler, "handle-ioctl", G_CALLBACK(onIoctl), receiver);
    g_signal_connect(m_handler, "client-connected", G_CALLBACK(onConnected), receiver);
    return {};
}

Status MockedDevices::add(const QByteArray &record, const QByteArray &node)
{
    if (m_testbed == nullptr)
        KIOSK_TRY(appear());
    GError *problem = nullptr;
    if (!umockdev_testbed_add_from_string(m_testbed, record.constData(), &problem) ||
        !umockdev_testbed_attach_ioctl(m_testbed, node.constData(), m_handler, &problem)) {
        const QString text = QString::fromUtf8(problem->message);
        g_error_free(problem);
        return fail(error::noDevice, text);
    }
    m_records.insert("/sys" + valueOf(record, "P: "), record);
    return {};
}

void MockedDevices::announce(const QByteArray &sysPath, const char *action)
{
    const QByteArray message = udevMessage(m_records.value(sysPath), action);
    const FileDescriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    // Where libumockdev-preload puts the netlink sockets of those that listen to udev.
    const QStringList listening =
        QDir(m_place).entryList({QStringLiteral("event*")}, QDir::System | QDir::Files);
    for (const QString &name : listening) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray path = QFile::encodeName(m_place + u'/' + name);
        if (size_t(path.size()) >= sizeof address.sun_path)
            continue;
        std::memcpy(address.sun_path, path.constData(), size_t(path.size()));
        ::sendto(socket.get(), message.constData(), size_t(message.size()), 0,
                 reinterpret_cast<const sockaddr *>(&address),
                 sizeof address); // one that is gone hears nothing
    }
}

int MockedDevices::terminal(const QByteArray &node) const
{
    return umockdev_testbed_get_dev_fd(m_testbed, node.constData());
}

void MockedDevices::remove(const QByteArray &node, const QByteArray &sysPath)
{
    if (const int end = terminal(node); end >= 0)
        close(end);
    umockdev_testbed_detach_ioctl(m_testbed, node.constData(), nullptr);
    umockdev_testbed_remove_device(m_testbed, sysPath.constData());
    announce(sysPath, "remove");
    m_records.remove(sysPath);
}

void MockedDevices::leavePlace()
{
    if (m_root.isEmpty())
        return;
    unlink(m_root.constData());
    QDir(m_place).removeRecursively();
    m_root.clear();
}

} // namespace kiosk::hal
