#include "operations.h"

#include <kiosk/core/masking.h>

#include <QCryptographicHash>
#include <QtEndian>

namespace kiosk::platform
{

namespace
{

constexpr auto codeLifetime = std::chrono::minutes(5);
constexpr auto lockTime = std::chrono::minutes(30);
constexpr int maximumAttempts = 5;

/// The same request gives the same code, so that a failed run can be looked at again.
QString codeFor(const Call &call)
{
    const QByteArray hash = QCryptographicHash::hash(
        (call.request + call.subject.value(u"id_number").toString()).toUtf8(), QCryptographicHash::Sha256);
    return QStringLiteral("%1").arg(qFromBigEndian<quint32>(hash.constData()) % 1000000, 6, 10,
                                    QLatin1Char('0'));
}

Result<Payload> sendCode(Store &store, const Call &call)
{
    auto citizen = subjectOf(store, call);
    if (!citizen)
        return citizen.error();
    if (citizen->phone.isEmpty())
        return fail(error::phoneMissing);
    if (const auto last = store.smsCode(citizen->idNumber); last && last->lockedUntil > call.now)
        return fail(error::codeLocked);
    store.saveSmsCode(citizen->idNumber, {codeFor(call), call.now, 0, {}});
    return Payload{{{QStringLiteral("phone"), maskPhone(citizen->phone)},
                    {QStringLiteral("expires_s"), qint64(std::chrono::seconds(codeLifetime).count())}},
                   {}};
}

Result<Payload> verifyCode(Store &store, const Call &call)
{
    auto citizen = subjectOf(store, call);
    if (!citizen)
        return citizen.error();
    auto sent = store.smsCode(citizen->idNumber);
    if (sent && sent->lockedUntil > call.now)
        return fail(error::codeLocked);
    if (!sent || sent->code.isEmpty() || sent->sent.msecsTo(call.now) > Milliseconds(codeLifetime).count())
        return fail(error::codeExpired);
    if (sent->code != call.arguments.value(u"code").toString()) {
        ++sent->attempts;
        const bool locked = sent->attempts >= maximumAttempts;
        if (locked)
            sent->lockedUntil = call.now.addMSecs(Milliseconds(lockTime).count());
        store.saveSmsCode(citizen->idNumber, *sent);
        return fail(locked ? error::codeLocked : error::codeWrong);
    }
    store.saveSmsCode(citizen->idNumber, {QString(), call.now, 0, {}}); // good once
    return Payload{{{QStringLiteral("verified"), true}}, {}};
}

} // namespace

Result<Citizen> subjectOf(Store &store, const Call &call)
{
    auto citizen = store.citizen(call.subject.value(u"id_number").toString());
    if (!citizen || citizen->name != call.subject.value(u"name").toString())
        return fail(error::noRecord);
    return *citizen;
}

QList<Operation> identityOperations()
{
    return {{QStringLiteral("identity.sms.send"), sendCode},
            {QStringLiteral("identity.sms.verify"), verifyCode}};
}

} // namespace kiosk::platform
