#include "operations.h"

#include <QJsonDocument>

namespace kiosk::platform
{

namespace
{

Result<Payload> health(Store &, const Call &)
{
    return Payload{{{QStringLiteral("status"), QStringLiteral("normal")}}, {}};
}

QByteArray asJson(const Call &call)
{
    QJsonObject object = call.arguments;
    object.insert(QStringLiteral("terminal"), call.terminal);
    object.insert(QStringLiteral("case"), call.caseNumber);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<Payload> submitRating(Store &store, const Call &call)
{
    if (call.caseNumber.isEmpty())
        return fail(error::invalidData, QStringLiteral("rating without a case"));
    store.addRating(call.caseNumber, asJson(call));
    return Payload{};
}

Result<Payload> reportCase(Store &store, const Call &call)
{
    if (call.caseNumber.isEmpty())
        return fail(error::invalidData, QStringLiteral("report without a case"));
    store.addReport(call.caseNumber, asJson(call));
    return Payload{};
}

} // namespace

QList<Operation> terminalOperations()
{
    return {{QStringLiteral("terminal.health"), health},
            {QStringLiteral("rating.submit"), submitRating},
            {QStringLiteral("case.report"), reportCase}};
}

} // namespace kiosk::platform
