#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/payload.h>

namespace kiosk::hal
{

/// Where the pen was.
struct InkPoint {
    double x = 0;         ///< mm from the left edge
    double y = 0;         ///< mm from the upper edge
    double pressure = 0;  ///< 0 to 1; a finger's is 0.5
    Milliseconds time{0}; ///< since the first point of all
};
using Stroke = QList<InkPoint>;

/// What somebody wrote with a pen or a finger, and the page it is on. It is the citizen's: in no log and no
/// progress. Thread: any.
struct Signature {
    double width = 0; ///< mm
    double height = 0;
    QList<Stroke> strokes;

    /// Of all strokes, in mm.
    [[nodiscard]] double length() const;
    /// Two strokes, or one long one; a dot or a slip of the pen is no signature.
    [[nodiscard]] bool isEnough() const;
};

constexpr double leastLength = 20, leastLengthOfOneStroke = 60; ///< mm; our own choice
constexpr qsizetype mostPoints = 20'000;                        ///< 100 s of a pad with 200 a second

/// Black ink on nothing; wider where the pen was pressed.
struct SignaturePictures {
    QByteArray svg; ///< in mm
    QByteArray png; ///< 10 pixels to the mm
};
/// Pure. Errors: invalidData (the page has no size), internalError.
[[nodiscard]] Result<SignaturePictures> drawSignature(const Signature &signature);

/// {"width_mm", "height_mm", "strokes": [[{"x", "y", "pressure", "time_ms"}, …], …]}. Pure.
[[nodiscard]] QJsonObject toJson(const Signature &signature);
/// Also what a touch screen collected (SignatureField.qml). Pure. Errors: invalidData (a point off the page
/// or back in time, more than mostPoints …).
[[nodiscard]] Result<Signature> signatureFrom(const QJsonObject &object);

} // namespace kiosk::hal
