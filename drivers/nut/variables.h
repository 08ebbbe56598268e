#pragma once

#include <kiosk/hal/ups.h>

#include <QHash>

namespace kiosk::nut
{

using Variables = QHash<QByteArray, QByteArray>;

/// No UPS has so many variables: the largest of NUT's own samples have 200 lines.
constexpr qsizetype longestAnswer = qsizetype(64) * 1024;

/// The answer to "LIST VAR ups" as far as it has come; nullopt: more comes. Errors: noDevice (this UPS is not
/// known, does not answer, or its driver does not run), authorisationRequired, protocolError. Pure; thread:
/// any.
[[nodiscard]] Result<std::optional<Variables>> parseVariables(QByteArrayView received, QByteArrayView ups);

/// From when on a battery is low, beside what the UPS says itself; 0 = its word alone counts.
struct LowBattery {
    int charge = 20; ///< percent
    std::chrono::seconds runtime{120};
};

/// Pure; thread: any.
[[nodiscard]] hal::UpsState stateOf(const Variables &variables, const LowBattery &low);

} // namespace kiosk::nut
