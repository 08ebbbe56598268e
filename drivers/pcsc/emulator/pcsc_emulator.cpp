#include "pcsc_emulator.h"

#include <kiosk/hal/emulator_control.h>

#include <QDir>
#include <QJsonArray>

namespace kiosk::pcsc::emulator
{

namespace
{

const QStringList slotNames{QStringLiteral("contact"), QStringLiteral("contactless")};

QJsonObject refuse(const QString &reason)
{
    return hal::EmulatorControl::refuse(reason);
}

} // namespace

QJsonObject PcscEmulator::control(const QJsonObject &request)
{
    const QString what = request[u"do"].toString();
    const auto index = slotNames.indexOf(request[u"slot"].toString(slotNames.first()));
    if (index < 0)
        return refuse(QStringLiteral("slots are contact and contactless"));
    VirtualSlot &slot = m_slots[size_t(index)];
    if (what == u"insert")
        return insert(slot, request[u"card"].toString());
    if (what == u"remove") {
        slot.remove();
        return {};
    }
    if (what == u"fault")
        return addFault(slot, request);
    if (what == u"clear") {
        for (VirtualSlot &one : m_slots)
            one.clearFaults();
        m_daemon.freeze(false);
        return m_daemon.isRunning() && m_plugged ? QJsonObject{} : restart(true);
    }
    if (what == u"plug")
        return restart(true);
    if (what == u"state")
        return state();
    return refuse(QStringLiteral("requests are insert, remove, fault, clear, plug and state"));
}

QJsonObject PcscEmulator::insert(VirtualSlot &slot, const QString &name)
{
    const QStringList known = QDir(m_cardFolder)
                                  .entryList({QStringLiteral("*.yaml")}, QDir::Files)
                                  .replaceInStrings(QStringLiteral(".yaml"), QString());
    if (!known.contains(name))
        return refuse(QStringLiteral("cards are ") + known.join(QStringLiteral(", ")));
    auto card = loadCard(QDir(m_cardFolder).filePath(name + QStringLiteral(".yaml")));
    if (!card)
        return refuse(card.error().detail);
    slot.insert(CardApplet(*std::move(card)));
    return {};
}

QJsonObject PcscEmulator::addFault(VirtualSlot &slot, const QJsonObject &request)
{
    const QString name = request[u"name"].toString();
    if (name == u"unplug")
        return restart(false);
    if (name == u"daemon-killed") {
        m_daemon.kill();
        return {};
    }
    if (name == u"daemon-frozen") {
        m_daemon.freeze(true);
        return {};
    }
    const QString wrong = slot.addFault(request);
    return wrong.isEmpty() ? QJsonObject{}
                           : refuse(wrong + QStringLiteral(", unplug, daemon-killed, daemon-frozen"));
}

QJsonObject PcscEmulator::restart(bool withReader)
{
    const Status started = m_daemon.start(withReader);
    if (!started)
        return refuse(started.error().detail);
    m_plugged = withReader;
    return {};
}

QJsonObject PcscEmulator::state() const
{
    return {{slotNames[0], m_slots[0].state()},
            {slotNames[1], m_slots[1].state()},
            {QStringLiteral("daemon"), m_daemon.isRunning()},
            {QStringLiteral("plugged"), m_plugged}};
}

} // namespace kiosk::pcsc::emulator
