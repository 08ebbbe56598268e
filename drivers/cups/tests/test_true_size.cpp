// What the printer receives, measured as a technician would measure the paper.
#include "documents.h"
#include "terminal.h"

#include <kiosk/hal/jpeg_picture.h>
#include <kiosk/hal/tests/pictures.h>

#include <catch2/catch.hpp>

#include <cmath>

using namespace kiosk;
using namespace kiosk::cups;
using namespace kiosk::hal::test;

namespace
{

constexpr int dpi = 600;
int pixels(double millimetres)
{
    return int(std::lround(millimetres / 25.4 * dpi));
}

/// Whoever draws a picture fills every pixel that it touches: an edge may lie a pixel, 0.04 mm, further out.
bool near(int measured, double millimetres)
{
    const double exact = millimetres / 25.4 * dpi;
    UNSCOPED_INFO(measured << " pixels measured, " << exact << " are right");
    return std::abs(measured - exact) <= 1;
}

/// The photo side of the emulator and the document side: two trays of one machine.
hal::DeviceConfiguration photoPrinter(const EmulatorProcess &emulator)
{
    hal::DeviceConfiguration device = emulator.configuration();
    device.deviceClass = QStringLiteral("photo-printer");
    device.trays = {QJsonObject{{"id", "photo"}, {"media", "na_index-4x6_4x6in"}}};
    return device;
}

const QJsonArray a3Tray{QJsonObject{{"id", "main"}, {"media", "iso_a3_297x420mm"}}};

Result<Payload> printPhoto(Terminal &terminal, const QByteArray &jpeg, double width, double height)
{
    return terminal.run(
        u"print", {{{"title", "990000-2026-000001"}, {"width_mm", width}, {"height_mm", height}}, {jpeg}},
        20s);
}

} // namespace

