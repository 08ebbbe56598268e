#include "hostile_host.h"

#include <kiosk/ipc/bus.h>

#include <QJsonDocument>

namespace kiosk::hostile
{

namespace
{
constexpr int plainSize = 64;
constexpr quint32 plainColour = 0xffc000c0;
} // namespace

const QHash<QString, Attack> &attacks()
{
    static const QHash<QString, Attack> all{{QStringLiteral("system"), attackSystem},
                                            {QStringLiteral("memory"), takeMemory},
                                            {QStringLiteral("log"), floodLog},
                                            {QStringLiteral("threads"), takeThreads},
                                            {QStringLiteral("objects"), makeObjects},
                                            {QStringLiteral("windows"), makeWindows},
                                            {QStringLiteral("huge-pool"), makeHugePool},
                                            {QStringLiteral("growing-pool"), growPool},
                                            {QStringLiteral("huge-buffer"), makeHugeBuffer},
                                            {QStringLiteral("cut-memory"), cutMemory},
                                            {QStringLiteral("garbage"), sendGarbage},
                                            {QStringLiteral("requests"), floodRequests},
                                            {QStringLiteral("calls"), floodCalls},
                                            {QStringLiteral("unknown-calls"), floodUnknownCalls},
                                            {QStringLiteral("forbidden"), askForbidden},
                                            {QStringLiteral("insist"), insist},
                                            {QStringLiteral("huge-call"), sendHugeCall}};
    return all;
}

HostileHost::HostileHost(const QDBusConnection &portal, int wayland, QStringList leaked)
    : m_connection(portal), m_proxy(std::make_unique<OrgBianminPortal1Interface>(
                                QString(), QString::fromLatin1(ipc::portalPath), portal)),
      m_wire(wayland), m_leaked(std::move(leaked))
{
    m_connection.registerObject(QString::fromLatin1(ipc::moduleHostPath), this,
                                QDBusConnection::ExportAllSlots);
    if (m_wire.begin())
        m_window = makeWindow(m_wire, plainSize, plainSize, plainColour);
    m_proxy->Ready();
}

void HostileHost::Load(const QDBusUnixFileDescriptor &, const QString &launch)
{
    const QJsonObject start = QJsonDocument::fromJson(launch.toUtf8()).object();
    // A terminal launches items by their code: there, the shell's own screen is attacked.
    attacks().value(start[u"item"].toString(), coverShell)(*this, start[u"environment"].toObject());
}

} // namespace kiosk::hostile
