#include <kiosk/hal/chip.h>

#include <QMap>

namespace kiosk::hal
{

Result<ChipAction> chipActionIn(const QJsonObject &arguments)
{
    static const QMap<QString, ChipAction> actions{{QStringLiteral("cold"), ChipAction::Cold},
                                                   {QStringLiteral("warm"), ChipAction::Warm},
                                                   {QStringLiteral("off"), ChipAction::Off}};
    const auto action = actions.find(arguments[u"action"].toString(QStringLiteral("cold")));
    if (action == actions.end())
        return fail(error::invalidData, QStringLiteral("action: cold, warm or off"));
    return *action;
}

Payload chipPowerResult(ChipAction action, const QByteArray &atr)
{
    if (action == ChipAction::Off)
        return {};
    return {{{QStringLiteral("atr"), QString::fromLatin1(atr.toHex())}}, {}};
}

Result<QByteArray> apduIn(const QJsonObject &arguments, qsizetype longest)
{
    const QByteArray digits = arguments[u"apdu"].toString().toLatin1();
    QByteArray bytes = QByteArray::fromHex(digits);
    if (bytes.toHex() != digits.toLower() || bytes.size() < shortestApdu || bytes.size() > longest)
        return fail(error::invalidData,
                    QStringLiteral("apdu: %1 to %2 bytes in hexadecimal").arg(shortestApdu).arg(longest));
    return bytes;
}

Payload chipIoResult(const QByteArray &response)
{
    return {{{QStringLiteral("response"), QString::fromLatin1(response.toHex())}}, {}};
}

} // namespace kiosk::hal
