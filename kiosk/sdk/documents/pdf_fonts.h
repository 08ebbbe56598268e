#pragma once

#include <kiosk/core/result.h>

#include <kiosk/sdk/documents/pages.h>

#include <map>
#include <memory>

namespace kiosk::documents
{

/// Draws text on a PDF surface with fonts that hold the document's glyphs and nothing else.
///
/// Cairo 1.16 subsets OpenType/CFF fonts itself, but counts the hints of a shared subroutine only the first
/// time it is called: with Noto CJK it then loses track and embeds all 900 KB of subroutines, or could leave
/// out one that is needed. So HarfBuzz first reduces the face to the glyphs used, without subroutines and
/// hints; Cairo has nothing left to misread. The glyphs are numbered anew: with the old numbers a face of
/// 65 000 mostly empty glyphs would be written and read. Other fonts are left to Pango.
/// Thread: one.
class PdfFonts
{
public:
    /// Errors: internalError.
    [[nodiscard]] static Result<PdfFonts> create(const Pages &pages);

    PdfFonts(PdfFonts &&) = default;
    PdfFonts &operator=(PdfFonts &&) = default;

    /// At the current origin, in the current colour.
    void show(cairo_t *cairo, const TextLine &text) const;
    /// The same as shapes. They stand in the file once, however often the line is shown.
    void showOutlines(cairo_t *cairo, const TextLine &text);

private:
    struct Destroy {
        void operator()(cairo_font_face_t *face) const { cairo_font_face_destroy(face); }
        void operator()(cairo_surface_t *surface) const { cairo_surface_destroy(surface); }
    };
    PdfFonts() = default;

    struct Reduced {
        std::unique_ptr<cairo_font_face_t, Destroy> face;
        std::map<PangoGlyph, unsigned long> numbers; ///< by those of the whole face
    };

    std::map<hb_face_t *, Reduced> m_faces;
    std::map<PangoLayoutLine *, std::unique_ptr<cairo_surface_t, Destroy>> m_outlines;
};

} // namespace kiosk::documents
