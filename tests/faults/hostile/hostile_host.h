#pragma once

#include "wire.h"

#include <portal_proxy.h>

#include <QDBusUnixFileDescriptor>
#include <QJsonObject>
#include <QObject>

#include <memory>

namespace kiosk::hostile
{

/// Stands for code that took over a module host: the same lock-down, the same connections, and then an
/// attack, named by the item it is launched for. What comes of it, it tells the portal as steps of its flow.
/// Thread: main.
class HostileHost : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.bianmin.ModuleHost1")
public:
    HostileHost(const QDBusConnection &portal, int wayland, QStringList leaked);

    [[nodiscard]] Wire &wire() { return m_wire; }
    [[nodiscard]] OrgBianminPortal1Interface &portal() { return *m_proxy; }
    [[nodiscard]] const QDBusConnection &connection() const { return m_connection; }
    [[nodiscard]] const QStringList &leaked() const { return m_leaked; }
    [[nodiscard]] const Window &window() const { return m_window; }
    void tell(const QString &finding) { m_proxy->StepEntered(finding); }

public Q_SLOTS:
    void Load(const QDBusUnixFileDescriptor &package, const QString &launch);
    void Alive() {}
    bool Back() { return true; }
    void Conceal(bool) {}
    bool Find(const QString &, int &, int &, int &, int &) { return false; }
    QString Texts() { return {}; }

private:
    QDBusConnection m_connection;
    std::unique_ptr<OrgBianminPortal1Interface> m_proxy;
    Wire m_wire;
    Window m_window;
    QStringList m_leaked;
};

using Attack = void (*)(HostileHost &host, const QJsonObject &environment);
[[nodiscard]] const QHash<QString, Attack> &attacks();

// attacks_….cpp; `environment` as the module is told.
void attackSystem(HostileHost &host, const QJsonObject &environment);
void takeMemory(HostileHost &host, const QJsonObject &environment);
void floodLog(HostileHost &host, const QJsonObject &environment);
void takeThreads(HostileHost &host, const QJsonObject &environment);
void makeObjects(HostileHost &host, const QJsonObject &environment);
void makeWindows(HostileHost &host, const QJsonObject &environment);
void makeHugePool(HostileHost &host, const QJsonObject &environment);
void growPool(HostileHost &host, const QJsonObject &environment);
void makeHugeBuffer(HostileHost &host, const QJsonObject &environment);
void cutMemory(HostileHost &host, const QJsonObject &environment);
void sendGarbage(HostileHost &host, const QJsonObject &environment);
void floodRequests(HostileHost &host, const QJsonObject &environment);
void coverShell(HostileHost &host, const QJsonObject &environment);
void floodCalls(HostileHost &host, const QJsonObject &environment);
void floodUnknownCalls(HostileHost &host, const QJsonObject &environment);
void askForbidden(HostileHost &host, const QJsonObject &environment);
void insist(HostileHost &host, const QJsonObject &environment);
void sendHugeCall(HostileHost &host, const QJsonObject &environment);

} // namespace kiosk::hostile
