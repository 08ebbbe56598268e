#pragma once

#include <pango/pangocairo.h>

#include <QImage>
#include <QString>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

/// What layout makes and painting draws. Lengths are points (1/72 inch) from the page's top left corner.
namespace kiosk::documents
{

constexpr double pointsPerMillimetre = 72.0 / 25.4;
/// Rounding of millimetres must not push what ends at an edge over it.
constexpr double tolerance = 0.01;

struct Colour {
    double red = 0, green = 0, blue = 0;
};

template <typename T> struct Unref {
    void operator()(T *object) const { g_object_unref(object); }
};
template <typename T> using GObjectPointer = std::unique_ptr<T, Unref<T>>;

/// One line of a laid out text, at its baseline.
struct TextLine {
    std::shared_ptr<PangoLayout> layout;
    int line = 0;
    double x = 0, baseline = 0;
    double angle = 0; ///< degrees, counter-clockwise around (x, baseline)
    Colour colour;
    /// Drawn as shapes: a watermark read back would stand between the lines of the text it crosses.
    bool outlines = false;
};

/// A rectangle or, without height and radius, a line.
struct Shape {
    double x = 0, y = 0, width = 0, height = 0, radius = 0;
    bool line = false; ///< from (x, y) by (width, height)
    std::optional<Colour> fill, stroke;
    double strokeWidth = 0;
    double dash = 0;
};

struct Picture {
    QImage image; ///< RGB32
    double x = 0, y = 0, width = 0, height = 0;
};

/// QR code or bar code: black modules on a white ground that includes the quiet zone.
struct Symbol {
    struct Run {
        int x, y, length;
    };
    std::vector<Run> runs;
    double x = 0, y = 0;
    double moduleWidth = 0, moduleHeight = 0;
    double groundX = 0, groundY = 0, groundWidth = 0, groundHeight = 0;
};

using Item = std::variant<TextLine, Shape, Picture, Symbol>;

struct Page {
    std::vector<Item> items; ///< in drawing order
};

struct Pages {
    double width = 0, height = 0;
    QString title;
    std::vector<Page> pages;
};

} // namespace kiosk::documents
