#include <kiosk/sdk/documents/pdf_fonts.h>

#include <cairo-ft.h>
#include <hb-subset.h>

#include <algorithm>
#include <set>
#include <vector>

namespace kiosk::documents
{
namespace
{

template <auto destroy> struct Destroyer {
    template <typename T> void operator()(T *object) const { destroy(object); }
};
using Blob = std::unique_ptr<hb_blob_t, Destroyer<hb_blob_destroy>>;
using Face = std::unique_ptr<hb_face_t, Destroyer<hb_face_destroy>>;
using SubsetPlan = std::unique_ptr<hb_subset_plan_t, Destroyer<hb_subset_plan_destroy>>;
using SubsetInput = std::unique_ptr<hb_subset_input_t, Destroyer<hb_subset_input_destroy>>;

hb_face_t *faceOf(PangoFont *font)
{
    return hb_font_get_face(pango_font_get_hb_font(font));
}

bool hasCffOutlines(hb_face_t *face)
{
    const Blob table(hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' ')));
    return hb_blob_get_length(table.get()) > 0;
}

PangoLayoutLine *lineOf(const TextLine &text)
{
    return pango_layout_get_line_readonly(text.layout.get(), text.line);
}

template <typename Visit> void forEachRun(const TextLine &text, Visit visit)
{
    for (GSList *run = lineOf(text)->runs; run != nullptr; run = run->next)
        visit(static_cast<PangoGlyphItem *>(run->data));
}

/// What a FreeType face needs for as long as cairo keeps it.
struct FreeTypeFace {
    Blob bytes;
    FT_Library library = nullptr;
    FT_Face face = nullptr;

    FreeTypeFace() = default;
    FreeTypeFace(const FreeTypeFace &) = delete;
    FreeTypeFace &operator=(const FreeTypeFace &) = delete;
    ~FreeTypeFace()
    {
        if (face != nullptr)
            FT_Done_Face(face);
        if (library != nullptr)
            FT_Done_FreeType(library);
    }
};

/// numbers: of the glyphs in the result.
Result<cairo_font_face_t *> reduced(hb_face_t *face, const std::set<PangoGlyph> &glyphs,
                                    std::map<PangoGlyph, unsigned long> &numbers)
{
    const SubsetInput input(hb_subset_input_create_or_fail());
    if (!input)
        return fail(error::notEnoughSpace, "font subset");
    hb_set_t *wanted = hb_subset_input_glyph_set(input.get());
    for (const PangoGlyph glyph : glyphs)
        hb_set_add(wanted, glyph);
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    // Shaping is done: nothing of the layout tables is looked at any more.
    hb_set_t *dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (const char *tag : {"GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx"})
        hb_set_add(dropped, hb_tag_from_string(tag, 4));
    const SubsetPlan plan(hb_subset_plan_create_or_fail(face, input.get()));
    const Face subset(plan ? hb_subset_plan_execute_or_fail(plan.get()) : nullptr);
    if (!subset)
        return fail(error::internalError, "a font cannot be reduced to the glyphs used");
    const hb_map_t *renumbered = hb_subset_plan_old_to_new_glyph_mapping(plan.get());
    for (const PangoGlyph glyph : glyphs)
        numbers.emplace(glyph, hb_map_get(renumbered, glyph));

    auto owner = std::make_unique<FreeTypeFace>();
    owner->bytes.reset(hb_face_reference_blob(subset.get()));
    unsigned int length = 0;
    const char *bytes = hb_blob_get_data(owner->bytes.get(), &length);
    if (FT_Init_FreeType(&owner->library) != 0 ||
        FT_New_Memory_Face(owner->library, reinterpret_cast<const FT_Byte *>(bytes), FT_Long(length), 0,
                           &owner->face) != 0)
        return fail(error::internalError, "a reduced font cannot be read");
    cairo_font_face_t *result = cairo_ft_font_face_create_for_ft_face(owner->face, FT_LOAD_NO_HINTING);
    static const cairo_user_data_key_t key{};
    const cairo_status_t status = cairo_font_face_set_user_data(
        result, &key, owner.get(), [](void *data) { delete static_cast<FreeTypeFace *>(data); });
    if (status != CAIRO_STATUS_SUCCESS) {
        cairo_font_face_destroy(result);
        return fail(error::notEnoughSpace, "font subset");
    }
    (void)owner.release(); // cairo deletes it with the last use of the face
    return result;
}

} // namespace

