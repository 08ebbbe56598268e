#pragma once

#include <kiosk/hal/nav_keypad.h>

#include <QMap>

namespace kiosk::evdevkeypad
{

/// Keys that say that a headset was plugged in or drawn, as some keypads have them.
constexpr QStringView headsetIn = u"headsetIn", headsetOut = u"headsetOut";

/// What each key means, by its number (linux/input-event-codes.h).
using KeyMap = QMap<quint16, QString>;

/// The setting `keys`: [{key, action}]. Errors: invalidData (no such action, a key that is there twice).
/// Pure; thread: any.
[[nodiscard]] Result<KeyMap> keyMapOf(const QJsonArray &keys);

/// What happens on a keypad, from the kernel's events (struct input_event), in whatever pieces they are read.
/// Keys without a meaning are dropped. Thread: one.
class KeypadDecoder
{
public:
    explicit KeypadDecoder(KeyMap keys) : m_keys(std::move(keys)) {}

    [[nodiscard]] QList<hal::KeypadEvent> feed(QByteArrayView bytes);
    void clear() { m_pending.clear(); }
    [[nodiscard]] const KeyMap &keys() const { return m_keys; }

private:
    KeyMap m_keys;
    QByteArray m_pending; ///< a part of an event
};

} // namespace kiosk::evdevkeypad
