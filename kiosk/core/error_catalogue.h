#pragma once

#include <kiosk/core/result.h>

#include <QJsonObject>

namespace kiosk
{

/// What the field needs to know of an error code; the source is errors.yaml.
struct ErrorEntry {
    ErrorCode code;
    QString number;     ///< short form for screens and telephones, "PRN-0201"
    QString completion; ///< XFS4IoT completion code
    QString severity;   ///< info | warning | error | critical
    bool retryable = false;
    QString citizen;     ///< what happened, in plain Chinese
    QString citizenNext; ///< what the citizen can do now
    QString citizenEn;
    QString citizenNextEn;
    QString technician; ///< what it means for the machine
    QString remedy;     ///< what the technician does
};

/// Never fails: every ErrorCode constant is generated from the catalogue. Thread: any.
[[nodiscard]] const ErrorEntry &describe(ErrorCode code);
/// The entry of a code that came over a wire; nullptr where there is none.
[[nodiscard]] const ErrorEntry *findError(QStringView code);
/// A code that came over a wire; internalError where the catalogue does not know it.
[[nodiscard]] ErrorCode errorCodeFrom(QStringView code);

/// {"completion", "error"?, "message", "remedy"}: how an outcome is told outside the process. `error` is left
/// out where the completion code says it all.
[[nodiscard]] QJsonObject toJson(const Error &error);

} // namespace kiosk