Result<PdfFonts> PdfFonts::create(const Pages &pages)
{
    std::map<hb_face_t *, std::set<PangoGlyph>> used;
    for (const Page &page : pages.pages) {
        for (const Item &item : page.items) {
            const auto *text = std::get_if<TextLine>(&item);
            if (text == nullptr || text->outlines)
                continue;
            forEachRun(*text, [&](const PangoGlyphItem *run) {
                std::set<PangoGlyph> &glyphs = used[faceOf(run->item->analysis.font)];
                for (int i = 0; i < run->glyphs->num_glyphs; ++i) {
                    const PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
                    if ((glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0 && glyph != PANGO_GLYPH_EMPTY)
                        glyphs.insert(glyph);
                }
            });
        }
    }
    PdfFonts fonts;
    for (const auto &[face, glyphs] : used) {
        if (!hasCffOutlines(face))
            continue;
        Reduced own;
        Result<cairo_font_face_t *> reducedFace = reduced(face, glyphs, own.numbers);
        if (!reducedFace)
            return reducedFace.error();
        own.face.reset(*reducedFace);
        fonts.m_faces.emplace(face, std::move(own));
    }
    return fonts;
}

void PdfFonts::show(cairo_t *cairo, const TextLine &text) const
{
    double pen = 0;
    const char *characters = pango_layout_get_text(text.layout.get());
    forEachRun(text, [&](PangoGlyphItem *run) {
        PangoFont *font = run->item->analysis.font;
        const auto face = m_faces.find(faceOf(font));
        if (face == m_faces.end()) {
            cairo_move_to(cairo, pen, 0);
            pango_cairo_show_glyph_item(cairo, characters, run);
            pen += double(pango_glyph_string_get_width(run->glyphs)) / PANGO_SCALE;
            return;
        }
        std::vector<cairo_glyph_t> glyphs;
        std::vector<bool> shown;
        for (int i = 0; i < run->glyphs->num_glyphs; ++i) {
            const PangoGlyphInfo &info = run->glyphs->glyphs[i];
            shown.push_back(info.glyph != PANGO_GLYPH_EMPTY && (info.glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0);
            if (shown.back())
                glyphs.push_back({face->second.numbers.at(info.glyph),
                                  pen + double(info.geometry.x_offset) / PANGO_SCALE,
                                  double(info.geometry.y_offset) / PANGO_SCALE});
            pen += double(info.geometry.width) / PANGO_SCALE;
        }
        // Which characters each group of glyphs stands for: what the PDF's text is made of.
        std::vector<cairo_text_cluster_t> clusters;
        PangoGlyphItemIter cluster;
        for (gboolean more = pango_glyph_item_iter_init_start(&cluster, run, characters); more != FALSE;
             more = pango_glyph_item_iter_next_cluster(&cluster)) {
            const bool backward = cluster.start_glyph > cluster.end_glyph;
            const int first = backward ? cluster.end_glyph + 1 : cluster.start_glyph;
            const int end = backward ? cluster.start_glyph + 1 : cluster.end_glyph;
            const auto count = std::count(shown.begin() + first, shown.begin() + end, true);
            clusters.push_back({cluster.end_index - cluster.start_index, int(count)});
        }
        PangoFontDescription *description = pango_font_describe_with_absolute_size(font);
        cairo_set_font_face(cairo, face->second.face.get());
        cairo_set_font_size(cairo, double(pango_font_description_get_size(description)) / PANGO_SCALE);
        pango_font_description_free(description);
        cairo_show_text_glyphs(cairo, characters + run->item->offset, run->item->length, glyphs.data(),
                               int(glyphs.size()), clusters.data(), int(clusters.size()),
                               run->item->analysis.level % 2 != 0 ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD
                                                                  : cairo_text_cluster_flags_t(0));
    });
}

void PdfFonts::showOutlines(cairo_t *cairo, const TextLine &text)
{
    PangoLayoutLine *line = lineOf(text);
    auto &surface = m_outlines[line];
    if (!surface) {
        PangoRectangle ink;
        pango_layout_line_get_extents(line, &ink, nullptr);
        const cairo_rectangle_t extents{double(ink.x) / PANGO_SCALE - 1, double(ink.y) / PANGO_SCALE - 1,
                                        double(ink.width) / PANGO_SCALE + 2,
                                        double(ink.height) / PANGO_SCALE + 2};
        surface.reset(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents));
        cairo_t *recorder = cairo_create(surface.get());
        cairo_set_source_rgb(recorder, text.colour.red, text.colour.green, text.colour.blue);
        pango_cairo_layout_line_path(recorder, line);
        cairo_fill(recorder);
        cairo_destroy(recorder);
    }
    cairo_set_source_surface(cairo, surface.get(), 0, 0);
    cairo_paint(cairo);
}

} // namespace kiosk::documents
