#pragma once

#include <kiosk/core/result.h>

#include <QJsonObject>
#include <QString>

#include <QCoro/QCoroTask>

namespace kiosk::trainer
{

/// One request to the emulator that listens at this socket (hal::EmulatorControl; the platform's simulator
/// speaks likewise). Thread: any with an event loop; nothing blocks. Errors: noDevice (nobody listens),
/// timeOut, protocolError (no JSON object came), invalidData (it refused; the detail is its reason).
[[nodiscard]] QCoro::Task<Result<QJsonObject>> askSimulated(QString socket, QJsonObject request);

} // namespace kiosk::trainer
