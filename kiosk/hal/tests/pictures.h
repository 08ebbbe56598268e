#pragma once

#include <QByteArray>

namespace kiosk::hal::test
{

/// A JPEG whose pixels all differ from their neighbours, darker than paper to its very edges.
[[nodiscard]] QByteArray makeJpeg(int width, int height);
/// The same with an ICC profile in it, in as many parts as it takes.
[[nodiscard]] QByteArray withProfile(const QByteArray &jpeg, const QByteArray &profile,
                                     qsizetype partSize = 60000);

/// What came out of a printer, one page of it as a scanner would see it, in grey.
struct Scan {
    int width = 0;
    int height = 0;
    QByteArray pixels;
};
[[nodiscard]] Scan scan(const QByteArray &pdf, int dpi);

/// The smallest box around everything darker than 128 within a region, in pixels.
struct Box {
    int left = 0;
    int top = 0;
    int right = 0; ///< the first column past it
    int bottom = 0;
};
[[nodiscard]] Box darkBox(const Scan &scan, const Box &region);
[[nodiscard]] inline Box darkBox(const Scan &scan)
{
    return darkBox(scan, {0, 0, scan.width, scan.height});
}

/// The pixels of the one picture in a PDF, as they are in it.
[[nodiscard]] QByteArray pictureIn(const QByteArray &pdf);

} // namespace kiosk::hal::test
