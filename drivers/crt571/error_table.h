#pragma once

#include "frame.h"

#include <kiosk/core/result.h>

#include <QHash>
#include <QStringList>

namespace kiosk::crt571
{

/// What the device's error codes mean; the source is errors.yaml. Thread: any once loaded.
class ErrorTable
{
public:
    /// share/kiosk/drivers/crt571/errors.yaml, checked against its schema and the catalogue. Errors:
    /// invalidData.
    [[nodiscard]] static Result<ErrorTable> load();

    /// The error of a negative answer. A code that the table does not know is a hardwareError.
    [[nodiscard]] Error errorOf(const Reply &reply) const;
    [[nodiscard]] QStringList codes() const { return m_meanings.keys(); }

private:
    struct Meaning {
        ErrorCode error;
        QString text;
    };
    QHash<QString, Meaning> m_meanings;
};

} // namespace kiosk::crt571