TEST_CASE("what arrives at the printer is as large as it should be")
{
    EmulatorProcess emulator({"--photo", "--page-ms", "10"});
    REQUIRE(emulator.ready()[u"printer"].toString().toStdString() == "cups");
    Terminal photos(emulator);
    photos.configuration = photoPrinter(emulator);
    Terminal forms(emulator);
    forms.configuration.trays = {QJsonObject{{"id", "main"},
                                             {"media", "iso_a4_210x297mm"},
                                             {"numbered", true},
                                             {"offset_x_mm", 1.3},
                                             {"offset_y_mm", -0.4},
                                             {"scale_percent", 0.5}}};

    // An identity photo: each pixel as it was, 26 × 32 mm, in the middle of borderless paper.
    CHECK(photos.status()[u"paper"][u"photo"].toString().toStdString() == "full");
    const QByteArray portrait = makeJpeg(358, 441);
    CHECK_CODE(printPhoto(photos, portrait, 26, 32), "success");
    REQUIRE(emulator.printed().size() == 1);
    const QJsonValue ticket = emulator.printed()[0];
    const QString media = ticket[u"media-col"].toString();
    INFO(media.toStdString());
    for (const char *part : {"x-dimension=10160 y-dimension=15240", "media-bottom-margin=0",
                             "media-left-margin=0", "media-right-margin=0", "media-top-margin=0",
                             "media-source=photo", "media-type=photographic-glossy"})
        CHECK(media.contains(QLatin1String(part)));
    CHECK(ticket[u"quality"].toString().toStdString() == "high");
    CHECK(pictureIn(emulator.printedFile(0)) == hal::readJpeg(portrait)->pixels);
    Scan sheet = scan(emulator.printedFile(0), dpi);
    CHECK(near(sheet.width, 101.6));
    CHECK(near(sheet.height, 152.4));
    Box box = darkBox(sheet);
    CHECK(near(box.left, (101.6 - 26) / 2));
    CHECK(near(box.right, (101.6 + 26) / 2));
    CHECK(near(box.top, (152.4 - 32) / 2));
    CHECK(near(box.bottom, (152.4 + 32) / 2));

    // A layout as large as the sheet, lying: to the edges on all sides.
    CHECK_CODE(printPhoto(photos, makeJpeg(900, 600), 152.4, 101.6), "success");
    sheet = scan(emulator.printedFile(1), dpi);
    box = darkBox(sheet);
    CHECK(box.left == 0);
    CHECK(box.top == 0);
    CHECK(box.right == sheet.width);
    CHECK(box.bottom == sheet.height);

    // The calibration page of a tray with a correction: its cross-hairs are where that puts them.
    const auto calibrated = forms.run(u"calibrate", {{{"tray", "main"}}, {}}, 20s);
    CHECK_CODE(calibrated, "success");
    const QString code = calibrated->fields[u"code"].toString();
    CHECK(code.startsWith(u"KIOSK-TEST-"));
    CHECK(pageText(emulator.printedFile(2), 1).contains(code));
    sheet = scan(emulator.printedFile(2), dpi);
    CHECK(near(sheet.width, 210));
    CHECK(near(sheet.height, 297));
    const auto line = [&sheet](double left, double top, double right, double bottom) {
        return darkBox(sheet, {pixels(left), pixels(top), pixels(right), pixels(bottom)});
    };
    constexpr double half = 0.05; // of the line's width
    CHECK(near(line(12, 13, 28, 17).left, 20 + 1.3 - half));
    CHECK(near(line(23, 12, 27, 28).top, 20 - 0.4 - half));
    CHECK(near(line(182, 13, 198, 17).left, 20 + 170 * 1.005 + 1.3 - half));
    CHECK(near(line(23, 269, 27, 285).top, 20 + 257 * 1.005 - 0.4 - half));

    // Numbered blanks are not for everybody's documents, and one operation takes one.
    CHECK_CODE(forms.print(makePdf(1)), "mediaRejected");
    CHECK_CODE(forms.run(u"printNumbered", {{{"title", "a"}}, {makePdf(2)}}, 20s), "invalidData");
    CHECK_CODE(forms.run(u"printNumbered", {{{"title", "a"}, {"copies", 2}}, {makePdf(1)}}, 20s),
               "invalidData");
    CHECK(emulator.printed().size() == 3);
    CHECK_CODE(forms.run(u"printNumbered", {{{"title", "a"}}, {makePdf(1)}}, 20s), "success");
    REQUIRE(emulator.printed().size() == 4);
    CHECK(emulator.printed()[3][u"media-col"].toString().contains(u"media-source=main"));

    // A photo printer's calibration page: on photo paper, every word of it on the sheet.
    const auto small = photos.run(u"calibrate", {{{"tray", "photo"}}, {}}, 20s);
    CHECK_CODE(small, "success");
    CHECK_FALSE(small->fields.contains(u"code")); // no room for one
    REQUIRE(emulator.printed().size() == 5);
    CHECK(emulator.printed()[4][u"media-col"].toString().contains(u"media-type=photographic-glossy"));
    sheet = scan(emulator.printedFile(4), dpi);
    CHECK(near(sheet.width, 101.6));
    CHECK(near(line(12, 13, 28, 17).left, 20 - half));
    box = darkBox(sheet);
    CHECK(box.right < sheet.width);
    CHECK(pageText(emulator.printedFile(4), 1).contains("核对"));

    // A demonstration terminal's photos are stamped as everything is.
    photos.configuration.demonstration = true;
    CHECK_CODE(printPhoto(photos, portrait, 26, 32), "success");
    CHECK(pageText(emulator.printedFile(5), 1).contains("样张 无效"));

    // What goes wrong with photo paper has its own words.
    CHECK_CODE(printPhoto(photos, "no picture", 26, 32), "invalidData");
    CHECK_CODE(printPhoto(photos, portrait, 26, 40), "invalidData");
    CHECK_CODE(printPhoto(photos, portrait, 130, 160), "mediaRejected");
    CHECK_CODE(photos.run(u"print", {{{"title", "a"}}, {portrait}}, 20s), "invalidData");
    emulator.fault("media-empty");
    CHECK(photos.status()[u"paper"][u"photo"].toString().toStdString() == "out");
    CHECK_CODE(printPhoto(photos, portrait, 26, 32), "paperOut");
    photos.configuration.trays = {QJsonObject{{"id", "photo"}, {"media", "na_8x10_8x10in"}}};
    CHECK_CODE(printPhoto(photos, portrait, 26, 32), "paperOut");
    emulator.ask({{"do", "clear"}});
    CHECK_CODE(printPhoto(photos, portrait, 26, 32), "mediaRejected");
    CHECK(emulator.printed().size() == 6);
}

