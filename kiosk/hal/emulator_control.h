#pragma once

#include <kiosk/core/cancel.h>
#include <kiosk/core/result.h>

#include <QJsonObject>

#include <functional>
#include <memory>

namespace kiosk::hal
{

/// The socket by which people and tests play with an emulator: a unix stream socket, one JSON object per line
/// each way. A request is {"do": "insert", …}; the reply has "ok" and what was asked for, or "error" with the
/// reason:
///
///     {"do":"insert","card":"zhang"}  →  {"ok":true}
///     {"do":"dance"}                  →  {"ok":false,"error":"…"}
///
/// Thread: the one that made it; needs its event loop. Removes its socket when it goes.
class EmulatorControl
{
public:
    /// Answers one request. An object without "ok" gets "ok": true.
    using Handler = std::function<QJsonObject(const QJsonObject &request)>;

    /// Listens at the path, for this user only. A socket that nobody answers at any more is replaced.
    /// Errors: deviceBusy (another emulator listens there), invalidData (path too long or not writable).
    [[nodiscard]] static Result<std::unique_ptr<EmulatorControl>> create(const QString &path,
                                                                         Handler handler);
    ~EmulatorControl();

    /// {"ok": false, "error": reason}
    [[nodiscard]] static QJsonObject refuse(const QString &reason);
    /// Refuses a request that this emulator does not know, and says which.
    [[nodiscard]] static QJsonObject refuseUnknown(const QJsonObject &request);
    /// Nothing more than that it went well, or why not.
    [[nodiscard]] static QJsonObject answer(const Status &status);

private:
    struct Data;
    explicit EmulatorControl(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

/// The other end: sends one request and waits for its reply. Thread: any; blocks until the deadline.
/// Errors: noDevice (nobody listens), timeOut, protocolError (no JSON object came), invalidData (the emulator
/// refused; its reason is the detail).
[[nodiscard]] Result<QJsonObject> askEmulator(const QString &path, const QJsonObject &request,
                                              Deadline deadline);

} // namespace kiosk::hal
