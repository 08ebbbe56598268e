#pragma once

#include <kiosk/hal/device.h>
#include <kiosk/hal/media_size.h>

#include <opencv2/core.hpp>

#include <optional>

namespace kiosk::hal
{

enum class ScanSource { Flatbed, Feeder, FeederDuplex, Camera };

/// What a driver is asked for.
struct ScanRequest {
    ScanSource source = ScanSource::Flatbed;
    int resolution = 300; ///< dots per inch
    bool colour = true;   ///< else grey
    SizeMillimetres paper{210, 297};
};

/// The arguments of `scan`.
struct ScanOrder {
    ScanRequest request;
    int pages = 1;    ///< the most; flatbed and camera: one
    bool pdf = false; ///< else one JPEG a page
};

/// What a driver hands over, as the device saw it.
struct ScannedPicture {
    cv::Mat pixels;        ///< 8 bits: grey, or blue, green, red
    double resolution = 0; ///< dots per inch; 0: not known, as of a camera
};

/// Of the arguments of `scan`. Errors: invalidData. Pure; thread: any.
[[nodiscard]] Result<ScanOrder> scanOrder(const QJsonObject &arguments);

/// Class document-scanner: flatbeds, sheet feeders, and cameras that look down on a page.
///
/// - `scan` {source: flatbed (standard), feeder, feederDuplex or camera; resolution: 75 to 400 dpi (300);
///   colour: fullColor (standard) or grayscale; paper: a media name (iso_a4_210x297mm); pages: 1 to 50, the
///   most that a feeder gives (50); format: jpeg (standard) or pdf}
///   → {"pages": [{"width", "height" (pixels), "found", "blank", "advice"}], "format"}, blobs: a JPEG for
///   each page, or one PDF/A-2u of all
/// - `selfTest` → {"code", "across", "down", "paper", "advice"}: a calibration page (calibration_page.h) that
///   lies on the glass, else in the feeder or below the camera, in colour at 300 dpi. Code: what its codes
///   say, empty unless both were read; across and down: the length between them, 100 = true size; paper: how
///   light its paper is in the picture, before it is made white, 0 to 100
/// - `reset` → {}: closed and opened
///
/// The base finds the page in the picture ("found"), cuts it out, straightens it and makes its paper white.
/// A page that was found is the paper that was asked for, to the pixel; on glass, where lengths are known,
/// one of another size keeps its own. "advice" has what a citizen could do better, as names of errors.yaml:
/// pageBlurred, pageGlare, pageCutOff, severalPages. A document is whole or is not handed out: after a jam,
/// nothing of it is.
///
/// Progress: "pageScanned" {"page"}. Pages are personal data: they are in the blobs, and nowhere else.
/// 400 dpi is the limit because a step of the work on a page is to end within the time of a cancel.
///
/// Errors of `scan`: noMediaPresent (feeder empty, no page in the picture), mediaJammed, coverOpen,
/// deviceBusy, authorisationRequired, noDevice, hardwareError, protocolError, unsupportedData (a source or
/// colour that the device does not have), notEnoughSpace (more than 60 MB), canceled, timeOut.
class DocumentScanner : public Device
{
public:
    [[nodiscard]] Result<Payload> execute(QStringView operation, const Payload &arguments,
                                          OperationContext &context) final;

protected:
    /// Known from the device or its settings; asked for only while it is open.
    [[nodiscard]] virtual Result<QList<ScanSource>> sources(OperationContext &context) = 0;
    /// Errors: those of `scan`.
    [[nodiscard]] virtual Status startScan(const ScanRequest &request, OperationContext &context) = 0;
    /// Nothing when the feeder is empty. The picture may have more or fewer dots than were asked for.
    [[nodiscard]] virtual Result<std::optional<ScannedPicture>> nextPicture(OperationContext &context) = 0;
    /// After startScan(), whatever came of it.
    virtual void endScan() = 0;
    [[nodiscard]] virtual Status reset(OperationContext &context) = 0;

private:
    class Scan; ///< that was begun: ends it
    [[nodiscard]] Result<Payload> scan(const ScanOrder &order, OperationContext &context);
    [[nodiscard]] Result<Payload> selfTest(const QJsonObject &arguments, OperationContext &context);
};

} // namespace kiosk::hal
