#include <kiosk/hal/calibration_page.h>

#include <kiosk/hal/pdf_canvas.h>

#define ZX_USE_UTF8 // else <ZXing/…> asks for it in each build
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <QStringList>

namespace kiosk::hal
{
namespace
{

constexpr double cross = PageAdjustment::fixedPoint; // from both edges, mm
constexpr double arm = 8;
constexpr double hairline = 0.1;
constexpr double smallestSheet = 80;
constexpr double smallSheet = 150; // narrower: photo paper
constexpr double lowestForCodes = 250;
constexpr const char *textFont = "Noto Sans CJK SC 3.2px"; // the canvas is in millimetres
constexpr const char *smallFont = "Noto Sans CJK SC 2.2px";
constexpr const char *numberFont = "Noto Sans CJK SC 2.2px";

void drawStroke(cairo_t *canvas, double x1, double y1, double x2, double y2)
{
    cairo_move_to(canvas, x1, y1);
    cairo_line_to(canvas, x2, y2);
    cairo_stroke(canvas);
}

void drawText(cairo_t *canvas, const char *font, double x, double y, const QString &text)
{
    cairo_move_to(canvas, x, y);
    pango_cairo_show_layout(canvas, layOut(canvas, font, text.toUtf8().constData()).get());
}

/// Between the left crosses and the ruler that goes down; wrapped where the sheet is narrow.
void drawInstructions(cairo_t *canvas, const SizeMillimetres &sheet, const QStringList &texts)
{
    const char *font = sheet.width < smallSheet ? smallFont : textFont;
    double y = cross + arm + 4;
    for (const QString &text : texts) {
        const Layout layout = layOut(canvas, font, text.toUtf8().constData());
        pango_layout_set_width(layout.get(), int((sheet.width * 3 / 4 - cross - 2) * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        cairo_move_to(canvas, cross, y);
        pango_cairo_show_layout(canvas, layout.get());
        PangoRectangle extents;
        pango_layout_get_extents(layout.get(), nullptr, &extents);
        y += double(extents.height) / PANGO_SCALE + 1;
    }
}

void drawCross(cairo_t *canvas, double x, double y)
{
    drawStroke(canvas, x - arm, y, x + arm, y);
    drawStroke(canvas, x, y - arm, x, y + arm);
}

/// Ticks along one side of a line across or down the sheet, numbered from the sheet's edge.
void drawRuler(cairo_t *canvas, double length, double at, bool across)
{
    for (int mark = int(cross); mark <= int(length - cross); ++mark) {
        const double tick = mark % 10 == 0 ? 4 : mark % 5 == 0 ? 3 : 2;
        if (across)
            drawStroke(canvas, mark, at, mark, at + tick);
        else
            drawStroke(canvas, at, mark, at + tick, mark);
        if (mark % 10 == 0)
            drawText(canvas, numberFont, across ? mark - 1.5 : at + 4.5, across ? at + 4 : mark - 1.7,
                     QString::number(mark));
    }
    if (across)
        drawStroke(canvas, cross, at, length - cross, at);
    else
        drawStroke(canvas, at, cross, at, length - cross);
}

void drawCode(cairo_t *canvas, const QPointF &middle, const QString &text)
{
    ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
    writer.setEncoding(ZXing::CharacterSet::UTF8).setMargin(0);
    const auto bits = writer.encode(text.toStdString(), 1, 1);
    const double field = testCodeSide / bits.width();
    for (int y = 0; y < bits.height(); ++y) {
        for (int x = 0; x < bits.width(); ++x) {
            if (bits.get(x, y))
                cairo_rectangle(canvas, middle.x() - testCodeSide / 2 + x * field,
                                middle.y() - testCodeSide / 2 + y * field, field, field);
        }
    }
    cairo_fill(canvas); // all at once: no white between them
}

void drawCodes(cairo_t *canvas, const CalibrationPage &page)
{
    const auto places = testCodePlaces(page.sheet);
    if (!places || page.code.isEmpty())
        return;
    for (const QPointF &place : *places)
        drawCode(canvas, place, page.code);
    const QPointF below = places->front() + QPointF(-testCodeSide / 2, testCodeSide / 2 + 5);
    drawText(canvas, numberFont, below.x(), below.y(), page.code);
}

QStringList instructions(const CalibrationPage &page)
{
    const auto &[sheet, tray, inForce, code] = page;
    const auto number = [](double value, int digits = 1) { return QString::number(value, 'f', digits); };
    const QString between = number(sheet.width - 2 * cross);
    return {
        QStringLiteral("校准页　纸盒 %1　%2 × %3 mm").arg(tray, number(sheet.width), number(sheet.height)),
        QStringLiteral("现用：offset_x_mm %1，offset_y_mm %2，scale_percent %3")
            .arg(number(inForce.x), number(inForce.y), number(inForce.scalePercent, 2)),
        QStringLiteral("A 纸左边到左上十字（应为 20.0）：offset_x_mm 加 20.0 − A"),
        QStringLiteral("B 纸上边到左上十字（应为 20.0）：offset_y_mm 加 20.0 − B"),
        QStringLiteral("C 左上十字到右上十字（应为 %1）：scale_percent 加 100 × (%1 ÷ C − 1)").arg(between),
        QStringLiteral("改好 devices.yaml，重启设备，再打印一张核对")};
}

} // namespace

std::optional<std::array<QPointF, 2>> testCodePlaces(const SizeMillimetres &sheet)
{
    if (sheet.width < smallSheet || sheet.height < lowestForCodes)
        return {};
    // Between text and rulers: one above the ruler that goes across, one below and left of the other.
    return std::array{QPointF(40, sheet.height / 2 - 43.5),
                      QPointF(sheet.width * 3 / 4 - 27.5, sheet.height / 2 + 86.5)};
}

void paintCalibrationPage(cairo_t *canvas, const CalibrationPage &page)
{
    const SizeMillimetres &sheet = page.sheet;
    cairo_set_line_width(canvas, hairline);
    for (const double x : {cross, sheet.width - cross}) {
        for (const double y : {cross, sheet.height - cross})
            drawCross(canvas, x, y);
    }
    drawRuler(canvas, sheet.width, sheet.height / 2, true);
    drawRuler(canvas, sheet.height, sheet.width * 3 / 4, false); // past the text
    drawInstructions(canvas, sheet, instructions(page));
    drawCodes(canvas, page);
}

Result<QByteArray> drawCalibrationPage(const CalibrationPage &page)
{
    const SizeMillimetres &sheet = page.sheet;
    if (sheet.width < smallestSheet || sheet.height < smallestSheet)
        return fail(error::invalidData, QStringLiteral("no calibration page for a sheet this small"));
    return drawPdfPage(sheet.width * pointsPerMillimetre, sheet.height * pointsPerMillimetre,
                       [&](cairo_t *canvas) {
                           cairo_scale(canvas, pointsPerMillimetre, pointsPerMillimetre);
                           paintCalibrationPage(canvas, page);
                       });
}

} // namespace kiosk::hal
