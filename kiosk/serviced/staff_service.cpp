#include <kiosk/serviced/staff_service.h>

#include <QJsonDocument>

#include "staff_adaptor.h"

namespace kiosk::services
{

namespace
{
constexpr qsizetype maximumStaffForm = 4096;
} // namespace

StaffService::StaffService(QDBusConnection bus, std::unique_ptr<StaffRegister> staff, Audit audit,
                           QObject *parent)
    : QObject(parent), m_bus(std::move(bus)), m_staff(std::move(staff)), m_audit(std::move(audit))
{
    new Staff1Adaptor(this);
    if (!m_bus.registerObject(QLatin1String(ipc::staffPath), this))
        qCritical("staff: %s", qPrintable(m_bus.lastError().message()));
}

QString StaffService::SignIn(const QDBusUnixFileDescriptor &credentials)
{
    const auto fields = fieldsOf(credentials);
    if (!fields) {
        ipc::replyError(*this, fields.error());
        return {};
    }
    const QString number = (*fields)[u"number"].toString();
    const auto role = m_staff->signIn(number, (*fields)[u"pin"].toString(), (*fields)[u"code"].toString());
    note(QStringLiteral("sign-in"), number, role ? Status() : Status(role.error()));
    if (!role)
        ipc::replyError(*this, role.error());
    return role ? *role : QString();
}

QDBusUnixFileDescriptor StaffService::Add(const QDBusUnixFileDescriptor &person)
{
    const auto fields = fieldsOf(person);
    if (!fields) {
        ipc::replyError(*this, fields.error());
        return {};
    }
    const QString number = (*fields)[u"number"].toString();
    const auto enrolment = m_staff->add(number, (*fields)[u"role"].toString(), (*fields)[u"pin"].toString());
    note(QStringLiteral("staff-add"), number, enrolment ? Status() : Status(enrolment.error()));
    if (!enrolment) {
        ipc::replyError(*this, enrolment.error());
        return {};
    }
    const auto sealed = ipc::descriptorFor(
        {{{QStringLiteral("secret"), enrolment->secret}, {QStringLiteral("uri"), enrolment->uri}}, {}});
    if (!sealed) {
        ipc::replyError(*this, sealed.error());
        return {};
    }
    return *sealed;
}

void StaffService::Remove(const QString &number)
{
    const Status removed = m_staff->remove(number);
    note(QStringLiteral("staff-remove"), number, removed);
    if (!removed)
        ipc::replyError(*this, removed.error());
}

QString StaffService::List()
{
    const auto staff = m_staff->list();
    if (!staff) {
        ipc::replyError(*this, staff.error());
        return {};
    }
    return QString::fromUtf8(QJsonDocument(*staff).toJson(QJsonDocument::Compact));
}

Result<QJsonObject> StaffService::fieldsOf(const QDBusUnixFileDescriptor &descriptor) const
{
    if (!descriptor.isValid())
        return fail(error::invalidData, QStringLiteral("no descriptor"));
    const auto payload = readPayload(descriptor.fileDescriptor(), maximumStaffForm);
    if (!payload)
        return payload.error();
    return payload->fields;
}

void StaffService::note(const QString &what, const QString &number, const Status &result)
{
    m_audit(ipc::accountOf(m_bus, message().service()), what,
            StaffRegister::isNumber(number) ? number : QString(),
            result ? QStringLiteral("ok") : result.error().code.name().toString());
}

} // namespace kiosk::services
