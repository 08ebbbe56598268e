#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>
#include <QList>

namespace kiosk::hal
{

/// Dots of a line of paper: 80 mm paper, of which 72 mm print at 203 dpi. 8 dots are a millimetre.
constexpr int receiptDots = 576;
constexpr int receiptDotsPerMillimetre = 8;

/// Black and white, rows of whole bytes, the first dot in the highest bit, 1 = black.
struct Bitmap {
    int width = 0;
    int height = 0;
    QByteArray rows;

    [[nodiscard]] int rowBytes() const { return (width + 7) / 8; }
};

/// One thing on a receipt, from left to right as wide as the paper.
struct ReceiptElement {
    enum class Kind { Text, Divider, Qr, Raster, Feed, Cut };
    enum class Align { Left, Center, Right };

    Kind kind = Kind::Text;
    QString text = {}; ///< of Text and Qr
    Align align = Align::Left;
    int size = 24; ///< height of a character in dots: 24, 32, 48
    Bitmap picture = {};
    int millimetres = 0; ///< of Feed
    bool fullCut = false;
};

using Receipt = QList<ReceiptElement>;

/// A receipt as it is handed to the printer: JSON, one object a line, UTF-8:
///
///     {"text": "办件回执", "align": "center", "size": 48}     left, center, right; 24, 32, 48; else left, 24
///     {"divider": true}
///     {"qr": "https://example.invalid/c/1", "align": "center"}  1 to 200 printable ASCII characters
///     {"raster": 1, "align": "center"}                        number of the picture
///     {"feed_mm": 3}                                          1 to 50
///     {"cut": "full"}                                         full or partial, last line only; else partial
///
/// Pictures are binary PBM (P4), at most 576 dots wide and 1600 high, numbered from 1. Each is named once.
/// Errors: invalidData, with line and reason, never with what stands there. An identity number is refused:
/// receipts lie about. Pure; thread: any.
[[nodiscard]] Result<Receipt> parseReceipt(const QByteArray &lines, const QList<QByteArray> &pictures);
/// Errors: invalidData. Pure; thread: any.
[[nodiscard]] Result<Bitmap> parseBitmap(const QByteArray &pbm);

/// For a technician: characters of each size, a ruler in millimetres across the paper, grey, and a QR code
/// that says `code` (1 to 200 printable ASCII characters). Pure; thread: any.
[[nodiscard]] Receipt selfTestReceipt(const QString &code);

/// What is put on paper, in the order in which it is: blocks that the printer confirms one by one. Marks of a
/// demonstration terminal stand first and last. The last block holds the line 以下空白 (nothing below), the
/// feed to the cutter and the cut, and nothing of the receipt: without it a receipt is not valid, with it it
/// is whole.
[[nodiscard]] QList<Receipt> blocksOf(const Receipt &receipt, bool demonstration);
/// Says that what came out above is void, and cuts.
[[nodiscard]] Receipt voidBlock();
/// Cuts off what nobody may rely on yet.
[[nodiscard]] Receipt cutBlock();
/// The block, repeated on new paper: says first that it continues what was cut short.
[[nodiscard]] Receipt continuedBlock(const Receipt &block);

} // namespace kiosk::hal
