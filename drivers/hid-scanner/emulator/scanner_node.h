#pragma once

#include <kiosk/hal/emulated_node.h>
#include <kiosk/hal/symbology.h>

#include <QJsonObject>

namespace kiosk::hidscanner::emulator
{

enum class Kind { Keyboard, HidPos };

/// A scanner: what its node answers and gives to be read. Needs an event loop; thread: its own.
class ScannerNode
{
public:
    ScannerNode(Kind kind, const QString &place);

    [[nodiscard]] hal::EmulatedNode &node() { return m_node; }
    [[nodiscard]] QJsonObject control(const QJsonObject &request);

private:
    using Client = hal::EmulatedNode::Client;
    [[nodiscard]] int answer(Client client, unsigned long request, QByteArray &reply, long &result);
    [[nodiscard]] QJsonObject show(const QJsonObject &request);

    Kind m_kind;
    QString m_fault; ///< until cleared: impostor, busy
    hal::EmulatedNode m_node;
};

} // namespace kiosk::hidscanner::emulator
