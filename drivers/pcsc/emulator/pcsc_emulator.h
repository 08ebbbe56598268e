#pragma once

#include "pcsc_daemon.h"
#include "virtual_slot.h"

#include <array>

namespace kiosk::pcsc::emulator
{

/// The daemon, its reader with two slots (contact, contactless), the cards, and what is wrong with them: a
/// trainer's or a test's requests (see README, "Emulator"). Thread: the event loop's.
class PcscEmulator
{
public:
    explicit PcscEmulator(QString cardFolder) : m_cardFolder(std::move(cardFolder)) {}

    [[nodiscard]] Status start() { return m_daemon.start(); }
    [[nodiscard]] QJsonObject control(const QJsonObject &request);

private:
    [[nodiscard]] QJsonObject insert(VirtualSlot &slot, const QString &name);
    [[nodiscard]] QJsonObject addFault(VirtualSlot &slot, const QJsonObject &request);
    [[nodiscard]] QJsonObject restart(bool withReader);
    [[nodiscard]] QJsonObject state() const;

    QString m_cardFolder;
    PcscDaemon m_daemon;
    bool m_plugged = true;
    std::array<VirtualSlot, PcscDaemon::slots> m_slots{PcscDaemon::port, quint16(PcscDaemon::port + 1)};
};

} // namespace kiosk::pcsc::emulator