TEST_CASE("an A3 page arrives as one A3 page, and what is A4 does not arrive")
{
    EmulatorProcess emulator({"--a3", "--page-ms", "10"});
    REQUIRE(emulator.ready()[u"printer"].toString().toStdString() == "cups");
    Terminal wide(emulator);
    wide.configuration.trays = a3Tray;
    CHECK(wide.status()[u"device"].toString().toStdString() == "online");
    CHECK(wide.status()[u"paper"][u"main"].toString().toStdString() == "full");

    const auto printed = wide.print(makePdf(1, QStringLiteral("营业执照"), a3Points), {{"duplex", true}});
    CHECK_CODE(printed, "success");
    CHECK(printed->fields[u"pages"].toInt() == 1);
    REQUIRE(emulator.printed().size() == 1);
    CHECK(emulator.printed()[0][u"pages"].toInt() == 1);
    CHECK(emulator.printed()[0][u"media-col"].toString().contains(u"x-dimension=29700 y-dimension=42000"));
    CHECK(pageText(emulator.printedFile(0), 1).contains("营业执照"));
    Scan sheet = scan(emulator.printedFile(0), dpi);
    CHECK(near(sheet.width, 297));
    CHECK(near(sheet.height, 420));

    // Its calibration page, to the far cross-hair.
    CHECK_CODE(wide.run(u"calibrate", {{{"tray", "main"}}, {}}, 20s), "success");
    REQUIRE(emulator.printed().size() == 2);
    sheet = scan(emulator.printedFile(1), dpi);
    CHECK(near(sheet.width, 297));
    CHECK(near(sheet.height, 420));
    const Box far = darkBox(sheet, {pixels(297 - 28), pixels(13), pixels(297 - 12), pixels(17)});
    CHECK(near(far.left, 297 - 20 - 0.05));

    CHECK_CODE(wide.print(makePdf(1), {{"media", "iso_a4_210x297mm"}}), "mediaRejected");
    CHECK(emulator.printed().size() == 2);
    CHECK(emulator.openJobs().isEmpty());
    emulator.fault("media-empty");
    CHECK_CODE(wide.print(makePdf(1, {}, a3Points)), "paperOut");
}

TEST_CASE("a printer that has no A3 is sent none")
{
    EmulatorProcess emulator({"--page-ms", "10"});
    Terminal terminal(emulator);
    terminal.configuration.trays = a3Tray;
    CHECK_CODE(terminal.print(makePdf(1, {}, a3Points)), "mediaRejected");
    CHECK(emulator.printed().isEmpty());
}

TEST_CASE("a photo printer's profile is looked at when the device is made")
{
    hal::DeviceConfiguration device;
    device.deviceClass = QStringLiteral("photo-printer");
    device.driver = QStringLiteral("cups");
    device.connect = {{"uri", "ipp://localhost:1/ipp/print"}};
    device.settings = {{"icc_profile", "/usr/share/color/icc/Gray.icc"}};
    const auto refused = hal::createDevice(device);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == error::invalidData);
    device.settings = {{"icc_profile", "/usr/share/color/icc/sRGB.icc"}};
    CHECK(hal::createDevice(device));
}
