#pragma once

#include "service_link.h"

namespace kiosk::xfs4iot
{

/// Device::status() of a device behind a service: {"device": as the service says it, "model" where it tells
/// one, "identity"} and what `add` makes of the rest; a service that does not answer is described
/// (describeFailure). Errors: canceled.
[[nodiscard]] Result<QJsonObject>
deviceStatus(ServiceLink &link, const hal::OperationContext &context,
             const std::function<void(const QJsonObject &status, QJsonObject &result)> &add);

/// The model in an answer of Common.Capabilities; empty where none is told. Pure; thread: any.
[[nodiscard]] QString modelOf(const QJsonObject &capabilities);
/// {"model", "serial", "firmware"} in the same answer, empty where not told. Pure; thread: any.
[[nodiscard]] QJsonObject identityIn(const QJsonObject &capabilities);

} // namespace kiosk::xfs4iot
