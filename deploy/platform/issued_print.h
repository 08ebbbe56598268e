#pragma once

#include "operations.h"

namespace kiosk::platform
{

/// Registers a print of whatever document of the subject and gives it its number and codes: the operation of
/// each department that has one. Arguments: purpose, copies. Errors: noRecord, invalidData.
[[nodiscard]] Result<Payload> issuePrint(Store &store, const Call &call);

/// The same of a document that is about nobody's own data. Errors: invalidData.
[[nodiscard]] Result<Payload> registerPrint(Store &store, const Call &call, const QString &purpose,
                                            qint64 copies);

} // namespace kiosk::platform
