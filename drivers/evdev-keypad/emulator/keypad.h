#pragma once

#include "../keypad_decoder.h"

#include <kiosk/hal/emulated_node.h>

#include <QJsonObject>

namespace kiosk::evdevkeypad::emulator
{

/// A keypad with a headset socket: what its node answers and gives to be read. Needs an event loop; thread:
/// its own.
class Keypad
{
public:
    /// `place`: for UMOCKDEV_DIR. `socket`: it has a switch in its headset socket.
    Keypad(const QString &place, KeyMap keys, bool socket);

    [[nodiscard]] hal::EmulatedNode &node() { return m_node; }
    [[nodiscard]] QJsonObject control(const QJsonObject &request);

private:
    using Client = hal::EmulatedNode::Client;
    [[nodiscard]] int answer(Client client, unsigned long request, QByteArray &reply, long &result);
    [[nodiscard]] QJsonObject press(const QJsonObject &request);
    void plugHeadset(bool plugged);
    void send(quint16 type, quint16 code, int value);

    KeyMap m_keys;
    bool m_hasSocket;
    bool m_headset = false;
    QString m_fault; ///< until cleared: impostor, busy
    hal::EmulatedNode m_node;
};

} // namespace kiosk::evdevkeypad::emulator
