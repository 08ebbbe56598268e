#include <kiosk/hal/emulated_node.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/input.h>
#include <termios.h>
#include <unistd.h>

namespace kiosk::hal
{

namespace
{

constexpr qsizetype eventsAtOnce = 64;

} // namespace

EmulatedNode::EmulatedNode(Kind kind, const QString &place, Answer answer)
    : m_kind(std::move(kind)),
      m_devices(
          place, [this](Client client) { ioctl(client); }, [this](Client client) { closed(client); }),
      m_answer(std::move(answer))
{
    m_pace.setInterval(1);
    connect(&m_pace, &QTimer::timeout, this, &EmulatedNode::transmit);
}

QByteArray EmulatedNode::nodeName() const
{
    return m_kind.node + QByteArray::number(m_number);
}

QByteArray EmulatedNode::sysPath() const
{
    return m_kind.sysFolder + QByteArray::number(m_number);
}

Status EmulatedNode::plug()
{
    if (m_plugged)
        return {};
    ++m_number;
    const QByteArray name = nodeName();
    KIOSK_TRY(m_devices.add("P: " + sysPath() + "\nN: " + name + "\nE: DEVNAME=/dev/" + name +
                                "\nE: SUBSYSTEM=" + m_kind.subsystem + "\n",
                            "/dev/" + name));
    m_master = m_devices.terminal("/dev/" + name);
    const QByteArray node = QFile::encodeName(m_devices.place()) + "/dev/" + name;
    m_slave = FileDescriptor(::open(node.constData(), O_RDWR | O_NOCTTY | O_CLOEXEC));
    termios settings{};
    if (m_master < 0 || !m_slave.valid() || tcgetattr(m_slave.get(), &settings) != 0)
        return fail(error::noDevice, QString::fromLocal8Bit(std::strerror(errno)));
    cfmakeraw(&settings);
    tcsetattr(m_slave.get(), TCSANOW, &settings);
    fcntl(m_master, F_SETFL, O_NONBLOCK);
    // As udev makes it: umockdev's own links name its folder.
    const QString link = m_devices.place() + QStringLiteral("/dev/") + QString::fromLatin1(m_kind.link);
    QDir().mkpath(QFileInfo(link).path());
    QFile::link(QStringLiteral("../") + QFileInfo(QString::fromLatin1(name)).fileName(), link);
    m_devices.announce("/sys" + sysPath());
    m_plugged = true;
    return {};
}

void EmulatedNode::unplug()
{
    if (!std::exchange(m_plugged, false))
        return;
    m_sending.clear();
    m_grabbedBy = nullptr;
    for (bool &gone : m_clients)
        gone = true;
    m_slave = FileDescriptor();
    m_devices.remove("/dev/" + nodeName(), "/sys" + sysPath());
    const QString folder = m_devices.place() + QStringLiteral("/dev/");
    QFile::remove(folder + QString::fromLatin1(m_kind.link));
    QFile::remove(folder + QString::fromLatin1(nodeName()));
}

void EmulatedNode::leavePlace()
{
    unplug();
    m_devices.leavePlace();
}

void EmulatedNode::closed(Client client)
{
    m_clients.remove(client);
    if (client == m_grabbedBy)
        m_grabbedBy = nullptr;
    if (m_clients.isEmpty() && m_idle)
        m_idle();
}

void EmulatedNode::ioctl(Client client)
{
    if (!m_clients.contains(client))
        m_clients.insert(client, !m_plugged);
    const unsigned long request = umockdev_ioctl_client_get_request(client);
    QByteArray reply;
    long result = 0;
    int problem = m_clients.value(client) ? ENODEV : m_answer(client, request, reply, result);
    if (problem == 0 && !reply.isEmpty()) {
        const size_t size = _IOC_SIZE(request);
        UMockdevIoctlData *data =
            umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(client), 0, size, nullptr);
        if (data != nullptr) {
            std::memcpy(data->data, reply.constData(), std::min(size_t(reply.size()), size));
            g_object_unref(data);
        } else {
            problem = EFAULT;
        }
    }
    umockdev_ioctl_client_complete(client, problem == 0 ? result : -1, problem);
}

void EmulatedNode::send(const QByteArray &bytes)
{
    m_sending += bytes;
    m_pace.start();
}

void EmulatedNode::transmit()
{
    const qsizetype most = std::min(m_sending.size(), eventsAtOnce * qsizetype(sizeof(input_event)));
    const ssize_t taken = most == 0 ? 0 : ::write(m_master, m_sending.constData(), size_t(most));
    if (taken > 0)
        m_sending.remove(0, taken);
    if (m_sending.isEmpty())
        m_pace.stop();
}

} // namespace kiosk::hal
