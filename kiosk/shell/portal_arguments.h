#pragma once

#include <kiosk/core/clock.h>

#include <QJsonObject>

namespace kiosk::shell
{

/// What a module hands to a trusted step, brought into bounds: a module's numbers are not to be trusted.
/// Pure.
struct ApiArguments {
    QString call;          ///< "huji/idcard.query"
    QJsonObject arguments; ///< checked against the platform's profile by kiosk-serviced
    Milliseconds timeout;  ///< 1 s to 120 s
};
[[nodiscard]] ApiArguments readApiArguments(const QJsonObject &fields);

struct DeviceArguments {
    QString deviceClass;
    QString operation;     ///< one that the portal has let through
    QJsonObject arguments; ///< checked by the device's class
    Milliseconds timeout;  ///< 1 s to 120 s
};
[[nodiscard]] DeviceArguments readDeviceArguments(const QJsonObject &fields);

struct PrintArguments {
    int copies; ///< 1 to 3
    int pages;  ///< of one copy, as the module says: for the screen only; 1 to 1000
    bool duplex;
};
[[nodiscard]] PrintArguments readPrintArguments(const QJsonObject &fields);

} // namespace kiosk::shell
