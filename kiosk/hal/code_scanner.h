#pragma once

#include <kiosk/hal/linked_device.h>
#include <kiosk/hal/symbology.h>

namespace kiosk::hal
{

/// What a scanner gives of one code.
struct ScannedCode {
    QByteArray data; ///< as it stands in the code, without what a scanner puts around it
    Symbology symbology = Symbology::Unknown;
};

/// The longest code that is taken, in bytes: a QR code holds at most 2953 (ISO/IEC 18004, version 40-L).
constexpr qsizetype longestCode = 4096;

/// "ascii", "utf-8", "shift_jis" (only with kana), "gb18030" or "binary": the first that the bytes are; for
/// the others than binary `text` is what they say. Control characters but tab, line feed, carriage return and
/// the separators of GS1 (0x1C to 0x1E) make bytes binary. Pure; thread: any.
struct CodeText {
    QString encoding;
    QString text;
};
[[nodiscard]] CodeText textOf(const QByteArray &data);

/// Class code-scanner: XFS4IoT's BarcodeReader.
///
/// - `read` {formats: [qrCode, …]; left out: any} → {"symbology", "encoding", "text" (not of binary)}, blob 0
///   the bytes, 1 to `longestCode`, without the CR, LF and NUL that codes and scanners end in
/// - `reset` → {}: closed and opened
///
/// A code is data that anybody may have made: never an address to open, a path or a command. It is personal,
/// too: it is in the answer, and in no log, detail or progress.
///
/// One code per `read`, and only one that was shown after it began: what the scanner saw before is dropped,
/// and of two the second is. Progress: "scanCode" as soon as a code can be shown; "codeInvalid" for one that
/// was cut, too long or of a kind that was not asked for: the next is waited for. A code whose kind the
/// scanner does not tell is taken whatever was asked for ("unknown").
///
/// Errors of `read`: noBarcode (until the deadline none was shown), barcodeInvalid (only such), canceled,
/// noDevice (drawn) …
///
/// status() has "scanner": on (it can see now) | off | inoperative | unknown beside "device".
class CodeScanner : public LinkedDevice
{
protected:
    // look(): "scanner" as in status(), "model" where it says.

    [[nodiscard]] QJsonObject unseen() const final;
    [[nodiscard]] Result<Payload> run(QStringView operation, const QJsonObject &arguments,
                                      OperationContext &context) final;

    /// Drops what was seen so far, and begins to look. `formats`: empty = any. Errors: as next().
    [[nodiscard]] virtual Status begin(const QList<Symbology> &formats, OperationContext &context) = 0;
    /// The next code, of any kind. Errors: as check(); barcodeInvalid (cut, too long), noDevice …
    [[nodiscard]] virtual Result<ScannedCode> next(OperationContext &context) = 0;
    /// Whatever begin() and next() said, and also after a cancel: a few milliseconds.
    virtual void end() = 0;

private:
    [[nodiscard]] Result<Payload> read(const QJsonObject &arguments, OperationContext &context);
    [[nodiscard]] Result<Payload> awaitCode(const QList<Symbology> &formats, OperationContext &context);
};

} // namespace kiosk::hal
