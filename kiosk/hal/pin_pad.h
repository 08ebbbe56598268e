#pragma once

#include <kiosk/hal/linked_device.h>

namespace kiosk::hal
{

constexpr int shortestPin = 4, longestPin = 12; ///< ISO 9564-1, 8.1
constexpr int longestData = 32;                 ///< digits that are no PIN; our own choice

struct PinRequest {
    int minimum = shortestPin;
    int maximum = longestPin;
    QString pan; ///< 8 to 19 digits: the block is good for this account only
    QString key; ///< the pad's name of the key to encipher with
};
struct PinEntry {
    bool entered = false; ///< false: the citizen's own cancel key
    int digits = 0;
    QByteArray block = {}; ///< 16 bytes
};
struct DataEntry {
    bool entered = false;
    QString digits = {};
};

/// Class pin-pad: an encrypting PIN pad, XFS4IoT's PinPad and Keyboard.
///
/// - `enterPin` {minimum, maximum, pan, key} → {"completion": "enter", "digits": n, "format": "iso4", "key",
///   "block": 32 hexadecimal digits}: an ISO 9564-1 format 4 block, enciphered in the pad; or {"completion":
///   "cancel"}
/// - `enterData` {minimum, maximum} → {"completion": "enter", "digits": "…"}, for digits that are no PIN
///   (a telephone number); or {"completion": "cancel"}
/// - `reset` → {}: closed and opened
///
/// Progress of both: "enterPin" or "enterData" (the pad waits), then "digits" {"count": n so far}, never
/// which. **A PIN in clear is nowhere but in the pad:** this interface has no place for one.
///
/// Errors: invalidData (of the arguments), timeOut, canceled (who asked; the pad forgets what was typed),
/// deviceNotReady (it has no such key), hardwareError (it was tampered with and has erased its keys),
/// noDevice, protocolError …
///
/// status() has "model", "serial" and "keys": [names] beside "device".
class PinPad : public LinkedDevice
{
protected:
    /// Told how many digits there are.
    using Typed = std::function<void(int count)>;

    [[nodiscard]] virtual Result<PinEntry> readPin(const PinRequest &request, const Typed &typed,
                                                   OperationContext &context) = 0;
    [[nodiscard]] virtual Result<DataEntry> readData(int minimum, int maximum, const Typed &typed,
                                                     OperationContext &context) = 0;

    [[nodiscard]] QJsonObject unseen() const final { return {}; }
    [[nodiscard]] Result<Payload> run(QStringView operation, const QJsonObject &arguments,
                                      OperationContext &context) final;

private:
    [[nodiscard]] Result<Payload> enterPin(const QJsonObject &arguments, OperationContext &context);
    [[nodiscard]] Result<Payload> enterData(const QJsonObject &arguments, OperationContext &context);
};

} // namespace kiosk::hal
