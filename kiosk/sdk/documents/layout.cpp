#include <kiosk/sdk/documents/layout.h>

#include <kiosk/sdk/documents/symbols.h>
#include <kiosk/sdk/documents/table.h>
#include <kiosk/sdk/documents/text.h>

#include <QBuffer>
#include <QImageReader>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace kiosk::documents
{
namespace
{

constexpr int maximumPages = 200;
constexpr std::size_t maximumItems = 100'000;
constexpr qsizetype maximumText = 20'000;
constexpr int maximumImageSide = 8'000;
constexpr qsizetype maximumImageBytes = qsizetype(16) * 1024 * 1024;
constexpr double maximumMillimetres = 1'000;
// Print standard of the terminals: what a telephone's camera still reads from office paper.
constexpr double minimumQrModule = 0.5 * pointsPerMillimetre;
constexpr double minimumBarModule = 0.25 * pointsPerMillimetre;
constexpr Colour ruleColour{0.35, 0.35, 0.35}; // a template's "grey"

/// Where things are put: a corner and the room from there.
struct Frame {
    double x = 0, y = 0, width = 0, height = 0;
};

class Layouter
{
public:
    Layouter(const QHash<QString, QByteArray> &images, const QString &language)
        : m_images(images), m_shaper(language)
    {
    }

    Result<Pages> run(const Element &document)
    {
        if (document.name != u"document")
            return faulty(document, QStringLiteral("the root element is <document>"));
        Attributes attributes(document);
        m_pages.title = attributes.text(QStringLiteral("title"));
        m_serif = attributes.choice(QStringLiteral("family"),
                                    {QStringLiteral("sans"), QStringLiteral("serif")}, 0) == 1;
        const QString size = attributes.text(QStringLiteral("size"), QStringLiteral("A4"));
        const QString margins = attributes.text(QStringLiteral("margins"), QStringLiteral("25 20 22 20"));
        KIOSK_TRY(attributes.finish());
        KIOSK_TRY(paper(document, size, margins));

        const Element *header = nullptr;
        const Element *footer = nullptr;
        for (const Element &child : document.children) {
            if (child.name == u"watermark")
                m_watermarks.push_back(&child);
            else if (child.name == u"header" && header == nullptr)
                header = &child;
            else if (child.name == u"footer" && footer == nullptr)
                footer = &child;
            else if (child.name == u"page")
                KIOSK_TRY(page(child));
            else
                return faulty(child, QStringLiteral("<%1> cannot stand here").arg(child.name));
        }
        if (m_pages.pages.empty())
            return faulty(document, QStringLiteral("<document> holds no <page>"));
        for (m_current = 0; m_current < m_pages.pages.size(); ++m_current) {
            const double bottom = m_content.y + m_content.height;
            if (header != nullptr)
                KIOSK_TRY(margin(*header, {m_content.x, 0, m_content.width, m_content.y}));
            if (footer != nullptr)
                KIOSK_TRY(margin(*footer, {m_content.x, bottom, m_content.width, m_pages.height - bottom}));
        }
        return std::move(m_pages);
    }

private:
    Status paper(const Element &document, const QString &size, const QString &margins)
    {
        static const QHash<QString, QSizeF> named{{QStringLiteral("A3"), {297, 420}},
                                                  {QStringLiteral("A4"), {210, 297}},
                                                  {QStringLiteral("A5"), {148, 210}},
                                                  {QStringLiteral("A4-landscape"), {297, 210}}};
        QSizeF millimetres = named.value(size);
        if (!named.contains(size)) {
            const QStringList sides = size.split(u'x');
            if (sides.size() == 2)
                millimetres = {sides[0].toDouble(), sides[1].toDouble()};
        }
        if (!(millimetres.width() >= 20 && millimetres.width() <= maximumMillimetres &&
              millimetres.height() >= 20 && millimetres.height() <= maximumMillimetres))
            return faulty(document,
                          QStringLiteral(
                              "attribute “size” is neither A3, A4, A4-landscape, A5 nor WIDTHxHEIGHT in mm"));
        m_pages.width = millimetres.width() * pointsPerMillimetre;
        m_pages.height = millimetres.height() * pointsPerMillimetre;

        const QStringList parts = margins.split(u' ', Qt::SkipEmptyParts);
        std::array<double, 4> sides{};
        bool valid = parts.size() == 4;
        for (std::size_t i = 0; valid && i < sides.size(); ++i) {
            sides[i] = parts[qsizetype(i)].toDouble(&valid) * pointsPerMillimetre;
            valid = valid && sides[i] >= 0 && sides[i] <= maximumMillimetres * pointsPerMillimetre;
        }
        const auto [top, right, bottom, left] = sides;
        m_content = {left, top, m_pages.width - left - right, m_pages.height - top - bottom};
        if (!valid || m_content.width < 10 || m_content.height < 10)
            return faulty(
                document,
                QStringLiteral("attribute “margins” is not TOP RIGHT BOTTOM LEFT in mm with room left"));
        return {};
    }

    Status newPage(const Element &cause)
    {
        if (m_pages.pages.size() == maximumPages)
            return unfitting(cause, QStringLiteral("more than %1 pages").arg(maximumPages));
        m_current = m_pages.pages.size();
        m_pages.pages.emplace_back();
        for (const Element *element : m_watermarks)
            KIOSK_TRY(watermark(*element));
        return {};
    }

    Status page(const Element &element)
    {
        KIOSK_TRY(Attributes(element).finish());
        KIOSK_TRY(newPage(element));
        for (const Element &child : element.children) {
            if (child.name == u"flow")
                KIOSK_TRY(flow(child));
            else
                KIOSK_TRY(placed(child, m_content));
        }
        return {};
    }

    Status margin(const Element &element, const Frame &frame)
    {
        KIOSK_TRY(Attributes(element).finish());
        return children(element, frame);
    }

    Status children(const Element &element, const Frame &frame)
    {
        if (!element.text.isEmpty())
            return faulty(element, QStringLiteral("<%1> holds elements, not text").arg(element.name));
        for (const Element &child : element.children)
            KIOSK_TRY(placed(child, frame));
        return {};
    }

    /// An element with a place of its own.
    Status placed(const Element &element, const Frame &frame)
    {
        using Handler = Status (Layouter::*)(const Element &, const Frame &);
        static const QHash<QString, Handler> handlers{{QStringLiteral("text"), &Layouter::text},
                                                      {QStringLiteral("page-number"), &Layouter::pageNumber},
                                                      {QStringLiteral("rect"), &Layouter::rectangle},
                                                      {QStringLiteral("line"), &Layouter::line},
                                                      {QStringLiteral("image"), &Layouter::image},
                                                      {QStringLiteral("qr"), &Layouter::qr},
                                                      {QStringLiteral("code128"), &Layouter::code128},
                                                      {QStringLiteral("group"), &Layouter::group}};
        const auto handler = handlers.constFind(element.name);
        if (handler == handlers.cend())
            return faulty(element,
                          QStringLiteral("<%1> is no element that can stand here").arg(element.name));
        if (!element.children.empty() && element.name != u"group")
            return faulty(element, QStringLiteral("<%1> holds no elements").arg(element.name));
        return (this->*handler.value())(element, frame);
    }

    Status group(const Element &element, const Frame &frame)
    {
        Attributes attributes(element);
        Frame inner = placeOf(attributes, frame, {});
        KIOSK_TRY(attributes.finish());
        return children(element, inner);
    }

    /// x, y, width and height of an element; without width and height it reaches to its frame's end.
    static Frame placeOf(Attributes &attributes, const Frame &frame, std::optional<double> height)
    {
        Frame place;
        const double x = attributes.length(QStringLiteral("x"), -maximumMillimetres, maximumMillimetres, 0);
        const double y = attributes.length(QStringLiteral("y"), -maximumMillimetres, maximumMillimetres, 0);
        place.x = frame.x + x;
        place.y = frame.y + y;
        place.width = attributes.length(QStringLiteral("width"), 0.1, maximumMillimetres,
                                        std::max(pointsPerMillimetre, frame.width - x));
        place.height = attributes.length(QStringLiteral("height"), 0.1, maximumMillimetres,
                                         height.value_or(std::max(pointsPerMillimetre, frame.height - y)));
        return place;
    }

    Status text(const Element &element, const Frame &frame) { return textOf(element, element.text, frame); }

    Status pageNumber(const Element &element, const Frame &frame)
    {
        if (!element.text.isEmpty())
            return faulty(element, QStringLiteral("<page-number> holds no text"));
        const QString format = element.attributes.value(QStringLiteral("format"),
                                                        QStringLiteral("第  {page}  页  共  {pages}  页"));
        QString text = format;
        text.replace(QStringLiteral("{page}"), QString::number(m_current + 1));
        text.replace(QStringLiteral("{pages}"), QString::number(m_pages.pages.size()));
        Element plain = element;
        plain.attributes.remove(QStringLiteral("format"));
        return textOf(plain, text, frame);
    }

    Status textOf(const Element &element, const QString &text, const Frame &frame)
    {
        Attributes attributes(element);
        TextStyle style = styleFrom(attributes, 12, m_serif);
        const bool boxed = attributes.has(QStringLiteral("height"));
        const Frame box = placeOf(attributes, frame, {});
        const double shrink = attributes.number(QStringLiteral("shrink"), 3, 200, style.size);
        const int vertical =
            attributes.choice(QStringLiteral("valign"),
                              {QStringLiteral("top"), QStringLiteral("middle"), QStringLiteral("bottom")}, 0);
        KIOSK_TRY(attributes.finish());
        if (text.isEmpty())
            return {};
        if (text.size() > maximumText)
            return unfitting(element, QStringLiteral("the text is too long"));
        TextBlock block = m_shaper.shape(text, style, box.width);
        const auto fits = [&] {
            return !boxed ||
                   (block.height() <= box.height + tolerance && block.widest() <= box.width + tolerance);
        };
        while (!fits() && style.size > shrink) {
            style.size = std::max(shrink, style.size - 0.25);
            block = m_shaper.shape(text, style, box.width);
        }
        if (!fits())
            return unfitting(element, QStringLiteral("the text does not fit its box"));
        const double room = boxed ? box.height - block.height() : 0;
        const double top = box.y + (vertical == 1 ? room / 2 : vertical == 2 ? room : 0);
        return lines(element, block, 0, block.lines.size(), box.x, top, style.colour);
    }

    Status lines(const Element &element, const TextBlock &block, std::size_t first, std::size_t end, double x,
                 double top, Colour colour)
    {
        for (std::size_t i = first; i < end; ++i) {
            const TextBlock::Line &line = block.lines[i];
            const double y = top + block.lineHeight * double(i - first);
            KIOSK_TRY(inside(element, x + line.x, y, line.width, block.lineHeight));
            KIOSK_TRY(
                add(element, TextLine{block.layout, int(i), x + line.x, y + block.ascent, 0, colour, false}));
        }
        return {};
    }

    Status rectangle(const Element &element, const Frame &frame)
    {
        Attributes attributes(element);
        Shape shape;
        const Frame place = placeOf(attributes, frame, {});
        shape.x = place.x;
        shape.y = place.y;
        shape.width = place.width;
        shape.height = place.height;
        shape.radius = attributes.length(QStringLiteral("radius"), 0, maximumMillimetres, 0);
        shape.radius = std::min({shape.radius, shape.width / 2, shape.height / 2});
        if (attributes.has(QStringLiteral("fill")))
            shape.fill = attributes.colour(QStringLiteral("fill"), {});
        if (!shape.fill || attributes.has(QStringLiteral("stroke")))
            shape.stroke = attributes.colour(QStringLiteral("stroke"), {});
        strokeOf(attributes, shape);
        KIOSK_TRY(attributes.finish());
        KIOSK_TRY(inside(element, shape.x, shape.y, shape.width, shape.height));
        return add(element, shape);
    }

    Status line(const Element &element, const Frame &frame)
    {
        Attributes attributes(element);
        const auto coordinate = [&](const char *name, double fallback) {
            return attributes.length(QString::fromUtf8(name), -maximumMillimetres, maximumMillimetres,
                                     fallback);
        };
        Shape shape;
        shape.line = true;
        const double x1 = coordinate("x1", 0);
        const double y1 = coordinate("y1", 0);
        shape.x = frame.x + x1;
        shape.y = frame.y + y1;
        shape.width = coordinate("x2", frame.width) - x1;
        shape.height = coordinate("y2", y1) - y1;
        shape.stroke = attributes.colour(QStringLiteral("stroke"), {});
        strokeOf(attributes, shape);
        KIOSK_TRY(attributes.finish());
        KIOSK_TRY(inside(element, std::min(shape.x, shape.x + shape.width),
                         std::min(shape.y, shape.y + shape.height), std::abs(shape.width),
                         std::abs(shape.height)));
        return add(element, shape);
    }

    static void strokeOf(Attributes &attributes, Shape &shape)
    {
        shape.strokeWidth = attributes.number(QStringLiteral("stroke-width"), 0.1, 20, 0.5);
        shape.dash = attributes.length(QStringLiteral("dash"), 0, 20, 0);
    }

    Status image(const Element &element, const Frame &frame)
    {
        Attributes attributes(element);
        const Frame box = placeOf(attributes, frame, {});
        const QString key = attributes.text(QStringLiteral("key"));
        const int fit = attributes.choice(QStringLiteral("fit"),
                                          {QStringLiteral("contain"), QStringLiteral("stretch")}, 0);
        KIOSK_TRY(attributes.finish());
        KIOSK_TRY(inside(element, box.x, box.y, box.width, box.height));
        if (!m_images.contains(key))
            return unfitting(element, QStringLiteral("there is no image “%1”").arg(key));
        Result<QImage> image = decoded(element, key);
        if (!image)
            return image.error();
        double width = box.width;
        double height = box.height;
        if (fit == 0) {
            const double scale = std::min(width / image->width(), height / image->height());
            width = image->width() * scale;
            height = image->height() * scale;
        }
        return add(element, Picture{*image, box.x + (box.width - width) / 2,
                                    box.y + (box.height - height) / 2, width, height});
    }

    Result<QImage> decoded(const Element &element, const QString &key)
    {
        if (m_decoded.contains(key))
            return m_decoded.value(key);
        QByteArray bytes = m_images.value(key);
        const char *format = bytes.startsWith("\x89PNG") ? "png" : bytes.startsWith("BM") ? "bmp" : nullptr;
        if (format == nullptr || bytes.size() > maximumImageBytes)
            return unfitting(element,
                             QStringLiteral("image “%1” is neither PNG nor BMP, or too large").arg(key));
        QBuffer buffer(&bytes);
        QImageReader reader(&buffer, format);
        reader.setDecideFormatFromContent(false);
        const QSize size = reader.size();
        if (size.width() > maximumImageSide || size.height() > maximumImageSide || size.isEmpty())
            return unfitting(element, QStringLiteral("image “%1” has no usable size").arg(key));
        const QImage source = reader.read();
        if (source.isNull())
            return unfitting(element, QStringLiteral("image “%1” cannot be decoded").arg(key));
        // On paper, what is transparent is white; without an alpha channel the PDF needs no mask.
        QImage opaque(source.size(), QImage::Format_RGB32);
        opaque.fill(Qt::white);
        QPainter(&opaque).drawImage(0, 0, source);
        m_decoded.insert(key, opaque);
        return opaque;
    }

    Status qr(const Element &element, const Frame &frame)
    {
        Attributes attributes(element);
        const double x =
            frame.x + attributes.length(QStringLiteral("x"), -maximumMillimetres, maximumMillimetres, 0);
        const double y =
            frame.y + attributes.length(QStringLiteral("y"), -maximumMillimetres, maximumMillimetres, 0);
        const double size = attributes.length(QStringLiteral("size"), 5, 200, 25 * pointsPerMillimetre);
        const double quiet = attributes.number(QStringLiteral("quiet"), 0, 20, 4);
        static const QStringList levels{QStringLiteral("L"), QStringLiteral("M"), QStringLiteral("Q"),
                                        QStringLiteral("H")};
        const QString level = levels[attributes.choice(QStringLiteral("level"), levels, 1)];
        KIOSK_TRY(attributes.finish());
        Result<Modules> modules = encodeQr(element.text, level.front());
        if (!modules)
            return unfitting(element, modules.error().detail);
        const double module = size / modules->width;
        if (module < minimumQrModule - tolerance)
            return unfitting(element, QStringLiteral("the code's modules would be smaller than 0.5 mm"));
        Symbol symbol{std::move(modules->runs), x, y, module, module, 0, 0, 0, 0};
        symbol.groundX = x - quiet * module;
        symbol.groundY = y - quiet * module;
        symbol.groundWidth = symbol.groundHeight = size + 2 * quiet * module;
        KIOSK_TRY(inside(element, symbol.groundX, symbol.groundY, symbol.groundWidth, symbol.groundHeight));
        return add(element, std::move(symbol));
    }

    Status code128(const Element &element, const Frame &frame)
    {
        constexpr double quietModules = 10; // ISO/IEC 15417
        Attributes attributes(element);
        const Frame box = placeOf(attributes, frame, 8 * pointsPerMillimetre);
        const double module = attributes.length(QStringLiteral("module"), 0.1, 2, 0.25 * pointsPerMillimetre);
        const int align =
            attributes.choice(QStringLiteral("align"),
                              {QStringLiteral("left"), QStringLiteral("center"), QStringLiteral("right")}, 0);
        KIOSK_TRY(attributes.finish());
        if (module < minimumBarModule - tolerance)
            return faulty(element, QStringLiteral("a bar code's modules are at least 0.25 mm"));
        Result<Modules> modules = encodeCode128(element.text);
        if (!modules)
            return unfitting(element, modules.error().detail);
        const double width = module * modules->width;
        const double room = box.width - width;
        if (room < -tolerance)
            return unfitting(element, QStringLiteral("the bar code is wider than its box"));
        const double x = box.x + (align == 2 ? room : align == 1 ? room / 2 : 0);
        Symbol symbol{std::move(modules->runs), x, box.y, module, box.height, 0, 0, 0, 0};
        symbol.groundX = x - quietModules * module;
        symbol.groundY = box.y;
        symbol.groundWidth = width + 2 * quietModules * module;
        symbol.groundHeight = box.height;
        KIOSK_TRY(inside(element, symbol.groundX, symbol.groundY, symbol.groundWidth, symbol.groundHeight));
        return add(element, std::move(symbol));
    }

    /// Rows of the text all over the page, under everything else.
    Status watermark(const Element &element)
    {
        Attributes attributes(element);
        const double angle = attributes.number(QStringLiteral("angle"), -90, 90, 30);
        const double grey = attributes.number(QStringLiteral("grey"), 3, 50, 11);
        const double columnGap =
            attributes.length(QStringLiteral("column-gap"), 5, 500, 60 * pointsPerMillimetre);
        const double rowGap = attributes.length(QStringLiteral("row-gap"), 5, 500, 40 * pointsPerMillimetre);
        TextStyle style;
        style.size = attributes.number(QStringLiteral("size"), 6, 100, 28);
        KIOSK_TRY(attributes.finish());
        const double level = 1 - grey / 100;
        style.colour = {level, level, level};
        if (element.text.isEmpty() || !element.children.empty() || element.text.size() > 200)
            return faulty(element, QStringLiteral("<watermark> holds 1 to 200 characters"));
        const TextBlock block = m_shaper.shape(element.text, style, -1);
        // A grid along the text's direction, around the page's middle; each second row is shifted by half a
        // step.
        const double radians = angle * std::numbers::pi / 180;
        const double along = block.widest() + columnGap;
        const double across = rowGap;
        const double reach = std::hypot(m_pages.width, m_pages.height) / 2;
        const int columns = int(std::ceil((reach + block.widest()) / along)) + 1;
        const int rows = int(std::ceil(reach / across)) + 1;
        for (int row = -rows; row <= rows; ++row) {
            for (int column = -columns; column <= columns; ++column) {
                const double u = (column + (row % 2 != 0 ? 0.5 : 0)) * along - block.widest() / 2;
                const double v = row * across;
                if (u > reach || u + block.widest() < -reach)
                    continue;
                const double x = m_pages.width / 2 + u * std::cos(radians) + v * std::sin(radians);
                const double y = m_pages.height / 2 - u * std::sin(radians) + v * std::cos(radians);
                if (touchesPage(x, y, radians, block.widest(), style.size))
                    KIOSK_TRY(add(element, TextLine{block.layout, 0, x, y, angle, style.colour, true}));
            }
        }
        return {};
    }

    [[nodiscard]] bool touchesPage(double x, double y, double radians, double width, double height) const
    {
        const double x2 = x + width * std::cos(radians);
        const double y2 = y - width * std::sin(radians);
        return std::max(x, x2) > -height && std::min(x, x2) < m_pages.width + height &&
               std::max(y, y2) > -height && std::min(y, y2) < m_pages.height + height;
    }

    // ---- flow: blocks below each other that go on over pages
    // -------------------------------------------------

    struct Flow {
        double x = 0, width = 0, y = 0, bottom = 0;
        double next = 0; ///< where the flow goes on on a new page
    };

    Status flow(const Element &element)
    {
        Attributes attributes(element);
        const Frame box = placeOf(attributes, m_content, {});
        KIOSK_TRY(attributes.finish());
        if (!element.text.isEmpty())
            return faulty(element, QStringLiteral("<flow> holds elements, not text"));
        Flow flow{box.x, box.width, box.y, std::min(box.y + box.height, m_content.y + m_content.height),
                  m_content.y};
        for (const Element &child : element.children) {
            if (!child.children.empty() && child.name != u"table")
                return faulty(child, QStringLiteral("<%1> holds no elements").arg(child.name));
            if (child.name == u"p")
                KIOSK_TRY(paragraph(child, flow));
            else if (child.name == u"field")
                KIOSK_TRY(field(child, flow));
            else if (child.name == u"space")
                KIOSK_TRY(space(child, flow));
            else if (child.name == u"table")
                KIOSK_TRY(table(child, flow));
            else
                return faulty(child, QStringLiteral("<%1> cannot stand in a <flow>").arg(child.name));
        }
        return {};
    }

    Status makeRoom(const Element &element, Flow &flow, double height)
    {
        if (flow.y + height <= flow.bottom + tolerance)
            return {};
        KIOSK_TRY(newPage(element));
        flow.y = flow.next;
        flow.bottom = m_content.y + m_content.height;
        if (height > flow.bottom - flow.y)
            return unfitting(element, QStringLiteral("<%1> is higher than a page").arg(element.name));
        return {};
    }

    Status paragraph(const Element &element, Flow &flow)
    {
        Attributes attributes(element);
        TextStyle style = styleFrom(attributes, 12, m_serif);
        const double before = attributes.length(QStringLiteral("before"), 0, 100, 0);
        const double after = attributes.length(QStringLiteral("after"), 0, 100, 0);
        const double keep = attributes.length(QStringLiteral("keep"), 0, 200, 0);
        style.indent =
            style.size * attributes.number(QStringLiteral("indent"), 0, 20, 0); // given in characters
        KIOSK_TRY(attributes.finish());
        if (element.text.size() > maximumText)
            return unfitting(element, QStringLiteral("the text is too long"));
        flow.y += before;
        if (!element.text.isEmpty()) {
            const TextBlock block = m_shaper.shape(element.text, style, flow.width);
            if (keep > 0) // a heading does not stand alone at a page's end
                KIOSK_TRY(makeRoom(element, flow, block.height() + after + keep));
            for (std::size_t i = 0; i < block.lines.size(); ++i) {
                KIOSK_TRY(makeRoom(element, flow, block.lineHeight));
                KIOSK_TRY(lines(element, block, i, i + 1, flow.x, flow.y, style.colour));
                flow.y += block.lineHeight;
            }
        }
        flow.y += after;
        return {};
    }

    /// A label and its value on one row, the value on as many lines as it needs.
    Status field(const Element &element, Flow &flow)
    {
        Attributes attributes(element);
        const TextStyle style = styleFrom(attributes, 12, m_serif);
        const QString label = attributes.text(QStringLiteral("label"));
        const double labelWidth =
            attributes.length(QStringLiteral("label-width"), 1, 500, 32 * pointsPerMillimetre);
        const double minimum =
            attributes.length(QStringLiteral("row-height"), 0, 100, 8 * pointsPerMillimetre);
        const bool ruled =
            attributes.choice(QStringLiteral("rule"), {QStringLiteral("no"), QStringLiteral("yes")}, 0) == 1;
        TextStyle labelStyle = style;
        labelStyle.bold = false;
        labelStyle.align = PANGO_ALIGN_LEFT;
        labelStyle.colour = attributes.colour(QStringLiteral("label-color"), style.colour);
        KIOSK_TRY(attributes.finish());
        if (labelWidth > flow.width - pointsPerMillimetre)
            return faulty(element, QStringLiteral("<field> has no room beside its label"));
        if (element.text.size() > maximumText || label.size() > maximumText)
            return unfitting(element, QStringLiteral("the text is too long"));
        const TextBlock name = m_shaper.shape(label, labelStyle, labelWidth);
        const TextBlock value = m_shaper.shape(element.text, style, flow.width - labelWidth);
        const double content = std::max(name.height(), value.height());
        const double height = std::max(minimum, content + (ruled ? pointsPerMillimetre : 0));
        KIOSK_TRY(makeRoom(element, flow, height));
        const double top = flow.y + (height - content) / 2;
        KIOSK_TRY(lines(element, name, 0, name.lines.size(), flow.x, top, labelStyle.colour));
        KIOSK_TRY(lines(element, value, 0, value.lines.size(), flow.x + labelWidth, top, style.colour));
        flow.y += height;
        if (ruled) {
            KIOSK_TRY(rule(element, flow.x, flow.y, flow.width, 0, {0.75, 0.75, 0.75}));
        }
        return {};
    }

    Status space(const Element &element, Flow &flow)
    {
        Attributes attributes(element);
        const double height = attributes.length(QStringLiteral("height"), 0, 500);
        KIOSK_TRY(attributes.finish());
        flow.y += height;
        return {};
    }

    /// Rows stay whole; on each page the head stands again and the part has a frame of its own.
    Status table(const Element &element, Flow &flow)
    {
        const Result<Table> shaped = shapeTable(element, flow.width, m_serif, m_shaper);
        if (!shaped)
            return shaped.error();
        const Table &table = *shaped;
        const std::size_t count = table.rows.size() + table.empty;
        const auto heightOf = [&table](std::size_t row) {
            return row < table.rows.size() ? table.rows[row].height : table.emptyHeight;
        };
        std::size_t next = 0;
        do {
            const std::size_t first = next;
            KIOSK_TRY(makeRoom(element, flow, table.head.height + (next < count ? heightOf(next) : 0)));
            const double top = flow.y;
            KIOSK_TRY(tableRow(table.head, flow));
            for (; next < count && flow.y + heightOf(next) <= flow.bottom + tolerance; ++next) {
                KIOSK_TRY(rule(element, flow.x, flow.y, flow.width, 0, ruleColour));
                if (next < table.rows.size())
                    KIOSK_TRY(tableRow(table.rows[next], flow));
                else
                    flow.y += table.emptyHeight;
            }
            KIOSK_TRY(tableFrame(element, table, flow, top, std::max(first, table.rows.size()), next));
        } while (next < count);
        return {};
    }

    Status tableRow(const Table::Row &row, Flow &flow)
    {
        for (const Table::Cell &cell : row.cells) {
            const double top = flow.y + (row.height - cell.text.height()) / 2;
            KIOSK_TRY(lines(*row.element, cell.text, 0, cell.text.lines.size(), flow.x + cell.x, top, {}));
        }
        flow.y += row.height;
        return {};
    }

    /// Around the part of a table that began at `top` and ends here. Of its empty rows, `empty` to `end`, the
    /// table's first says that nothing follows and the others are struck through, so that nothing is added.
    Status tableFrame(const Element &element, const Table &table, const Flow &flow, double top,
                      std::size_t empty, std::size_t end)
    {
        const double emptyTop = flow.y - (end > empty ? double(end - empty) : 0) * table.emptyHeight;
        double struck = emptyTop;
        if (end > empty && empty == table.rows.size()) {
            const TextBlock &text = table.closing.text;
            struck += table.emptyHeight;
            KIOSK_TRY(lines(element, text, 0, text.lines.size(), flow.x,
                            emptyTop + (table.emptyHeight - text.height()) / 2, {}));
        }
        for (std::size_t i = 1; i + 1 < table.edges.size(); ++i) {
            const double x = flow.x + table.edges[i];
            KIOSK_TRY(rule(element, x, top, 0, emptyTop - top, ruleColour));
            if (struck < flow.y)
                KIOSK_TRY(rule(element, x, struck, 0, flow.y - struck, ruleColour));
        }
        if (struck < flow.y)
            KIOSK_TRY(rule(element, flow.x, flow.y, flow.width, struck - flow.y, ruleColour));
        Shape frame;
        frame.x = flow.x;
        frame.y = top;
        frame.width = flow.width;
        frame.height = flow.y - top;
        frame.stroke = Colour{};
        frame.strokeWidth = 0.8;
        KIOSK_TRY(inside(element, frame.x, frame.y, frame.width, frame.height));
        return add(element, frame);
    }

    /// A thin line from (x, y) by (width, height).
    Status rule(const Element &element, double x, double y, double width, double height, Colour colour)
    {
        Shape line;
        line.line = true;
        line.x = x;
        line.y = y;
        line.width = width;
        line.height = height;
        line.stroke = colour;
        line.strokeWidth = 0.5;
        return add(element, line);
    }

    Status inside(const Element &element, double x, double y, double width, double height) const
    {
        if (x >= -tolerance && y >= -tolerance && x + width <= m_pages.width + tolerance &&
            y + height <= m_pages.height + tolerance)
            return {};
        return unfitting(element,
                         QStringLiteral("<%1> reaches over the edge of the paper").arg(element.name));
    }

    Status add(const Element &element, Item item)
    {
        if (++m_items > maximumItems)
            return unfitting(element, QStringLiteral("the document holds too much"));
        m_pages.pages[m_current].items.push_back(std::move(item));
        return {};
    }

    const QHash<QString, QByteArray> &m_images;
    TextShaper m_shaper;
    Pages m_pages;
    std::size_t m_current = 0;
    std::size_t m_items = 0;
    Frame m_content;
    bool m_serif = false;
    std::vector<const Element *> m_watermarks;
    QHash<QString, QImage> m_decoded;
};

} // namespace

Result<Pages> layOut(const Element &document, const QHash<QString, QByteArray> &images,
                     const QString &language)
{
    return Layouter(images, language).run(document);
}

} // namespace kiosk::documents
