#pragma once

#include <kiosk/hal/linked_device.h>

namespace kiosk::hal
{

/// Class fingerprint-reader: XFS4IoT's Biometric, Read and Match.
///
/// - `capture` → {"format": "…"} and the template beside it (blob 0): made of as many scans of one finger as
///   the reader wants
/// - `match` {format, template: base64} → {"matched": bool}: one finger against this one template, once
/// - `reset` → {}: closed, opened, and reset where the reader can be
///
/// Progress: "placeFinger" (the reader waits), "fingerScanned" {"scan": n, "of": m}, "scanAgain" {"reason":
/// "centerFinger" | "removeFinger" | "tooShort" | "unclear"}: nothing is lost, the citizen tries again until
/// the deadline. A template, a picture of a finger or a score is in no log, no detail and no progress.
///
/// Errors: timeOut, canceled, invalidData (no template), unsupportedData (of another format or kind of
/// reader), unsupportedCommand (of this reader), noDevice (drawn), deviceBusy, hardwareError, protocolError.
///
/// status() has "model" and "format" beside "device".
class FingerprintReader : public LinkedDevice
{
protected:
    /// How a scan went: to be handed on as it happens.
    struct Listener {
        std::function<void(int scan, int of)> scanned;
        std::function<void(const char *reason)> again;
    };

    /// Known while it is connected.
    [[nodiscard]] virtual QString format() const = 0;
    [[nodiscard]] virtual Result<QByteArray> captureTemplate(const Listener &listener,
                                                             OperationContext &context) = 0;
    [[nodiscard]] virtual Result<bool> matches(const QByteArray &reference, const Listener &listener,
                                               OperationContext &context) = 0;

    [[nodiscard]] QJsonObject unseen() const final { return {}; }
    [[nodiscard]] Result<Payload> run(QStringView operation, const QJsonObject &arguments,
                                      OperationContext &context) final;

private:
    [[nodiscard]] static Listener listenerOf(const OperationContext &context);
    [[nodiscard]] Result<Payload> capture(const QJsonObject &arguments, OperationContext &context);
    [[nodiscard]] Result<Payload> match(const QJsonObject &arguments, OperationContext &context);
};

} // namespace kiosk::hal
