#pragma once

#include <kiosk/sdk/documents/pages.h>

namespace kiosk::documents
{

class PdfFonts;

/// Draws a page on any cairo surface whose unit is a point; `fonts` only where the surface is a PDF. Thread:
/// any.
void paint(cairo_t *cairo, const Page &page, PdfFonts *fonts = nullptr);
/// 样张 无效 as the print path stamps it on paper: across the page and in one horizontal line.
void paintSampleStamp(cairo_t *cairo, double width, double height);

} // namespace kiosk::documents
