#include "pad.h"

#include "pin_block.h"

#include <kiosk/core/sealed_memory.h>
#include <kiosk/hal/emulator_control.h>

#include <QRandomGenerator>

#include <algorithm>
#include <iterator>

namespace kiosk::epp::emulator
{

namespace
{

/// The key of the published examples: it protects nothing.
const QByteArray testKey = QByteArray::fromHex("00112233445566778899aabbccddeeff");
constexpr auto keyName = "test-1";
constexpr Milliseconds slowAnswer{150};

QByteArray chance()
{
    quint32 words[2];
    QRandomGenerator::system()->fillRange(words);
    return QByteArray(reinterpret_cast<const char *>(words), sizeof words);
}

} // namespace

Pad::Pad(hal::EmulatedWire &wire) : m_wire(wire)
{
    m_patience.setSingleShot(true);
    QObject::connect(&m_patience, &QTimer::timeout, &m_patience, [this] { finish(outcome::timedOut); });
}

void Pad::sayBytes(QByteArray bytes)
{
    if (m_fault == u"hang")
        return;
    if (m_fault == u"damage" && bytes.size() > 1) {
        m_fault.clear();
        bytes[bytes.size() - 1] = char(bytes[bytes.size() - 1] ^ 0x40);
    }
    if (m_fault == u"garbage")
        bytes = QByteArray::fromHex("021b5b80fe0355");
    else if (m_fault == u"impostor")
        bytes = "AT OK\r\n";
    m_wire.send({{.pause = m_fault == u"slow" ? slowAnswer : Milliseconds(0), .bytes = bytes}}, 0);
}

void Pad::say(const Message &message)
{
    m_last = encodeFrame(message);
    sayBytes(m_last);
}

void Pad::received(const QByteArray &bytes)
{
    m_decoder.feed(bytes);
    while (const auto received = m_decoder.next()) {
        const auto kind = received->kind;
        if (kind == Received::Kind::Bad)
            sayBytes(m_last);
        if (kind == Received::Kind::Good || kind == Received::Kind::Bad)
            continue;
        if (m_fault == u"lost") {
            m_fault.clear();
            continue;
        }
        const bool good = kind == Received::Kind::Message && m_fault != u"deaf";
        sayBytes(QByteArray(1, good ? control::good : control::bad));
        if (good)
            take(received->message);
    }
}

void Pad::take(const Message &message)
{
    if (message.command == command::identify) {
        say({message.command,
             {"Bianmin Emulated EPP", "0001", m_tampered ? outcome::tampered : "0",
              m_tampered ? "" : keyName}});
    } else if (message.command == command::stop) {
        m_stops += m_entry ? 1 : 0;
        forget();
        m_unheard.clear();
        say({message.command, {}});
    } else if (message.command == command::enterPin || message.command == command::enterData) {
        if (!m_unheard.isEmpty())
            sayBytes(std::exchange(m_unheard, {}));
        begin(message);
    }
}

void Pad::begin(const Message &message)
{
    const bool secret = message.command == command::enterPin;
    const QByteArrayList fields = (secret ? QByteArrayList() : QByteArrayList{"", ""}) + message.fields;
    forget();
    m_entry =
        Entry{secret, fields.value(0), fields.value(1), fields.value(2).toInt(), fields.value(3).toInt()};
    if (m_tampered)
        return finish(outcome::tampered);
    if (fields.size() != 5 || m_entry->minimum < 1 || m_entry->minimum > m_entry->maximum)
        return finish(outcome::refused);
    if (secret && m_entry->key != keyName)
        return finish(outcome::noKey);
    m_patience.start(std::chrono::seconds(fields[4].toInt()));
}

bool Pad::press(const QString &key)
{
    if (!m_entry)
        return false;
    QByteArray &digits = m_entry->digits;
    if (key == u"enter") {
        if (digits.size() >= m_entry->minimum)
            finish(outcome::entered);
        return true;
    }
    if (key == u"cancel")
        return finish(outcome::canceled), true;
    if (key == u"clear")
        wipe(digits);
    else if (key.size() == 1 && key[0] >= u'0' && key[0] <= u'9' && digits.size() < m_entry->maximum)
        digits.append(key[0].toLatin1());
    say({command::count, {QByteArray::number(digits.size())}});
    return true;
}

void Pad::finish(const char *outcome)
{
    m_patience.stop();
    const bool entered = QByteArrayView(outcome) == outcome::entered;
    Message message{m_entry->secret ? command::pinEnd : command::dataEnd, {outcome}};
    if (entered && m_entry->secret) {
        const auto block = encipher(testKey, m_entry->digits, m_entry->pan, chance());
        if (block)
            message.fields += {QByteArray::number(m_entry->digits.size()), "4", m_entry->key, block->toHex()};
    } else if (entered) {
        message.fields.append(m_entry->digits);
    }
    forget();
    say(message);
    if (m_fault == u"repeat") {
        m_fault.clear();
        m_unheard = m_last;
    }
}

void Pad::forget()
{
    m_patience.stop();
    if (m_entry)
        wipe(m_entry->digits);
    m_entry.reset();
}

QJsonObject Pad::state() const
{
    return {{QStringLiteral("plugged"), m_wire.plugged()},
            {QStringLiteral("waiting"), m_entry.has_value()},
            {QStringLiteral("stops"), m_stops},
            {QStringLiteral("fault"), m_fault}};
}

QJsonObject Pad::control(const QJsonObject &request)
{
    static const QStringList faults{QStringLiteral("hang"),   QStringLiteral("garbage"),
                                    QStringLiteral("damage"), QStringLiteral("impostor"),
                                    QStringLiteral("deaf"),   QStringLiteral("slow"),
                                    QStringLiteral("lost"),   QStringLiteral("repeat")};
    const QString action = request[u"do"].toString(), name = request[u"name"].toString();
    if (action == u"type") { // each digit a key, then enter
        const QString digits = request[u"digits"].toString();
        const bool typed =
            std::all_of(digits.begin(), digits.end(), [this](QChar digit) { return press(digit); });
        if (!typed || !press(QStringLiteral("enter")))
            return hal::EmulatorControl::refuse(QStringLiteral("the pad waits for no digits"));
    } else if (action == u"press") {
        if (!press(name))
            return hal::EmulatorControl::refuse(QStringLiteral("the pad waits for no key"));
    } else if (action == u"tamper") {
        m_tampered = true;
    } else if (action == u"unplug" || (action == u"fault" && name == u"unplug")) {
        forget();
        m_wire.unplug();
    } else if (action == u"fault" && faults.contains(name)) {
        m_fault = name;
    } else if (action == u"plug" || action == u"clear") {
        m_fault.clear();
        m_tampered = false;
        return hal::EmulatorControl::answer(m_wire.plug());
    } else if (action == u"state") {
        return state();
    } else {
        return hal::EmulatorControl::refuseUnknown(request);
    }
    return {};
}

} // namespace kiosk::epp::emulator
