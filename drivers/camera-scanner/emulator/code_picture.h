#pragma once

#include <kiosk/core/result.h>
#include <kiosk/hal/symbology.h>

#include <QJsonObject>

#include <opencv2/core.hpp>

namespace kiosk::camerascanner::emulator
{

/// How a code is held before the camera, and in what light.
struct Holding {
    double size = 300;     ///< of the code's side (or length), px
    double turned = 0;     ///< degrees
    double tilted = 0;     ///< 0 to 0.4: how much shorter its far edge is
    double blur = 0;       ///< px, sigma
    double contrast = 1;   ///< 1 = black on white
    double noise = 0;      ///< of 255, sigma
    bool glare = false;    ///< a lamp's reflection on it
    bool shadow = false;   ///< half of it
    bool inverted = false; ///< white on black, as dark modes have it
    double middle = 0.5;   ///< of the picture's width

    [[nodiscard]] static Holding from(const QJsonObject &object);
};

/// An empty view of the camera: a wall, a little uneven.
[[nodiscard]] cv::Mat emptyView();
/// Puts a code into it. Errors: unsupportedData (this kind cannot hold that).
[[nodiscard]] Status hold(cv::Mat &view, const QByteArray &data, hal::Symbology symbology,
                          const Holding &holding);

} // namespace kiosk::camerascanner::emulator
