#include <kiosk/hal/linked_device.h>

namespace kiosk::hal
{

Status LinkedDevice::open(OperationContext &context)
{
    disconnect();
    return connect(context);
}

Status LinkedDevice::ready(OperationContext &context)
{
    return connected() ? Status() : connect(context);
}

Result<QJsonObject> LinkedDevice::status(OperationContext &context)
{
    KIOSK_TRY(context.check());
    auto seen = [&]() -> Result<QJsonObject> {
        KIOSK_TRY(ready(context));
        return look(context);
    }();
    if (seen) {
        seen->insert(QStringLiteral("device"), QStringLiteral("online"));
        return seen;
    }
    if (seen.error().code == error::canceled)
        return seen.error();
    disconnect();
    QJsonObject failure = unseen();
    const QJsonObject why = describeFailure(seen.error());
    for (auto field = why.begin(); field != why.end(); ++field)
        failure.insert(field.key(), *field);
    return failure;
}

Result<Payload> LinkedDevice::execute(QStringView operation, const Payload &arguments,
                                      OperationContext &context)
{
    KIOSK_TRY(context.check());
    if (operation != u"reset")
        return run(operation, arguments.fields, context);
    KIOSK_TRY(open(context));
    KIOSK_TRY(restore(context));
    return Payload{};
}

Status LinkedDevice::restore(OperationContext & /*context*/)
{
    return {};
}

Result<Payload> LinkedDevice::run(QStringView operation, const QJsonObject & /*arguments*/,
                                  OperationContext & /*context*/)
{
    return fail(error::unsupportedCommand, QStringLiteral("no operation '%1'").arg(operation));
}

} // namespace kiosk::hal
