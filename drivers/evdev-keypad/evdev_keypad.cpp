#include "evdev_keypad.h"

#include <algorithm>
#include <linux/input-event-codes.h>

namespace kiosk::evdevkeypad
{

Result<std::unique_ptr<hal::Device>> EvdevKeypad::create(const hal::DeviceConfiguration &configuration)
{
    auto keys = keyMapOf(configuration.settings[u"keys"].toArray());
    if (!keys)
        return keys.error();
    return std::unique_ptr<hal::Device>(std::make_unique<EvdevKeypad>(configuration, std::move(*keys)));
}

EvdevKeypad::EvdevKeypad(const hal::DeviceConfiguration &configuration, KeyMap keys)
    : NavKeypad(configuration), m_path(configuration.connect[u"keypad"].toString()),
      m_decoder(std::move(keys))
{
}

Status EvdevKeypad::connect(hal::OperationContext & /*context*/)
{
    auto node = hal::DeviceNode::openInput(m_path);
    if (!node)
        return node.error();
    if (!hasKey(*node, QStringLiteral("select")))
        return fail(error::protocolError, QStringLiteral("%1 has no key for 'select'").arg(m_path));
    KIOSK_TRY(node->grab());
    m_decoder.clear();
    m_node = std::move(*node);
    return {};
}

bool EvdevKeypad::hasKeyFor(const QString &action) const
{
    return m_node && hasKey(*m_node, action);
}

bool EvdevKeypad::hasKey(const hal::DeviceNode &node, const QString &action) const
{
    const KeyMap &keys = m_decoder.keys();
    return std::any_of(keys.keyBegin(), keys.keyEnd(),
                       [&](quint16 key) { return keys.value(key) == action && node.hasKey(key); });
}

Result<QList<hal::KeypadEvent>> EvdevKeypad::receive(const Deadline &until, const CancelToken &cancel)
{
    for (;;) {
        const auto bytes = m_node->read(until, cancel);
        if (!bytes && bytes.error().code == error::noDevice)
            m_node.reset();
        if (!bytes)
            return bytes.error();
        auto events = m_decoder.feed(*bytes);
        if (!events.isEmpty() || until.passed())
            return events;
    }
}

Result<std::optional<bool>> EvdevKeypad::headsetNow()
{
    KIOSK_TRY(m_node->stillThere());
    return m_node->switchedOn(SW_HEADPHONE_INSERT);
}

} // namespace kiosk::evdevkeypad
