#pragma once

#include "counts.h"

namespace kiosk::bench
{

/// A preview of the v4l2 driver, a video in the place of the camera, and a loop of cv::VideoCapture over the
/// same file that makes the same picture of each frame, at the same pace. Figures: preview-frames,
/// preview-processor.
[[nodiscard]] Status measurePreview(const QString &folder, const DeviceCounts &counts, Collected &collected);

} // namespace kiosk::bench
