#include "keypad.h"

#include <kiosk/hal/emulator_control.h>

#include <algorithm>
#include <cerrno>
#include <linux/input.h>

namespace kiosk::evdevkeypad::emulator
{

namespace
{

void setBit(QByteArray &bits, quint16 which)
{
    bits[which / 8] = char(bits[which / 8] | 1 << which % 8);
}

} // namespace

Keypad::Keypad(const QString &place, KeyMap keys, bool socket)
    : m_keys(std::move(keys)), m_hasSocket(socket),
      m_node({"input", "input/event", "/devices/pci0000:00/0000:00:14.0/usb1/1-5/1-5:1.0/input/event",
              "input/by-id/usb-Bianmin_Emulated_Keypad_0001-event-kbd"},
             place, [this](Client client, unsigned long request, QByteArray &reply, long &result) {
                 return answer(client, request, reply, result);
             })
{
}

int Keypad::answer(Client client, unsigned long request, QByteArray &reply, long &result)
{
    if (request == EVIOCGRAB) { // its argument is no pointer
        if (m_fault == u"busy")
            return EBUSY;
        m_node.setGrabbedBy(client);
        return 0;
    }
    const unsigned number = _IOC_NR(request);
    if (_IOC_TYPE(request) != 'E' || m_fault == u"no-input")
        return ENOTTY;
    if (number == _IOC_NR(EVIOCGNAME(0))) {
        reply = QByteArray("Bianmin Emulated Keypad") + '\0';
    } else if (number == _IOC_NR(EVIOCGBIT(EV_KEY, 0))) {
        reply.fill('\0', KEY_MAX / 8 + 1);
        for (auto key = m_keys.keyBegin(); key != m_keys.keyEnd() && m_fault != u"impostor"; ++key)
            setBit(reply, *key);
    } else if (number == _IOC_NR(EVIOCGBIT(EV_SW, 0)) || number == _IOC_NR(EVIOCGSW(0))) {
        reply.fill('\0', SW_MAX / 8 + 1);
        if (m_hasSocket && (m_headset || number != _IOC_NR(EVIOCGSW(0))))
            setBit(reply, SW_HEADPHONE_INSERT);
    } else {
        return ENOTTY;
    }
    result = long(std::min(reply.size(), qsizetype(_IOC_SIZE(request))));
    return 0;
}

void Keypad::send(quint16 type, quint16 code, int value)
{
    const input_event events[] = {{{}, type, code, value}, {{}, EV_SYN, SYN_REPORT, 0}};
    m_node.send(QByteArray(reinterpret_cast<const char *>(events), sizeof events));
}

void Keypad::plugHeadset(bool plugged)
{
    m_headset = plugged;
    const QStringView word = plugged ? headsetIn : headsetOut;
    if (m_hasSocket)
        return send(EV_SW, SW_HEADPHONE_INSERT, plugged ? 1 : 0);
    for (auto key = m_keys.begin(); key != m_keys.end(); ++key)
        if (*key == word)
            send(EV_KEY, key.key(), 1);
}

QJsonObject Keypad::press(const QJsonObject &request)
{
    const QString action = request[u"action"].toString(), what = request[u"do"].toString();
    const quint16 key = quint16(request[u"key"].toInt(m_keys.key(action, 0)));
    if (key == 0 || !m_node.plugged() || m_node.openCount() == 0)
        return hal::EmulatorControl::refuse(QStringLiteral("no such key, or nobody has the keypad open"));
    if (what != u"release")
        send(EV_KEY, key, 1);
    if (what == u"hold") { // as the kernel repeats a key by itself
        send(EV_KEY, key, 2);
        send(EV_KEY, key, 2);
    } else {
        send(EV_KEY, key, 0);
    }
    return {};
}

QJsonObject Keypad::control(const QJsonObject &request)
{
    const QString action = request[u"do"].toString(), name = request[u"name"].toString();
    if (action == u"press" || action == u"hold" || action == u"release")
        return press(request);
    if (action == u"insert" || action == u"remove") {
        plugHeadset(action == u"insert");
    } else if (action == u"unplug" || (action == u"fault" && name == u"unplug")) {
        m_node.unplug();
    } else if (action == u"fault" && (name == u"impostor" || name == u"busy" || name == u"no-input")) {
        m_fault = name;
    } else if (action == u"garbage") {
        m_node.send(QByteArray(10 * sizeof(input_event), '\x7f'));
    } else if (action == u"lose") {
        send(EV_SYN, SYN_DROPPED, 0);
    } else if (action == u"plug" || action == u"clear") {
        m_fault.clear();
        return hal::EmulatorControl::answer(m_node.plug());
    } else if (action == u"state") {
        return {{QStringLiteral("plugged"), m_node.plugged()},
                {QStringLiteral("grabbed"), m_node.grabbedBy() != nullptr},
                {QStringLiteral("headset"), m_headset},
                {QStringLiteral("sending"), m_node.pending()},
                {QStringLiteral("open"), m_node.openCount()}};
    } else {
        return hal::EmulatorControl::refuseUnknown(request);
    }
    return {};
}

} // namespace kiosk::evdevkeypad::emulator
