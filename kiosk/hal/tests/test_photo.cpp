#include "pictures.h"

#include <kiosk/hal/calibration_page.h>
#include <kiosk/hal/colour_profile.h>
#include <kiosk/hal/photo_page.h>

#include <QFile>

#include <catch2/catch.hpp>

#include <cmath>

using namespace kiosk;
using namespace kiosk::hal;
using namespace kiosk::hal::test;

namespace
{

constexpr SizeMillimetres sixInch{101.6, 152.4};
const QString adobeRgb = QStringLiteral("/usr/share/color/icc/compatibleWithAdobeRGB1998.icc");

std::string codeOf(const Status &status)
{
    return status ? "success" : status.error().code.name().toString().toStdString();
}
template <typename T> std::string codeOf(const Result<T> &result)
{
    return codeOf(result ? Status() : Status(result.error()));
}

QByteArray fileOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Picture plain(int width, int height, const char *colour)
{
    Picture picture{width, height, {}, {}};
    for (int pixel = 0; pixel < width * height; ++pixel)
        picture.pixels.append(colour, 3);
    return picture;
}

} // namespace

TEST_CASE("a media's size is in its name")
{
    const auto a4 = mediaSize(u"iso_a4_210x297mm");
    REQUIRE(a4);
    CHECK(a4->width == 210);
    const auto six = mediaSize(u"na_index-4x6_4x6in");
    REQUIRE(six);
    CHECK(six->height == Approx(152.4));
    CHECK(mediaSize(u"oe_photo-l_3.5x5in")->width == Approx(88.9));
    for (const char *wrong :
         {"", "iso_a4", "iso_a4_210x297", "iso_a4_0x297mm", "a_b_1x2mm;", "a_b_99999x1mm"})
        CHECK(codeOf(mediaSize(QString::fromLatin1(wrong))) == "invalidData");
}

TEST_CASE("a JPEG gives its pixels and its profile")
{
    const QByteArray jpeg = makeJpeg(30, 20);
    const auto picture = readJpeg(jpeg);
    REQUIRE(picture);
    CHECK(picture->width == 30);
    CHECK(picture->height == 20);
    CHECK(picture->pixels.size() == 30 * 20 * 3);
    CHECK(picture->profile.isEmpty());

    const QByteArray profile = fileOf(adobeRgb);
    REQUIRE_FALSE(profile.isEmpty());
    CHECK(jpegProfile(withProfile(jpeg, profile)) == profile);
    CHECK(jpegProfile(withProfile(jpeg, profile, 100)) == profile); // in parts
    QByteArray partMissing = withProfile(jpeg, profile, 300);
    partMissing.remove(2, 2 + 2 + 14 + 300);
    CHECK(jpegProfile(partMissing).isEmpty());

    CHECK(codeOf(readJpeg("no picture")) == "invalidData");
    CHECK(codeOf(readJpeg({})) == "invalidData");
    CHECK(codeOf(readJpeg(jpeg.left(jpeg.size() / 2))) == "invalidData");
}

TEST_CASE("colours become the printer's")
{
    const auto standard = loadPrinterProfile({});
    const auto wide = loadPrinterProfile(adobeRgb);
    REQUIRE(standard);
    REQUIRE(wide);
    CHECK(codeOf(loadPrinterProfile(QStringLiteral("/nowhere.icc"))) == "invalidData");
    CHECK(codeOf(loadPrinterProfile(QStringLiteral("/usr/share/color/icc/Gray.icc"))) == "invalidData");

    Picture picture = *readJpeg(makeJpeg(16, 16));
    const QByteArray before = picture.pixels;
    REQUIRE(convertColours(picture, *standard));
    CHECK(picture.pixels == before); // each byte

    // Pure sRGB green lies inside Adobe RGB: known values of that conversion.
    Picture green = plain(1, 1, "\x00\xff\x00");
    REQUIRE(convertColours(green, *wide));
    CHECK(std::abs(uchar(green.pixels[0]) - 144) <= 2);
    CHECK(uchar(green.pixels[1]) >= 253);
    CHECK(std::abs(uchar(green.pixels[2]) - 60) <= 2);
    Picture white = plain(1, 1, "\xff\xff\xff");
    REQUIRE(convertColours(white, *wide));
    CHECK(white.pixels == QByteArray("\xff\xff\xff"));

    // And back: a picture that says it is in Adobe RGB already is not touched for such a printer.
    Picture own = plain(1, 1, "\x90\xff\x3c");
    own.profile = *wide;
    REQUIRE(convertColours(own, *standard));
    CHECK(uchar(own.pixels[0]) <= 6);
    CHECK(uchar(own.pixels[1]) >= 253);
}

