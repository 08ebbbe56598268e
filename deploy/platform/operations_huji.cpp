#include "issued_print.h"
#include "silhouette.h"

#include <QCryptographicHash>

namespace kiosk::platform
{

namespace
{

/// ISO 7064 MOD 37,36 over digits and capital letters; other characters do not count.
QChar checkCharacter(const QString &text)
{
    static constexpr QStringView alphabet = u"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    int product = 36;
    for (const QChar character : text) {
        const qsizetype value = alphabet.indexOf(character);
        if (value < 0)
            continue;
        int sum = (product + int(value)) % 36;
        if (sum == 0)
            sum = 36;
        product = sum * 2 % 37;
    }
    return alphabet[(37 - product) % 36];
}

const QString idCardLicence = QStringLiteral("011");
const QString householdLicence = QStringLiteral("012");

/// 证照标识 in the form of GB/T 36904: root, type, issuer, serial, version, check. Types and issuer are made
/// up.
QString licenceIdentifier(const Citizen &citizen, const QString &type)
{
    const QByteArray hash = QCryptographicHash::hash(citizen.idNumber.toLatin1(), QCryptographicHash::Sha256);
    const QString body = QStringLiteral("99000000000000000X%1.91990000MA0TE5T163.%2.001")
                             .arg(type, QString::fromLatin1(hash.left(8).toHex().toUpper()));
    return QStringLiteral("1.2.156.3005.2.%1.%2").arg(body, checkCharacter(body));
}

Result<Payload> queryIdCard(Store &store, const Call &call)
{
    const auto found = subjectOf(store, call);
    if (!found)
        return found.error();
    const Citizen &citizen = *found;
    const auto date = [](const QDate &day) { return day.toString(Qt::ISODate); };
    Payload reply;
    reply.blobs.append(silhouettePng(citizen.sex));
    reply.fields = {
        {QStringLiteral("name"), citizen.name},
        {QStringLiteral("sex"), citizen.sex},
        {QStringLiteral("nation"), citizen.nation},
        {QStringLiteral("birth"), date(citizen.birth)},
        {QStringLiteral("address"), citizen.address},
        {QStringLiteral("id_number"), citizen.idNumber},
        {QStringLiteral("authority"), citizen.authority},
        {QStringLiteral("valid_from"), date(citizen.validFrom)},
        {QStringLiteral("valid_to"), citizen.validTo ? QJsonValue(date(*citizen.validTo)) : QJsonValue()},
        {QStringLiteral("licence_id"), licenceIdentifier(citizen, idCardLicence)},
        {QStringLiteral("photo"), QJsonObject{{QStringLiteral("blob"), 0}}}};
    return reply;
}

Result<Payload> queryHousehold(Store &store, const Call &call)
{
    const auto citizen = subjectOf(store, call);
    if (!citizen)
        return citizen.error();
    auto page = store.householdPage(citizen->idNumber);
    if (!page)
        return fail(error::noRecord);
    page->insert(QStringLiteral("name"), citizen->name);
    page->insert(QStringLiteral("sex"), citizen->sex);
    page->insert(QStringLiteral("nation"), citizen->nation);
    page->insert(QStringLiteral("birth"), citizen->birth.toString(Qt::ISODate));
    page->insert(QStringLiteral("id_number"), citizen->idNumber);
    page->insert(QStringLiteral("licence_id"), licenceIdentifier(*citizen, householdLicence));
    return Payload{*page, {}};
}

} // namespace

QList<Operation> hujiOperations()
{
    return {{QStringLiteral("huji/idcard.query"), queryIdCard},
            {QStringLiteral("huji/idcard.issue"), issuePrint},
            {QStringLiteral("huji/household.query"), queryHousehold},
            {QStringLiteral("huji/household.issue"), issuePrint}};
}

} // namespace kiosk::platform
