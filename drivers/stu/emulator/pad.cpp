#include "pad.h"

#include <kiosk/hal/emulator_control.h>

#include <cerrno>
#include <linux/hidraw.h>
#include <sys/ioctl.h>

namespace kiosk::stu::emulator
{

namespace
{

constexpr int maxPressure = 1023, unitsPerInch = 2540, reportRate = 200;
constexpr quint16 clockStep = 5; ///< ms between two reports

struct Size {
    int maxX, maxY, width, height;
};
constexpr Size sizes[2] = {{9600, 6000, 320, 200}, {10240, 7680, 640, 480}};

void addNumber(QByteArray &bytes, int number)
{
    bytes.append(char(number >> 8)).append(char(number & 0xFF));
}

/// What the program hands over with HIDIOCSFEATURE, or asks for with HIDIOCGFEATURE.
QByteArray reportOf(hal::EmulatedNode::Client client, unsigned long request)
{
    const size_t size = _IOC_SIZE(request);
    UMockdevIoctlData *data =
        umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(client), 0, size, nullptr);
    if (data == nullptr)
        return {};
    QByteArray bytes(reinterpret_cast<const char *>(data->data), qsizetype(size));
    g_object_unref(data);
    return bytes;
}

bool isRequest(unsigned long request, unsigned long like)
{
    return _IOC_TYPE(request) == _IOC_TYPE(like) && _IOC_NR(request) == _IOC_NR(like);
}

} // namespace

Pad::Pad(const QString &place, bool oldest)
    : m_oldest(oldest),
      m_node({"hidraw", "hidraw", "/devices/pci0000:00/0000:00:14.0/usb1/1-6/1-6:1.0/hidraw/hidraw",
              "kiosk/hid-emulated"},
             place, [this](Client client, unsigned long request, QByteArray &reply, long &result) {
                 return answer(client, request, reply, result);
             })
{
}

QByteArray Pad::described(quint8 report) const
{
    const Size &size = sizes[m_oldest ? 1 : 0];
    QByteArray bytes(1, char(report));
    if (m_fault == u"garbage")
        return bytes + QByteArray(report::descriptionSize - 1, '\x7f');
    if (report == report::information)
        return (bytes + (m_oldest ? "STU-500" : "STU-430")).leftJustified(report::descriptionSize, '\0');
    for (const int number : {size.maxX, size.maxY, maxPressure, size.width, size.height})
        addNumber(bytes, number);
    bytes.append(char(reportRate));
    addNumber(bytes, unitsPerInch);
    return bytes.leftJustified(report::descriptionSize, '\0');
}

int Pad::answer(Client client, unsigned long request, QByteArray &reply, long &result)
{
    if (request == HIDIOCGRAWINFO) {
        const quint16 product = m_oldest ? 0x00A1 : 0x00A4;
        const hidraw_devinfo info{3, 0x056A, qint16(m_fault == u"impostor" ? 0x0357 : product)};
        reply = QByteArray(reinterpret_cast<const char *>(&info), sizeof info);
        return 0;
    }
    if (m_fault == u"stall")
        return EPIPE;
    if (isRequest(request, HIDIOCSFEATURE(0))) {
        result = long(_IOC_SIZE(request));
        return take(reportOf(client, request));
    }
    if (!isRequest(request, HIDIOCGFEATURE(0)))
        return ENOTTY;
    const QByteArray asked = reportOf(client, request);
    const quint8 number = asked.isEmpty() ? quint8(0) : quint8(asked[0]);
    if (number != report::information && number != report::capability)
        return EPIPE;
    reply = described(number);
    result = long(reply.size());
    return 0;
}

