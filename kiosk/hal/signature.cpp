#include <kiosk/hal/signature.h>

#include <kiosk/hal/pdf_canvas.h>

#include <QJsonArray>

#include <cmath>

namespace kiosk::hal
{

namespace
{

constexpr double widestPage = 1000;                     ///< mm
constexpr double thinnestLine = 0.3, pressedLine = 0.6; ///< mm, as a ballpoint's to a felt pen's
constexpr double pixelsPerMillimetre = 10;

struct Segment {
    InkPoint from, to;
    double width;
};

/// A dot is a segment of no length.
QList<Segment> segmentsOf(const Signature &signature)
{
    QList<Segment> segments;
    for (const Stroke &stroke : signature.strokes)
        for (qsizetype at = 0; at < stroke.size(); ++at) {
            if (at == 0 && stroke.size() > 1)
                continue;
            const InkPoint &from = stroke[std::max(at - 1, qsizetype(0))], &to = stroke[at];
            segments.append({from, to, thinnestLine + pressedLine * (from.pressure + to.pressure) / 2});
        }
    return segments;
}

QByteArray inMillimetres(double value)
{
    return QByteArray::number(value, 'f', 2);
}

QByteArray svgOf(const Signature &signature)
{
    const QByteArray width = inMillimetres(signature.width), height = inMillimetres(signature.height);
    QByteArray svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "mm\" height=\"" +
                     height + "mm\" viewBox=\"0 0 " + width + ' ' + height +
                     "\" fill=\"none\" stroke=\"black\" stroke-linecap=\"round\">\n";
    for (const Segment &segment : segmentsOf(signature))
        svg += "<path stroke-width=\"" + inMillimetres(segment.width) + "\" d=\"M" +
               inMillimetres(segment.from.x) + ' ' + inMillimetres(segment.from.y) + 'L' +
               inMillimetres(segment.to.x) + ' ' + inMillimetres(segment.to.y) + "\"/>\n";
    return svg + "</svg>\n";
}

cairo_status_t appendPng(void *closure, const unsigned char *data, unsigned length)
{
    static_cast<QByteArray *>(closure)->append(reinterpret_cast<const char *>(data), qsizetype(length));
    return CAIRO_STATUS_SUCCESS;
}

Result<QByteArray> pngOf(const Signature &signature)
{
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32,
                                                     int(std::ceil(signature.width * pixelsPerMillimetre)),
                                                     int(std::ceil(signature.height * pixelsPerMillimetre))));
    const Canvas canvas(cairo_create(surface.get()));
    cairo_scale(canvas.get(), pixelsPerMillimetre, pixelsPerMillimetre);
    cairo_set_line_cap(canvas.get(), CAIRO_LINE_CAP_ROUND);
    for (const Segment &segment : segmentsOf(signature)) {
        cairo_set_line_width(canvas.get(), segment.width);
        cairo_move_to(canvas.get(), segment.from.x, segment.from.y);
        cairo_line_to(canvas.get(), segment.to.x, segment.to.y);
        cairo_stroke(canvas.get());
    }
    QByteArray png;
    const cairo_status_t status = cairo_surface_write_to_png_stream(surface.get(), &appendPng, &png);
    if (status != CAIRO_STATUS_SUCCESS)
        return fail(error::internalError, QString::fromLatin1(cairo_status_to_string(status)));
    return png;
}

bool isPage(const Signature &signature)
{
    return signature.width >= 1 && signature.width <= widestPage && signature.height >= 1 &&
           signature.height <= widestPage;
}

bool isBetween(double value, double least, double most)
{
    return value >= least && value <= most;
}

Result<Stroke> strokeFrom(const QJsonArray &points, const Signature &page, Milliseconds &last)
{
    Stroke stroke;
    for (const auto &point : points) {
        const InkPoint ink{point[u"x"].toDouble(-1), point[u"y"].toDouble(-1),
                           point[u"pressure"].toDouble(-1), Milliseconds(point[u"time_ms"].toInt(-1))};
        if (!isBetween(ink.x, 0, page.width) || !isBetween(ink.y, 0, page.height) ||
            !isBetween(ink.pressure, 0, 1) || ink.time < last)
            return fail(error::invalidData, QStringLiteral("a point of a signature is off its page or time"));
        last = ink.time;
        stroke.append(ink);
    }
    if (stroke.isEmpty())
        return fail(error::invalidData, QStringLiteral("a stroke of nothing"));
    return stroke;
}

} // namespace

double Signature::length() const
{
    double sum = 0;
    for (const Stroke &stroke : strokes)
        for (qsizetype at = 1; at < stroke.size(); ++at)
            sum += std::hypot(stroke[at].x - stroke[at - 1].x, stroke[at].y - stroke[at - 1].y);
    return sum;
}

bool Signature::isEnough() const
{
    return length() >= (strokes.size() >= 2 ? leastLength : leastLengthOfOneStroke);
}

Result<SignaturePictures> drawSignature(const Signature &signature)
{
    if (!isPage(signature))
        return fail(error::invalidData, QStringLiteral("a page of 1 to 1000 mm is needed"));
    auto png = pngOf(signature);
    if (!png)
        return png.error();
    return SignaturePictures{svgOf(signature), *png};
}

QJsonObject toJson(const Signature &signature)
{
    QJsonArray strokes;
    for (const Stroke &stroke : signature.strokes) {
        QJsonArray points;
        for (const InkPoint &point : stroke)
            points.append(QJsonObject{{QStringLiteral("x"), point.x},
                                      {QStringLiteral("y"), point.y},
                                      {QStringLiteral("pressure"), point.pressure},
                                      {QStringLiteral("time_ms"), int(point.time.count())}});
        strokes.append(points);
    }
    return {{QStringLiteral("width_mm"), signature.width},
            {QStringLiteral("height_mm"), signature.height},
            {QStringLiteral("strokes"), strokes}};
}

Result<Signature> signatureFrom(const QJsonObject &object)
{
    Signature signature{object[u"width_mm"].toDouble(), object[u"height_mm"].toDouble(), {}};
    if (!isPage(signature) || !object[u"strokes"].isArray())
        return fail(error::invalidData, QStringLiteral("a signature needs its page and strokes"));
    qsizetype points = 0;
    Milliseconds last{0};
    for (const auto &entry : object[u"strokes"].toArray()) {
        points += entry.toArray().size();
        if (points > mostPoints)
            return fail(error::invalidData, QStringLiteral("a signature of too many points"));
        auto stroke = strokeFrom(entry.toArray(), signature, last);
        if (!stroke)
            return stroke.error();
        signature.strokes.append(std::move(*stroke));
    }
    return signature;
}

} // namespace kiosk::hal
