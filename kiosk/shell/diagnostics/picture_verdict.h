#pragma once

#include <QByteArray>
#include <QString>

namespace kiosk::shell
{

/// What a technician wants to hear of a picture that a camera took.
struct PictureVerdict {
    int width = 0; ///< pixels; 0: it cannot be read
    int height = 0;
    double luminance = 0; ///< mean, 0 to 1
    double contrast = 0;  ///< standard deviation of the luminance, 0 to 1
    double sharpness = 0; ///< standard deviation of the Laplacian over that of the luminance

    [[nodiscard]] bool good() const { return complaint().isEmpty(); }
    /// The first thing wrong with it and what to do, in words; empty for nothing. The limits of luminance are
    /// those of a certificate photo (mean 0.2 to 0.8).
    [[nodiscard]] QString complaint() const;
};

/// Pure. A picture of any format that Qt reads; judged at 320 px width, so that noise counts for little.
[[nodiscard]] PictureVerdict judgePicture(const QByteArray &picture);

} // namespace kiosk::shell