TEST_CASE("a photo has its size on the page and each pixel in the file")
{
    const auto picture = readJpeg(makeJpeg(358, 441)); // 26 × 32 mm at 350 dpi
    REQUIRE(picture);
    const auto profile = loadPrinterProfile({});
    const auto page = makePhotoPage(*picture, {26, 32}, sixInch, *profile);
    REQUIRE(page);
    CHECK(pictureIn(*page) == picture->pixels);
    CHECK(page->contains("/OutputIntents"));

    constexpr int dpi = 600;
    // Whoever draws it fills every pixel that the picture touches: an edge may lie a pixel further out.
    const auto stands = [](int edge, double millimetres) {
        return std::abs(edge - millimetres / 25.4 * dpi) <= 1;
    };
    const Scan sheet = scan(*page, dpi);
    CHECK(stands(sheet.width, 101.6));
    CHECK(stands(sheet.height, 152.4));
    const Box box = darkBox(sheet);
    CHECK(stands(box.left, (101.6 - 26) / 2));
    CHECK(stands(box.right, (101.6 + 26) / 2));
    CHECK(stands(box.top, (152.4 - 32) / 2));
    CHECK(stands(box.bottom, (152.4 + 32) / 2));
}

TEST_CASE("a photo that lies across the paper is turned; what does not fit is refused")
{
    const auto picture = readJpeg(makeJpeg(300, 200));
    const auto profile = loadPrinterProfile({});
    const auto page = makePhotoPage(*picture, {90, 60}, sixInch, *profile);
    REQUIRE(page);
    const Scan sheet = scan(*page, 254); // 10 pixels a millimetre
    const Box box = darkBox(sheet);
    CHECK(std::abs(box.right - box.left - 600) <= 1);
    CHECK(std::abs(box.bottom - box.top - 900) <= 1);

    CHECK(codeOf(makePhotoPage(*picture, {90, 62}, sixInch, *profile)) == "invalidData"); // squeezed
    CHECK(codeOf(makePhotoPage(*picture, {160, 106.7}, sixInch, *profile)) == "mediaRejected");
    CHECK(codeOf(makePhotoPage(*picture, {153, 102}, sixInch, *profile)) ==
          "success"); // 6 寸, as it is called
}

TEST_CASE("a tray's print is moved and scaled about the cross-hair")
{
    const auto page = drawCalibrationPage({{210, 297}, QStringLiteral("licence"), {}, {}});
    REQUIRE(page);
    CHECK(*adjustPages(*page, {}) == *page);
    CHECK(codeOf(adjustPages("no PDF", {1, 0, 0})) == "invalidData");
    CHECK(codeOf(drawCalibrationPage({{50, 50}, {}, {}, {}})) == "invalidData");

    constexpr int dpi = 254; // 10 pixels a millimetre
    // The vertical and the horizontal line of a cross-hair, looked for where nothing else is.
    const auto crossX = [](const Scan &sheet, int x, int y) {
        return darkBox(sheet, {x - 75, y - 70, x + 75, y - 30}).left;
    };
    const auto crossY = [](const Scan &sheet, int x, int y) {
        return darkBox(sheet, {x + 30, y - 75, x + 70, y + 75}).top;
    };
    const Scan before = scan(*page, dpi);
    CHECK(std::abs(before.width - 2100) <= 1);
    CHECK(std::abs(crossX(before, 200, 200) - 200) <= 1);
    CHECK(std::abs(crossY(before, 200, 200) - 200) <= 1);
    CHECK(std::abs(crossX(before, 1900, 200) - 1900) <= 1);
    CHECK(std::abs(crossY(before, 200, 2770) - 2770) <= 1);

    const auto adjusted = adjustPages(*page, {1.3, -0.4, 0.5});
    REQUIRE(adjusted);
    const Scan after = scan(*adjusted, dpi);
    CHECK(after.width == before.width);
    CHECK(std::abs(crossX(after, 200, 200) - crossX(before, 200, 200) - 13) <= 1);
    CHECK(std::abs(crossY(after, 200, 200) - crossY(before, 200, 200) + 4) <= 1);
    CHECK(std::abs(crossX(after, 1900, 200) - crossX(before, 1900, 200) - 13 - 9) <= 1); // 1700 × 0.5 % = 8.5
    CHECK(std::abs(crossY(after, 200, 2770) - crossY(before, 200, 2770) + 4 - 13) <=
          1); // 2570 × 0.5 % = 12.9
}

TEST_CASE("a tray's adjustment goes in steps")
{
    const PageAdjustment adjustment = PageAdjustment::of(
        {{QStringLiteral("offset_x_mm"), 1.26}, {QStringLiteral("scale_percent"), -0.238}});
    CHECK(adjustment.x == Approx(1.3));
    CHECK(adjustment.y == 0);
    CHECK(adjustment.scalePercent == Approx(-0.24));
    CHECK(PageAdjustment::of({}).isNone());
}
