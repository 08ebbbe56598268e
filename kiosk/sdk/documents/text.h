#pragma once

#include <kiosk/sdk/documents/pages.h>

namespace kiosk::documents
{

class Attributes;

struct TextStyle {
    double size = 12;        ///< points
    double lineHeight = 1.5; ///< times the size
    double indent = 0;       ///< of the first line, points
    bool bold = false;
    bool serif = false;
    PangoAlignment align = PANGO_ALIGN_LEFT;
    bool justify = false;
    Colour colour;
};

/// The style that an element's attributes say; `size` and `serif` are what holds without them.
[[nodiscard]] TextStyle styleFrom(Attributes &attributes, double size, bool serif);

/// A text broken into lines of one width.
struct TextBlock {
    struct Line {
        double x = 0; ///< of the line's start
        double width = 0;
    };
    std::shared_ptr<PangoLayout> layout;
    std::vector<Line> lines;
    double lineHeight = 0; ///< points
    double ascent = 0;     ///< from a line's top to its baseline

    [[nodiscard]] double height() const { return lineHeight * double(lines.size()); }
    [[nodiscard]] double widest() const;
};

/// Shapes text with Pango, independent of any resolution. Characters that no font has become □U+XXXX, so that
/// nobody takes a name with a gap for a whole one. Thread: the one that made it.
class TextShaper
{
public:
    explicit TextShaper(const QString &language);

    /// width < 0: one line, however long.
    [[nodiscard]] TextBlock shape(const QString &text, const TextStyle &style, double width) const;

private:
    GObjectPointer<PangoContext> m_context;
};

} // namespace kiosk::documents
