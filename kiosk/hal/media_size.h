#pragma once

#include <kiosk/core/result.h>

#include <QStringView>

namespace kiosk::hal
{

/// A PDF counts in points of 1/72 inch.
inline constexpr double pointsPerMillimetre = 72.0 / 25.4;

/// A sheet or a picture on one, upright, in millimetres.
struct SizeMillimetres {
    double width = 0;
    double height = 0;
};

/// The size in a media name (PWG 5101.1: "iso_a4_210x297mm", "na_index-4x6_4x6in"). Errors: invalidData.
/// Pure; thread: any.
[[nodiscard]] Result<SizeMillimetres> mediaSize(QStringView media);

} // namespace kiosk::hal
