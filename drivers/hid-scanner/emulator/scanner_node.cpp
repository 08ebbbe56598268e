#include "scanner_node.h"

#include "../key_decoder.h"
#include "../pos_decoder.h"

#include <kiosk/hal/emulator_control.h>

#include <algorithm>
#include <cerrno>
#include <linux/hidraw.h>

namespace kiosk::hidscanner::emulator
{

namespace
{

constexpr auto scannerName = "Bianmin Emulated Scanner";
// Usage page 0x8C, usage 2 (scanner), one collection with the report of 63 bytes after its number.
constexpr uchar scannerDescriptor[] = {0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0x85, 0x02, 0x15, 0x00, 0x26,
                                       0xFF, 0x00, 0x75, 0x08, 0x95, 0x3F, 0x09, 0x12, 0x81, 0x02, 0xC0};
constexpr uchar mouseDescriptor[] = {0x05, 0x01, 0x09, 0x02, 0xA1, 0x01, 0xC0};

hal::EmulatedNode::Kind nodeOf(Kind kind)
{
    const QByteArray interface = "/devices/pci0000:00/0000:00:14.0/usb1/1-3/1-3:1.0/";
    if (kind == Kind::Keyboard)
        return {"input", "input/event", interface + "input/event",
                "input/by-id/usb-Bianmin_Emulated_Scanner_0001-event-kbd"};
    return {"hidraw", "hidraw", interface + "hidraw/hidraw", "kiosk/hid-emulated"};
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
    : m_kind(kind), m_node(nodeOf(kind), place,
                           [this](Client client, unsigned long request, QByteArray &reply, long &result) {
                               return answer(client, request, reply, result);
                           })
{
}

int ScannerNode::answer(Client client, unsigned long request, QByteArray &reply, long &result)
{
    if (request == EVIOCGRAB && m_kind == Kind::Keyboard) { // its argument is no pointer
        if (m_fault == u"busy")
            return EBUSY;
        m_node.setGrabbedBy(client);
        return 0;
    }
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
    result = _IOC_TYPE(request) == 'E' ? long(std::min(reply.size(), qsizetype(_IOC_SIZE(request)))) : 0;
    return 0;
}

QJsonObject ScannerNode::control(const QJsonObject &request)
{
    const QString action = request[u"do"].toString(), name = request[u"name"].toString();
    if (action == u"show" || action == u"insert")
        return show(request);
    if (action == u"unplug" || (action == u"fault" && name == u"unplug")) {
        m_node.unplug();
        return {};
    }
    if (action == u"fault" && (name == u"impostor" || name == u"busy")) {
        m_fault = name;
        return {};
    }
    if (action == u"plug" || action == u"clear") {
        m_fault.clear();
        return hal::EmulatorControl::answer(m_node.plug());
    }
    if (action == u"garbage") {
        m_node.send(m_kind == Kind::Keyboard ? typed("\x01\x02") : QByteArray(report::size, '\x7f'));
        return {};
    }
    if (action == u"state")
        return {{QStringLiteral("plugged"), m_node.plugged()},
                {QStringLiteral("grabbed"), m_node.grabbedBy() != nullptr},
                {QStringLiteral("open"), m_node.openCount()}};
    return hal::EmulatorControl::refuseUnknown(request);
}

QJsonObject ScannerNode::show(const QJsonObject &request)
{
    const auto symbology = hal::symbologyFrom(request[u"format"].toString(QStringLiteral("qrCode")));
    const bool aim = request[u"aim"].toBool(m_kind == Kind::HidPos);
    if (!symbology || !m_node.plugged() || m_node.openCount() == 0)
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
    m_node.send(fault == u"twice" ? stream + stream : stream);
    return {};
}

} // namespace kiosk::hidscanner::emulator
