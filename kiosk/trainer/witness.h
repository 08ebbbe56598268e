#pragma once

#include <kiosk/ipc/bus.h>

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QSet>

#include <memory>

class OrgBianminDevices1Interface;
class OrgBianminServices1Interface;
class OrgBianminShell1Interface;
class OrgBianminStock1Interface;

namespace kiosk::trainer
{

/// What can be known of the terminal from its own contracts: which page is shown, how the devices are, what
/// journal, audit log and the account of blanks have. Nothing personal is in any of it. Thread: main.
class Witness : public QObject
{
    Q_OBJECT
public:
    /// roles: name → device, whose entries are in the facts.
    Witness(const QDBusConnection &bus, QHash<QString, QString> roles, QObject *parent = nullptr);
    ~Witness() override;

    /// Nobody is being served, as far as the shell says.
    [[nodiscard]] QCoro::Task<bool> idle();
    /// What is written down by now is no part of the facts from here on.
    [[nodiscard]] QCoro::Task<void> begin();
    /// As holds() takes them, without "acts". What does not answer is not in them.
    [[nodiscard]] QCoro::Task<QJsonObject> facts();

Q_SIGNALS:
    /// Something may be different now; not everything that is said so.
    void changed();

private:
    [[nodiscard]] QCoro::Task<QJsonArray> cases();
    [[nodiscard]] QCoro::Task<QJsonArray> audit();
    [[nodiscard]] QCoro::Task<QJsonArray> movements();
    [[nodiscard]] QCoro::Task<QJsonObject> devices();

    const QHash<QString, QString> m_roles;
    std::unique_ptr<OrgBianminShell1Interface> m_shell;
    std::unique_ptr<OrgBianminDevices1Interface> m_devices;
    std::unique_ptr<OrgBianminServices1Interface> m_services;
    std::unique_ptr<OrgBianminStock1Interface> m_stock;
    QSet<QString> m_oldCases;
    qint64 m_oldAudit = 0; ///< number of its newest entry
    qsizetype m_oldMovements = 0;
};

} // namespace kiosk::trainer
