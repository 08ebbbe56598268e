#pragma once

#include <kiosk/core/result.h>

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace kiosk::hal
{

/// Why a device, as kiosk-deviced lists it, cannot be used now; unset where it can. The device's own reason
/// goes before its state. Pure; thread: any.
[[nodiscard]] std::optional<Error> obstacleOf(const QJsonObject &device);

/// What a device's entry in that list says of its trays (devices.yaml) as `papers`: {tray: media (PWG
/// 5101.1)} of those with plain paper, not with numbered blanks. Pure; thread: any.
[[nodiscard]] QJsonObject papersOf(const QJsonArray &trays);

/// Of the devices, as kiosk-deviced lists them, those of a class that can serve a citizen, in their order. A
/// document's printer has plain paper of its size, which is A4 (services.md: every document of the
/// catalogue). Pure; thread: any.
[[nodiscard]] QList<QJsonObject> devicesOfClass(const QJsonArray &devices, QStringView deviceClass);

/// The one of them that is asked: the first; of printers, where one job has nothing to do with another, the
/// first that can be used now. An empty object where there is none. Pure; thread: any.
[[nodiscard]] QJsonObject deviceOfClass(const QJsonArray &devices, QStringView deviceClass);

/// How a device is in two words, for its history: "error" and a code of errors.yaml, "supply" and the parts
/// that run low with "-" between ("paper-toner"), each with XFS4IoT's word behind it where it is at its end
/// ("units-empty"), or "state" and "online". Both are empty where it cannot be told yet. Pure; thread: any.
struct DeviceCondition {
    QString what;
    QString word;
};
[[nodiscard]] DeviceCondition conditionOf(const QJsonObject &device);

} // namespace kiosk::hal
