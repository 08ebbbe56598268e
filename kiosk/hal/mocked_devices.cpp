#include <kiosk/hal/mocked_devices.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>
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
    return {};
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
