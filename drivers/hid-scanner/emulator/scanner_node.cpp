#include "scanner_node.h"

#include "../key_decoder.h"
#include "../pos_decoder.h"

#include <kiosk/hal/emulator_control.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/hidraw.h>
#include <termios.h>
#include <unistd.h>

namespace kiosk::hidscanner::emulator
{

namespace
{

constexpr auto scannerName = "Bianmin Emulated Scanner";
// Usage page 0x8C, usage 2 (scanner), one collection with the report of 63 bytes after its number.
constexpr uchar scannerDescriptor[] = {0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0x85, 0x02, 0x15, 0x00, 0x26,
                                       0xFF, 0x00, 0x75, 0x08, 0x95, 0x3F, 0x09, 0x12, 0x81, 0x02, 0xC0};
constexpr uchar mouseDescriptor[] = {0x05, 0x01, 0x09, 0x02, 0xA1, 0x01, 0xC0};
constexpr qsizetype eventsAtOnce = 64;

const char *linkOf(Kind kind)
{
    return kind == Kind::Keyboard ? "input/by-id/usb-Bianmin_Emulated_Scanner_0001-event-kbd"
                                  : "kiosk/hid-emulated";
}

QByteArray nodeOf(Kind kind, int number)
{
    return (kind == Kind::Keyboard ? "input/event" : "hidraw") + QByteArray::number(number);
}

QByteArray sysPathOf(Kind kind, int number)
{
    return QByteArray("/devices/pci0000:00/0000:00:14.0/usb1/1-3/1-3:1.0/") +
           (kind == Kind::Keyboard ? "input/event" : "hidraw/hidraw") + QByteArray::number(number);
}

void addKey(QByteArray &stream, quint16 key, int value)
{
    const input_event events[] = {{{}, EV_KEY, key, value}, {{}, EV_SYN, SYN_REPORT, 0}};
    stream.append(reinterpret_cast<const char *>(events), sizeof events);
}

void addStroke(QByteArray &stream, quint16 key, bool shifted)
{
    if (shifted)
        addKey(stream, KEY_LEFTSHIFT, 1);
    addKey(stream, key, 1);
    addKey(stream, key, 0);
    if (shifted)
        addKey(stream, KEY_LEFTSHIFT, 0);
}

/// Characters that no key has are typed as a key that types nothing.
QByteArray typed(const QByteArray &data)
{
    QByteArray stream;
    for (const char character : data) {
        quint16 key = KEY_1;
        while (key <= KEY_SPACE && characterOf(key, false) != character &&
               characterOf(key, true) != character)
            ++key;
        addStroke(stream, key <= KEY_SPACE ? key : quint16(KEY_F13), characterOf(key, false) != character);
    }
    return stream;
}

QByteArray reported(QByteArray data, const QByteArray &aim)
{
    QByteArray stream;
    do {
        const qsizetype length = std::min(data.size(), report::mostData);
        QByteArray one(report::size, '\0');
        one[0] = char(report::id);
        one[report::length] = char(length);
        one.replace(report::aim, aim.size(), aim);
        one.replace(report::data, length, data.first(length));
        data.remove(0, length);
        one[report::flags] = data.isEmpty() ? '\0' : char(report::goesOn);
        stream.append(one);
    } while (!data.isEmpty());
    return stream;
}

} // namespace

ScannerNode::ScannerNode(Kind kind, const QString &place)
    : m_kind(kind),
      m_devices(
          place, [this](Client client) { ioctl(client); }, [this](Client client) { closed(client); })
{
    m_pace.setInterval(1);
    connect(&m_pace, &QTimer::timeout, this, &ScannerNode::transmit);
}

Status ScannerNode::plug()
{
    if (m_plugged)
        return {};
    ++m_number;
    const QByteArray name = nodeOf(m_kind, m_number);
    const QByteArray record = "P: " + sysPathOf(m_kind, m_number) + "\nN: " + name + "\nE: DEVNAME=/dev/" +
                              name + "\nE: SUBSYSTEM=" + (m_kind == Kind::Keyboard ? "input" : "hidraw") +
                              "\n";
    KIOSK_TRY(m_devices.add(record, "/dev/" + name));
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
    const QString link = m_devices.place() + QStringLiteral("/dev/") + QLatin1String(linkOf(m_kind));
    QDir().mkpath(QFileInfo(link).path());
    QFile::link(
        QStringLiteral("../") +
            (m_kind == Kind::Keyboard ? QStringLiteral("event%1") : QStringLiteral("hidraw%1")).arg(m_number),
        link);
    m_plugged = true;
    return {};
}

void ScannerNode::unplug()
{
    if (!std::exchange(m_plugged, false))
        return;
    m_sending.clear();
    m_grabbedBy = nullptr;
    for (bool &gone : m_clients)
        gone = true;
    m_slave = FileDescriptor();
    const QByteArray name = nodeOf(m_kind, m_number);
    m_devices.remove("/dev/" + name, "/sys" + sysPathOf(m_kind, m_number));
    const QString folder = m_devices.place() + QStringLiteral("/dev/");
    QFile::remove(folder + QLatin1String(linkOf(m_kind)));
    QFile::remove(folder + QString::fromLatin1(name));
}

void ScannerNode::closed(Client client)
{
    m_clients.remove(client);
    if (client == m_grabbedBy)
        m_grabbedBy = nullptr;
    if (m_clients.isEmpty() && m_idle)
        m_idle();
}

void ScannerNode::ioctl(Client client)
{
    if (!m_clients.contains(client))
        m_clients.insert(client, !m_plugged);
    const unsigned long request = umockdev_ioctl_client_get_request(client);
    long result = 0;
    const int error = m_clients.value(client)
                          ? ENODEV
                          : answer(client, request, umockdev_ioctl_client_get_arg(client), result);
    umockdev_ioctl_client_complete(client, error == 0 ? result : -1, error);
}

int ScannerNode::answer(Client client, unsigned long request, UMockdevIoctlData *argument, long &result)
{
    if (request == EVIOCGRAB && m_kind == Kind::Keyboard) { // its argument is no pointer
        if (m_fault == u"busy")
            return EBUSY;
        m_grabbedBy = client;
        return 0;
    }
    QByteArray reply;
    const bool keyboard = m_kind == Kind::Keyboard, impostor = m_fault == u"impostor";
    const unsigned number = _IOC_NR(request);
    if (keyboard && _IOC_TYPE(request) == 'E' && number == _IOC_NR(EVIOCGBIT(EV_KEY, 0))) {
        reply.fill(impostor ? '\0' : '\xff', KEY_MAX / 8 + 1); // one that has no keys, or all
    } else if (keyboard ? number == _IOC_NR(EVIOCGNAME(0)) : number == _IOC_NR(HIDIOCGRAWNAME(0))) {
        reply = QByteArray(scannerName) + '\0';
    } else if (!keyboard && (request == HIDIOCGRDESCSIZE || request == HIDIOCGRDESC)) {
        const auto *bytes = reinterpret_cast<const char *>(impostor ? mouseDescriptor : scannerDescriptor);
        const int size = impostor ? int(sizeof mouseDescriptor) : int(sizeof scannerDescriptor);
        reply.append(reinterpret_cast<const char *>(&size), sizeof size);
        if (request == HIDIOCGRDESC)
            reply.append(bytes, size);
    } else {
        return ENOTTY;
    }
    UMockdevIoctlData *data = umockdev_ioctl_data_resolve(argument, 0, _IOC_SIZE(request), nullptr);
    if (data == nullptr)
        return EFAULT;
    const size_t size = std::min(size_t(reply.size()), size_t(_IOC_SIZE(request)));
    std::memcpy(data->data, reply.constData(), size);
    g_object_unref(data);
    result = _IOC_TYPE(request) == 'E' ? long(size) : 0;
    return 0;
}

QJsonObject ScannerNode::control(const QJsonObject &request)
{
    const QString action = request[u"do"].toString(), name = request[u"name"].toString();
    if (action == u"show" || action == u"insert")
        return show(request);
    if (action == u"unplug" || (action == u"fault" && name == u"unplug")) {
        unplug();
        return {};
    }
    if (action == u"fault" && (name == u"impostor" || name == u"busy")) {
        m_fault = name;
        return {};
    }
    if (action == u"plug" || action == u"clear") {
        m_fault.clear();
        const Status plugged = plug();
        return plugged ? QJsonObject() : hal::EmulatorControl::refuse(plugged.error().detail);
    }
    if (action == u"garbage") {
        send(m_kind == Kind::Keyboard ? typed("\x01\x02") : QByteArray(report::size, '\x7f'));
        return {};
    }
    if (action == u"state")
        return {{QStringLiteral("plugged"), m_plugged},
                {QStringLiteral("grabbed"), m_grabbedBy != nullptr},
                {QStringLiteral("open"), int(m_clients.size())}};
    return hal::EmulatorControl::refuse(QStringLiteral("unknown request '%1'").arg(action));
}

QJsonObject ScannerNode::show(const QJsonObject &request)
{
    const auto symbology = hal::symbologyFrom(request[u"format"].toString(QStringLiteral("qrCode")));
    const bool aim = request[u"aim"].toBool(m_kind == Kind::HidPos);
    if (!symbology || !m_plugged || m_clients.isEmpty())
        return hal::EmulatorControl::refuse(QStringLiteral("no such format, or nobody has the scanner open"));
    QByteArray data = request[u"text"].toString().toUtf8();
    const QString fault = request[u"fault"].toString();
    if (fault == u"too-long")
        data = QByteArray(5000, '7');
    const QByteArray before = aim ? hal::aimOf(*symbology) : QByteArray();
    QByteArray stream;
    if (m_kind == Kind::HidPos) {
        stream = reported(data, before);
        if (fault == u"half")
            stream.chop(report::size / 2);
    } else {
        stream = typed(before + data);
        if (fault == u"half")
            stream = stream.first(stream.size() / 2);
        else if (fault != u"no-suffix")
            addStroke(stream, request[u"key"].toString() == u"tab" ? KEY_TAB : KEY_ENTER, false);
    }
    send(fault == u"twice" ? stream + stream : stream);
    return {};
}

void ScannerNode::send(const QByteArray &bytes)
{
    m_sending += bytes;
    m_pace.start();
}

/// As fast as USB takes keys, or faster.
void ScannerNode::transmit()
{
    const qsizetype most = std::min(m_sending.size(), eventsAtOnce * qsizetype(sizeof(input_event)));
    const ssize_t taken = most == 0 ? 0 : ::write(m_master, m_sending.constData(), size_t(most));
    if (taken > 0)
        m_sending.remove(0, taken);
    if (m_sending.isEmpty())
        m_pace.stop();
}

} // namespace kiosk::hidscanner::emulator
