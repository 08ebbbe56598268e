#include <kiosk/sdk/documents/text.h>

#include <kiosk/sdk/documents/markup.h>

#include <QSet>

#include <algorithm>

namespace kiosk::documents
{
namespace
{

PangoFontDescription *fontOf(const TextStyle &style)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, style.serif ? "Noto Serif CJK SC" : "Noto Sans CJK SC");
    pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    return font;
}

/// The characters of a layout for which no font has a glyph.
QSet<char32_t> missingGlyphs(PangoLayout *layout)
{
    QSet<char32_t> missing;
    for (GSList *line = pango_layout_get_lines_readonly(layout); line != nullptr; line = line->next) {
        for (GSList *run = static_cast<PangoLayoutLine *>(line->data)->runs; run != nullptr;
             run = run->next) {
            const PangoGlyphString *glyphs = static_cast<PangoLayoutRun *>(run->data)->glyphs;
            for (int i = 0; i < glyphs->num_glyphs; ++i) {
                const PangoGlyph glyph = glyphs->glyphs[i].glyph;
                if (glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
                    missing.insert(char32_t(glyph & ~PANGO_GLYPH_UNKNOWN_FLAG));
            }
        }
    }
    return missing;
}

QString withCodesFor(const QSet<char32_t> &missing, const QString &text)
{
    QString result;
    for (const char32_t c : text.toUcs4()) {
        if (missing.contains(c))
            result += QStringLiteral("□U+%1").arg(QString::number(c, 16).toUpper(), 4, u'0');
        else
            result += QString::fromUcs4(&c, 1);
    }
    return result;
}

} // namespace

TextStyle styleFrom(Attributes &attributes, double size, bool serif)
{
    static const QStringList alignments{QStringLiteral("left"), QStringLiteral("center"),
                                        QStringLiteral("right"), QStringLiteral("justify")};
    TextStyle style;
    style.size = attributes.number(QStringLiteral("size"), 3, 200, size);
    style.lineHeight = attributes.number(QStringLiteral("line-height"), 0.8, 5, 1.5);
    style.bold = attributes.choice(QStringLiteral("weight"),
                                   {QStringLiteral("normal"), QStringLiteral("bold")}, 0) == 1;
    style.serif = attributes.choice(QStringLiteral("family"),
                                    {QStringLiteral("sans"), QStringLiteral("serif")}, serif ? 1 : 0) == 1;
    style.colour = attributes.colour(QStringLiteral("color"), {});
    const int alignment = attributes.choice(QStringLiteral("align"), alignments, 0);
    style.justify = alignment == 3;
    style.align = alignment == 1 ? PANGO_ALIGN_CENTER : alignment == 2 ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
    return style;
}

double TextBlock::widest() const
{
    double widest = 0;
    for (const Line &line : lines)
        widest = std::max(widest, line.width);
    return widest;
}

TextShaper::TextShaper(const QString &language)
    : m_context(pango_font_map_create_context(pango_cairo_font_map_get_default()))
{
    pango_cairo_context_set_resolution(m_context.get(), 72);
    pango_context_set_round_glyph_positions(m_context.get(), FALSE);
    pango_context_set_language(m_context.get(), pango_language_from_string(language.toUtf8().constData()));
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(m_context.get(), options);
    cairo_font_options_destroy(options);
}

TextBlock TextShaper::shape(const QString &text, const TextStyle &style, double width) const
{
    TextBlock block;
    block.layout = std::shared_ptr<PangoLayout>(pango_layout_new(m_context.get()), g_object_unref);
    PangoLayout *layout = block.layout.get();
    PangoFontDescription *font = fontOf(style);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, width < 0 ? -1 : std::max(1, int(width * PANGO_SCALE)));
    pango_layout_set_alignment(layout, style.align);
    pango_layout_set_indent(layout, int(style.indent * PANGO_SCALE));
    pango_layout_set_justify(layout, style.justify);
    pango_layout_set_text(layout, text.toUtf8().constData(), -1);
    if (pango_layout_get_unknown_glyphs_count(layout) > 0)
        pango_layout_set_text(layout, withCodesFor(missingGlyphs(layout), text).toUtf8().constData(), -1);

    // Line distance counts from the style alone: a fallback font must not push lines apart.
    PangoFontMetrics *metrics = pango_context_get_metrics(m_context.get(), font, nullptr);
    const double ascent = double(pango_font_metrics_get_ascent(metrics)) / PANGO_SCALE;
    const double descent = double(pango_font_metrics_get_descent(metrics)) / PANGO_SCALE;
    pango_font_metrics_unref(metrics);
    pango_font_description_free(font);
    block.lineHeight = style.size * style.lineHeight;
    block.ascent = (block.lineHeight - ascent - descent) / 2 + ascent;

    PangoLayoutIter *line = pango_layout_get_iter(layout);
    do {
        PangoRectangle extents;
        pango_layout_iter_get_line_extents(line, nullptr, &extents);
        block.lines.push_back({double(extents.x) / PANGO_SCALE, double(extents.width) / PANGO_SCALE});
    } while (pango_layout_iter_next_line(line) != FALSE);
    pango_layout_iter_free(line);
    return block;
}

} // namespace kiosk::documents