/// A picture is taken whole, in its order, or not at all.
int Pad::take(const QByteArray &report)
{
    const Size &size = sizes[m_oldest ? 1 : 0];
    const auto at = [&](qsizetype place) { return int(quint8(report.size() > place ? report[place] : 0)); };
    switch (const int number = at(0)) {
    case report::clearScreen:
        break;
    case report::inkingMode:
        m_inking = at(1) != 0;
        break;
    case report::startImageData:
        m_pictureLeft = qsizetype(size.width) * size.height / 8;
        break;
    case report::imageDataBlock:
        m_pictureLeft -= at(1) | at(2) << 8;
        break;
    case report::endImageData:
        m_pages += m_pictureLeft == 0 ? 1 : 0;
        break;
    case report::startImageDataArea:
    case report::handwritingDisplayArea:
    case report::penDataOptionMode:
        if (m_oldest)
            return ++m_refusals, EPIPE;
        if (number == report::startImageDataArea)
            m_pictureLeft = qsizetype((at(9) | at(10) << 8) - (at(5) | at(6) << 8) + 1) * size.width / 8;
        break;
    default:
        ++m_refusals;
        return EPIPE;
    }
    return 0;
}

void Pad::touch(int x, int y, bool down)
{
    QByteArray bytes(1, char(m_oldest ? report::penData : report::penDataTimeCount));
    addNumber(bytes, 0x8000 | (down ? 0x1000 | maxPressure / 2 : 0));
    addNumber(bytes, x);
    addNumber(bytes, y);
    m_clock = quint16(m_clock + clockStep);
    if (!m_oldest) {
        addNumber(bytes, m_clock);
        addNumber(bytes, m_count++);
    }
    m_node.send(bytes);
}

/// Lines to the right and down, one below the other.
void Pad::sign(int strokes, int units)
{
    constexpr int steps = 30;
    for (int stroke = 0; stroke < strokes; ++stroke) {
        const int top = 1000 + stroke * 500;
        for (int step = 0; step <= steps; ++step)
            touch(1000 + units * step / steps, top + 300 * step / steps, true);
        touch(1000 + units, top + 300, false);
    }
}

void Pad::press(double share)
{
    const Size &size = sizes[m_oldest ? 1 : 0];
    const int x = int(size.maxX * share), y = size.maxY * 9 / 10;
    touch(x, y, true);
    touch(x, y, false);
}

QJsonObject Pad::state() const
{
    return {{QStringLiteral("plugged"), m_node.plugged()},
            {QStringLiteral("open"), m_node.openCount()},
            {QStringLiteral("inking"), m_inking},
            {QStringLiteral("pages"), m_pages},
            {QStringLiteral("refusals"), m_refusals},
            {QStringLiteral("sending"), m_node.pending()},
            {QStringLiteral("fault"), m_fault}};
}

QJsonObject Pad::control(const QJsonObject &request)
{
    const QString action = request[u"do"].toString(), name = request[u"name"].toString();
    if (action == u"sign") {
        sign(request[u"strokes"].toInt(3), request[u"units"].toInt(4000));
    } else if (action == u"press" && (name == u"cancel" || name == u"clear" || name == u"confirm")) {
        press(name == u"cancel" ? 0.15 : name == u"clear" ? 0.5 : 0.85);
    } else if (action == u"slip") { // onto the button and off it again
        const Size &size = sizes[m_oldest ? 1 : 0];
        touch(size.maxX * 9 / 10, size.maxY * 9 / 10, true);
        touch(size.maxX / 2, size.maxY / 2, true);
        touch(size.maxX / 2, size.maxY / 2, false);
    } else if (action == u"garbage") { // the longest report that HID has at full speed
        m_node.send(QByteArray(64, '\x7f'));
    } else if (action == u"unplug" || (action == u"fault" && name == u"unplug")) {
        m_node.unplug();
    } else if (action == u"fault" && (name == u"impostor" || name == u"stall" || name == u"garbage")) {
        m_fault = name;
    } else if (action == u"plug" || action == u"clear") {
        m_fault.clear();
        return hal::EmulatorControl::answer(m_node.plug());
    } else if (action == u"state") {
        return state();
    } else {
        return hal::EmulatorControl::refuseUnknown(request);
    }
    return {};
}

} // namespace kiosk::stu::emulator
