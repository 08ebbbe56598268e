#pragma once

#include <kiosk/core/cancel.h>
#include <kiosk/hal/code_scanner.h>

#include <opencv2/core.hpp>

#include <memory>
#include <optional>

namespace kiosk::camerascanner
{

/// Finds codes in pictures: the picture as it is, and then again and again prepared in another way (a ladder:
/// smaller, larger, smoothed, thresholds of its parts, turned, inverted), until one is found or time is up.
///
/// Who has a stream of pictures gives each a part of the time: every call tries the picture as it is, and
/// goes on with the ladder where the last one was stopped.
///
/// Of several codes in a picture, the one that is nearest to its middle. Linear codes have weak checks: take
/// one only when two pictures have it (isLinear). Thread: one.
class CodeRecognizer
{
public:
    /// Empty: QR, Data Matrix, Aztec, PDF417, Code 128, Code 39, EAN and UPC-A. Never GS1 DataBar, where
    /// ZXing-C++ 1.4 ends the process on some pictures (an assertion on a number of lines).
    explicit CodeRecognizer(const QList<hal::Symbology> &formats = {});
    ~CodeRecognizer();
    CodeRecognizer(const CodeRecognizer &) = delete;
    CodeRecognizer &operator=(const CodeRecognizer &) = delete;

    /// `grey`: one byte a pixel, of any size (large ones are made smaller). Ends with the step during which
    /// time is over or a cancel comes: mostly some 10 ms, and a whole second at worst, for WeChat's reader in
    /// noise. Who has to answer sooner does not wait for it.
    [[nodiscard]] std::optional<hal::ScannedCode> find(const cv::Mat &grey, const Deadline &until,
                                                       const CancelToken &cancel);

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

/// Bars, not a matrix. Pure; thread: any.
[[nodiscard]] bool isLinear(hal::Symbology symbology);

} // namespace kiosk::camerascanner
