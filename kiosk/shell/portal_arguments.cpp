#include <kiosk/shell/portal_arguments.h>

#include <algorithm>

namespace kiosk::shell
{

namespace
{
Milliseconds timeoutIn(const QJsonObject &fields)
{
    return std::chrono::seconds(std::clamp(fields[u"timeout_s"].toInt(30), 1, 120));
}
} // namespace

ApiArguments readApiArguments(const QJsonObject &fields)
{
    return {fields[u"call"].toString(), fields[u"arguments"].toObject(), timeoutIn(fields)};
}

DeviceArguments readDeviceArguments(const QJsonObject &fields)
{
    return {fields[u"class"].toString(), fields[u"operation"].toString(), fields[u"arguments"].toObject(),
            timeoutIn(fields)};
}

PrintArguments readPrintArguments(const QJsonObject &fields)
{
    return {std::clamp(fields[u"copies"].toInt(1), 1, 3), std::clamp(fields[u"pages"].toInt(1), 1, 1000),
            fields[u"duplex"].toBool()};
}

} // namespace kiosk::shell
