#pragma once

#include <kiosk/hal/linked_device.h>
#include <kiosk/hal/signature.h>

namespace kiosk::hal
{

/// What a pen did on a pad.
struct PenEvent {
    enum class Kind { Point, Lifted, Confirmed, Cleared, Canceled } kind = Kind::Lifted;
    InkPoint point = {}; ///< of Point; its time is the pad's own, from any beginning
};

/// Class signature-pad: a pad that shows what is written on it, and three buttons: cancel, write again,
/// confirm.
///
/// - `takeSignature` → {"completion": "enter", "width_mm", "height_mm", "strokes"} as toJson(Signature), with
///   the SVG and the PNG beside it (blobs 0 and 1); or {"completion": "cancel"}: the citizen's own button.
///   Progress: "sign" (the page is ready), "stroke" {"count": n}, "signAgain" {"reason": "cleared" |
///   "tooShort" | "tooLong"}. Where the pen was is the citizen's and in no progress: the pad shows its own
///   ink.
/// - `reset` → {}: closed and opened
///
/// Errors of `takeSignature`: timeOut (its deadline), canceled (who asked), noDevice (drawn), protocolError …
/// However it ends, the page is off the pad. status() has "model" beside "device".
class SignaturePad : public LinkedDevice
{
protected:
    /// A page of the size that can be written on.
    [[nodiscard]] virtual Signature blankPage() const = 0;
    /// Shows an empty page with its buttons. Errors: canceled, timeOut, noDevice, protocolError.
    [[nodiscard]] virtual Status showPage(OperationContext &context) = 0;
    /// Nothing of what was written stays to be seen. At once, and as far as the pad still can.
    virtual void clearPage() = 0;
    /// What happened since; waits for one at least. Errors: timeOut, canceled, noDevice (it is no longer
    /// connected() then).
    [[nodiscard]] virtual Result<QList<PenEvent>> receive(const Deadline &until,
                                                          const CancelToken &cancel) = 0;
    [[nodiscard]] virtual QString model() const = 0;
    /// Errors: noDevice.
    [[nodiscard]] virtual Status stillThere() = 0;

    [[nodiscard]] Result<QJsonObject> look(OperationContext &context) final;
    [[nodiscard]] QJsonObject unseen() const final { return {}; }
    [[nodiscard]] Result<Payload> run(QStringView operation, const QJsonObject &arguments,
                                      OperationContext &context) final;

private:
    struct Page;
    [[nodiscard]] Result<Payload> takeSignature(OperationContext &context);
    [[nodiscard]] Status startAgain(Page &page, const char *reason, OperationContext &context);
    [[nodiscard]] Status take(const PenEvent &event, Page &page, OperationContext &context);
};

} // namespace kiosk::hal
