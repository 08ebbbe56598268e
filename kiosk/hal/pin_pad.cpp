#include <kiosk/hal/pin_pad.h>

#include <algorithm>

namespace kiosk::hal
{

namespace
{

constexpr qsizetype shortestPan = 8, longestPan = 19; ///< ISO/IEC 7812-1
constexpr qsizetype longestKeyName = 32;

bool areDigits(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool isKeyName(const QString &text)
{
    return !text.isEmpty() && text.size() <= longestKeyName &&
           std::all_of(text.begin(), text.end(), [](QChar c) {
               return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.');
           });
}

bool onlyHas(const QJsonObject &arguments, const QStringList &known)
{
    const QStringList given = arguments.keys();
    return std::all_of(given.begin(), given.end(), [&](const QString &key) { return known.contains(key); });
}

Error badLimits(int least, int most)
{
    return fail(error::invalidData, QStringLiteral("minimum and maximum: %1 to %2").arg(least).arg(most));
}

bool areLimits(int minimum, int maximum, int least, int most)
{
    return minimum >= least && minimum <= maximum && maximum <= most;
}

std::function<void(int)> counter(const OperationContext &context)
{
    return [progress = context.progress](int count) {
        if (progress)
            progress(QStringLiteral("digits"), {{QStringLiteral("count"), count}});
    };
}

Payload canceledByCitizen()
{
    return {{{QStringLiteral("completion"), QStringLiteral("cancel")}}, {}};
}

} // namespace

Result<Payload> PinPad::run(QStringView operation, const QJsonObject &arguments, OperationContext &context)
{
    if (operation == u"enterPin")
        return enterPin(arguments, context);
    if (operation == u"enterData")
        return enterData(arguments, context);
    return LinkedDevice::run(operation, arguments, context);
}

Result<Payload> PinPad::enterPin(const QJsonObject &arguments, OperationContext &context)
{
    const PinRequest request{arguments[u"minimum"].toInt(shortestPin),
                             arguments[u"maximum"].toInt(longestPin), arguments[u"pan"].toString(),
                             arguments[u"key"].toString()};
    if (!areLimits(request.minimum, request.maximum, shortestPin, longestPin))
        return badLimits(shortestPin, longestPin);
    if (request.pan.size() < shortestPan || request.pan.size() > longestPan || !areDigits(request.pan))
        return fail(error::invalidData, QStringLiteral("pan: 8 to 19 digits"));
    if (!isKeyName(request.key))
        return fail(error::invalidData, QStringLiteral("key: the name of one of the pad's keys"));
    if (!onlyHas(arguments, {QStringLiteral("minimum"), QStringLiteral("maximum"), QStringLiteral("pan"),
                             QStringLiteral("key")}))
        return fail(error::invalidData, QStringLiteral("enterPin takes minimum, maximum, pan and key"));
    KIOSK_TRY(ready(context));
    const auto entry = readPin(request, counter(context), context);
    if (!entry)
        return entry.error();
    if (!entry->entered)
        return canceledByCitizen();
    return Payload{{{QStringLiteral("completion"), QStringLiteral("enter")},
                    {QStringLiteral("digits"), entry->digits},
                    {QStringLiteral("format"), QStringLiteral("iso4")},
                    {QStringLiteral("key"), request.key},
                    {QStringLiteral("block"), QString::fromLatin1(entry->block.toHex())}},
                   {}};
}

Result<Payload> PinPad::enterData(const QJsonObject &arguments, OperationContext &context)
{
    const int minimum = arguments[u"minimum"].toInt(1), maximum = arguments[u"maximum"].toInt(longestData);
    if (!areLimits(minimum, maximum, 1, longestData))
        return badLimits(1, longestData);
    if (!onlyHas(arguments, {QStringLiteral("minimum"), QStringLiteral("maximum")}))
        return fail(error::invalidData, QStringLiteral("enterData takes minimum and maximum"));
    KIOSK_TRY(ready(context));
    const auto entry = readData(minimum, maximum, counter(context), context);
    if (!entry)
        return entry.error();
    if (!entry->entered)
        return canceledByCitizen();
    return Payload{
        {{QStringLiteral("completion"), QStringLiteral("enter")}, {QStringLiteral("digits"), entry->digits}},
        {}};
}

} // namespace kiosk::hal
