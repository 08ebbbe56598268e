#pragma once

#include <kiosk/hal/document_scanner.h>

#include <QStringList>

namespace kiosk::hal
{

/// A page as it is handed out.
struct PagePicture {
    cv::Mat pixels; ///< grey, or blue, green, red
    SizeMillimetres size;
    bool found = false; ///< its edges were in the picture
    bool blank = false;
    QStringList advice; ///< names of errors.yaml
};

/// Finds the page, cuts it out, straightens it, makes its paper white and judges it. Errors: noMediaPresent
/// (nothing lies on the glass or below the camera; not of a feeder, whose sheets may be blank),
/// internalError, and what `context` says between two steps. Thread: any.
[[nodiscard]] Result<PagePicture> pageOf(const ScannedPicture &picture, const ScanRequest &request,
                                         const OperationContext &context);

/// Errors: internalError. Thread: any.
[[nodiscard]] Result<QByteArray> jpegOf(const PagePicture &page, int resolution);

/// The size in dots of so many millimetres.
[[nodiscard]] inline int dotsOf(double millimetres, double resolution)
{
    return int(millimetres * resolution / 25.4 + 0.5);
}

} // namespace kiosk::hal
