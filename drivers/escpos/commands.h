#pragma once

#include "text_codec.h"

#include <kiosk/hal/receipt.h>

namespace kiosk::escpos
{

/// What a printer's receive buffer surely holds, in bytes: 4 KB is what the small ones have.
constexpr qsizetype longestPiece = 4000;
/// Characters of the printer's font are 12 or 24 dots wide: columns of a line.
constexpr int columns = hal::receiptDots / 12;

struct Printing {
    CharacterSet characterSet = CharacterSet::Gbk;
    bool qrByCommand = true;
};

/// The bytes of a block, in pieces that a printer's buffer holds, each of whole commands. The first begins
/// with ESC @ and FS &, so that no piece relies on what was before. Errors: as drawText and drawQr. Thread:
/// any, one at a time.
[[nodiscard]] Result<QList<QByteArray>> encodeBlock(const hal::Receipt &block, const Printing &printing);

/// Dots of rows of whole bytes (GS v 0), in pieces. Where they would by chance spell a command that printers
/// obey at once, in the midst of data too (DLE EOT, DLE ENQ, DLE DC4), one dot is set that was not. Pure.
[[nodiscard]] QList<QByteArray> encodeRaster(const hal::Bitmap &bitmap);

/// DLE EOT n, 1 to 4.
[[nodiscard]] QByteArray askRealTime(int n);
/// GS ( H, function 48: the printer answers with these four printable characters when it has come so far.
[[nodiscard]] QByteArray askProcessId(const QByteArray &id);
/// GS r 1: the printer answers with its paper sensor when it has come so far.
[[nodiscard]] QByteArray askPaperSensor();
/// DLE DC4 8: forgets at once what is in its buffers, and answers.
[[nodiscard]] QByteArray clearBuffers();
/// DLE ENQ 2: likewise after an error that can be recovered from.
[[nodiscard]] QByteArray recover();

} // namespace kiosk::escpos
