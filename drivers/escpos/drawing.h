#pragma once

#include <kiosk/hal/receipt.h>

namespace kiosk::escpos
{

/// A line of text in a font that has every character, `size` dots high and as wide as it comes, cut at the
/// paper's width. Errors: unsupportedData (a character that no font has), internalError (no memory). Thread:
/// any, one at a time.
[[nodiscard]] Result<hal::Bitmap> drawText(const QString &text, int size);

/// A QR code at level M, so many dots a module, without its quiet zone: paper is white. Errors: invalidData.
[[nodiscard]] Result<hal::Bitmap> drawQr(const QString &text, int dotsPerModule);

/// As wide as the paper, with white beside it. Pure; thread: any.
[[nodiscard]] hal::Bitmap alignBitmap(const hal::Bitmap &bitmap, hal::ReceiptElement::Align align);

} // namespace kiosk::escpos
