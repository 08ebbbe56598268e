#pragma once

#include <kiosk/ipc/bus.h>
#include <kiosk/serviced/staff_register.h>

#include <QObject>

#include <functional>

namespace kiosk::services
{

/// org.bianmin.Staff: the register on the bus, each act audited. The methods are the contract's
/// (kiosk/ipc/org.bianmin.Staff1.xml), called by its generated adaptor. Thread: the main one.
class StaffService : public QObject, protected QDBusContext
{
    Q_OBJECT

public:
    /// who did what to whom, and how it ended; nothing of it is secret.
    using Audit = std::function<void(const QString &who, const QString &what, const QString &number,
                                     const QString &result)>;

    StaffService(QDBusConnection bus, std::unique_ptr<StaffRegister> staff, Audit audit,
                 QObject *parent = nullptr);

    QString SignIn(const QDBusUnixFileDescriptor &credentials);
    QDBusUnixFileDescriptor Add(const QDBusUnixFileDescriptor &person);
    void Remove(const QString &number);
    QString List();

private:
    [[nodiscard]] Result<QJsonObject> fieldsOf(const QDBusUnixFileDescriptor &descriptor) const;
    void note(const QString &what, const QString &number, const Status &result);

    QDBusConnection m_bus;
    std::unique_ptr<StaffRegister> m_staff;
    Audit m_audit;
};

} // namespace kiosk::services
