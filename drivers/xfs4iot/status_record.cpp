#include "status_record.h"

namespace kiosk::xfs4iot
{

namespace
{

/// In the spelling in which it is known, since peers differ in upper and lower case.
QString knownKey(const QJsonObject &object, const QString &key)
{
    if (!object.contains(key))
        for (auto field = object.begin(); field != object.end(); ++field)
            if (field.key().compare(key, Qt::CaseInsensitive) == 0)
                return field.key();
    return key;
}

} // namespace

QJsonObject StatusRecord::merged(QJsonObject status, const QJsonObject &delta, int depth)
{
    for (auto change = delta.begin(); change != delta.end() && depth > 0; ++change) {
        const QString key = knownKey(status, change.key());
        const QJsonValue before = status[key];
        const bool isNew = before.isUndefined() || before.isNull();
        if (change->isNull() || (!isNew && before.isObject() != change->isObject()))
            continue;
        if (change->isObject())
            status.insert(key, merged(before.toObject(), change->toObject(), depth - 1));
        else
            status.insert(key, *change);
    }
    return status;
}

} // namespace kiosk::xfs4iot
