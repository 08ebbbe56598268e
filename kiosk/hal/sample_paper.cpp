#include <kiosk/hal/sample_paper.h>

#include <kiosk/hal/calibration_page.h>
#include <kiosk/hal/pdf_canvas.h>

#include <opencv2/imgproc.hpp>

#include <array>
#include <cmath>

namespace kiosk::hal
{

namespace
{

constexpr double paperWidth = 210; // A4, mm
constexpr double paperHeight = 297;
constexpr double markAt = 15; // of the number, mm
constexpr double fieldSide = 5;
constexpr int fields = 8;

struct Scale {
    double dots; ///< in a millimetre

    [[nodiscard]] cv::Point at(double x, double y) const
    {
        return {int(x * dots + 0.5), int(y * dots + 0.5)};
    }
    [[nodiscard]] cv::Rect box(double x, double y, double width, double height) const
    {
        return {at(x, y), at(x + width, y + height)};
    }
};

cv::Mat noise(cv::Size size, cv::Scalar level, double strength)
{
    cv::Mat result(size, CV_8UC3);
    cv::RNG random(7); // the same each time
    random.fill(result, cv::RNG::NORMAL, level, cv::Scalar::all(strength));
    return result;
}

} // namespace

cv::Mat samplePaper(double resolution, int number)
{
    const Scale scale{resolution / 25.4};
    cv::Mat page(scale.at(0, paperHeight).y, scale.at(paperWidth, 0).x, CV_8UC3, cv::Scalar(240, 246, 248));
    const auto write = [&](double x, double y, const char *text, double height) {
        const double size = height * scale.dots / 22; // of the font's capitals
        cv::putText(page, text, scale.at(x, y), cv::FONT_HERSHEY_SIMPLEX, size, cv::Scalar(40, 35, 30),
                    std::max(1, int(size * 1.6)), cv::LINE_AA);
    };
    for (int i = 0; i < fields; ++i)
        cv::rectangle(page, scale.box(markAt + i * fieldSide, markAt, fieldSide, fieldSide),
                      (number >> (fields - 1 - i)) & 1 ? cv::Scalar(20, 20, 20) : cv::Scalar(240, 246, 248),
                      cv::FILLED);
    write(60, 35, "BIANMIN SAMPLE", 5);
    for (int line = 0; line < 20; ++line)
        write(25, 50 + line * 7.5,
              line % 5 == 4 ? "- not a document -" : "The quick brown fox jumps over the lazy dog", 2.6);
    for (int row = 0; row <= 4; ++row)
        cv::line(page, scale.at(25, 215 + row * 10), scale.at(185, 215 + row * 10), cv::Scalar(60, 60, 60),
                 std::max(1, int(scale.dots * 0.3)));
    for (int column = 0; column <= 4; ++column)
        cv::line(page, scale.at(25 + column * 40, 215), scale.at(25 + column * 40, 255),
                 cv::Scalar(60, 60, 60), std::max(1, int(scale.dots * 0.3)));
    cv::circle(page, scale.at(155, 265), int(18 * scale.dots), cv::Scalar(60, 50, 200),
               std::max(1, int(scale.dots * 0.8)), cv::LINE_AA);
    return page;
}

int readSampleNumber(const cv::Mat &page)
{
    cv::Mat grey;
    if (page.channels() == 3)
        cv::cvtColor(page, grey, cv::COLOR_BGR2GRAY);
    else
        grey = page;
    const double across = grey.cols / paperWidth, down = grey.rows / paperHeight;
    const auto level = [&](double x, double y) {
        const cv::Rect box(int((x - 0.8) * across), int((y - 0.8) * down), std::max(1, int(1.6 * across)),
                           std::max(1, int(1.6 * down)));
        return cv::mean(grey(box & cv::Rect({}, grey.size())))[0];
    };
    const double paper = level(markAt - fieldSide, markAt + fieldSide / 2);
    int number = 0;
    for (int i = 0; i < fields; ++i)
        number = number * 2 +
                 (level(markAt + (i + 0.5) * fieldSide, markAt + fieldSide / 2) < paper * 0.6 ? 1 : 0);
    return number == 0 ? -1 : number;
}

cv::Mat sampleTarget(double resolution, const QString &code, double scale)
{
    const double dots = resolution / 25.4;
    const int width = int(std::lround(paperWidth * dots)), height = int(std::lround(paperHeight * dots));
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
    const Canvas canvas(cairo_create(surface.get()));
    cairo_set_source_rgb(canvas.get(), 0.97, 0.96, 0.94);
    cairo_paint(canvas.get());
    cairo_set_source_rgb(canvas.get(), 0.1, 0.1, 0.1);
    cairo_scale(canvas.get(), dots * scale, dots * scale);
    paintCalibrationPage(canvas.get(), {{paperWidth, paperHeight}, QStringLiteral("main"), {}, code});
    cairo_surface_flush(surface.get());
    const cv::Mat pixels(height, width, CV_8UC4, cairo_image_surface_get_data(surface.get()),
                         size_t(cairo_image_surface_get_stride(surface.get())));
    cv::Mat page;
    cv::cvtColor(pixels, page, cv::COLOR_BGRA2BGR);
    return page;
}

cv::Mat sampleTable(cv::Size size, const QString &kind)
{
    if (kind == u"light")
        return noise(size, cv::Scalar(206, 212, 214), 3);
    if (kind == u"wood") {
        cv::Mat table = noise(size, cv::Scalar(60, 95, 135), 12);
        cv::blur(table, table, {size.width / 8 * 2 + 1, 1});
        return table;
    }
    cv::Mat table = noise(size, cv::Scalar(45, 42, 40), 3);
    if (kind == u"checked") {
        const int side = size.width / 16;
        for (int y = 0; y < size.height; y += side)
            for (int x = (y / side % 2) * side; x < size.width; x += 2 * side)
                table(cv::Rect(x, y, side, side) & cv::Rect({}, size)) += cv::Scalar(110, 95, 90);
    }
    return table;
}

void layDown(cv::Mat &table, const cv::Mat &sheet, const PageCorners &corners)
{
    const std::array<cv::Point2f, 4> from{{{-0.5F, -0.5F},
                                           {float(sheet.cols) - 0.5F, -0.5F},
                                           {float(sheet.cols) - 0.5F, float(sheet.rows) - 0.5F},
                                           {-0.5F, float(sheet.rows) - 0.5F}}};
    const cv::Mat way = cv::getPerspectiveTransform(from.data(), corners.data());
    cv::Mat shadow(table.size(), CV_8UC1, cv::Scalar(255));
    std::vector<cv::Point> outline;
    const float away = float(table.cols) / 150;
    for (const cv::Point2f corner : corners)
        outline.emplace_back(int(corner.x + away), int(corner.y + away));
    cv::fillConvexPoly(shadow, outline, cv::Scalar(190), cv::LINE_AA);
    cv::GaussianBlur(shadow, shadow, {}, away);
    cv::cvtColor(shadow, shadow, cv::COLOR_GRAY2BGR);
    cv::multiply(table, shadow, table, 1.0 / 255);
    // Drawn on more dots than the table has, as light falls on a sensor: no steps at its edge.
    cv::Mat mask(sheet.size(), CV_8UC1, cv::Scalar(255)), laid, where, soft;
    cv::warpPerspective(sheet, laid, way, table.size(), cv::INTER_AREA, cv::BORDER_REPLICATE);
    cv::warpPerspective(mask, where, way, table.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT);
    cv::cvtColor(where, soft, cv::COLOR_GRAY2BGR);
    cv::Mat kept, added;
    cv::multiply(laid, soft, added, 1.0 / 255);
    cv::multiply(table, cv::Scalar::all(255) - soft, kept, 1.0 / 255);
    cv::add(kept, added, table);
}

} // namespace kiosk::hal
