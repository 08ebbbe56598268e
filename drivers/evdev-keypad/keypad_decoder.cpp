#include "keypad_decoder.h"

#include <cstring>
#include <linux/input.h>

namespace kiosk::evdevkeypad
{

namespace
{

using hal::KeypadEvent;
using Kind = KeypadEvent::Kind;

std::optional<KeypadEvent> eventOf(const input_event &event, const KeyMap &keys)
{
    constexpr int released = 0, pressed = 1; // 2 is the kernel's own repeating
    if (event.type == EV_SYN && event.code == SYN_DROPPED)
        return KeypadEvent{{}, Kind::AllReleased};
    if (event.type == EV_SW && event.code == SW_HEADPHONE_INSERT)
        return KeypadEvent{{}, event.value != 0 ? Kind::HeadsetPlugged : Kind::HeadsetDrawn};
    const QString action = event.type == EV_KEY ? keys.value(event.code) : QString();
    if (action.isEmpty() || (event.value != released && event.value != pressed))
        return std::nullopt;
    if (action != headsetIn && action != headsetOut)
        return KeypadEvent{action, event.value == pressed ? Kind::Pressed : Kind::Released};
    if (event.value == released)
        return std::nullopt;
    return KeypadEvent{{}, action == headsetIn ? Kind::HeadsetPlugged : Kind::HeadsetDrawn};
}

} // namespace

Result<KeyMap> keyMapOf(const QJsonArray &keys)
{
    KeyMap map;
    for (const auto &entry : keys) {
        const int key = entry[u"key"].toInt(-1);
        const QString action = entry[u"action"].toString();
        const bool known =
            hal::NavKeypad::actions().contains(action) || action == headsetIn || action == headsetOut;
        if (!known || key <= 0 || key > KEY_MAX || map.contains(quint16(key)))
            return fail(error::invalidData, QStringLiteral("key %1: one known action for each").arg(key));
        map.insert(quint16(key), action);
    }
    return map;
}

QList<hal::KeypadEvent> KeypadDecoder::feed(QByteArrayView bytes)
{
    m_pending.append(bytes.data(), bytes.size());
    QList<KeypadEvent> events;
    qsizetype at = 0;
    for (; m_pending.size() - at >= qsizetype(sizeof(input_event)); at += sizeof(input_event)) {
        input_event event;
        std::memcpy(&event, m_pending.constData() + at, sizeof event);
        if (const auto happened = eventOf(event, m_keys))
            events.append(*happened);
    }
    m_pending.remove(0, at);
    return events;
}

} // namespace kiosk::evdevkeypad
