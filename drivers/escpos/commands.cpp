#include "commands.h"

#include "drawing.h"

#include <algorithm>

namespace kiosk::escpos
{

namespace
{

using Kind = hal::ReceiptElement::Kind;

constexpr int largeText = 48;
constexpr int ownText = 24;
/// 8 dots are a millimetre: the smallest code, 21 modules, is then the 20 mm wide that people can scan.
constexpr int dotsPerModule = 8;
constexpr int quietZone = 4 * dotsPerModule; // ISO/IEC 18004

QByteArray command(std::initializer_list<int> bytes)
{
    QByteArray out;
    for (const int byte : bytes)
        out.append(char(byte));
    return out;
}

QByteArray alignCommand(hal::ReceiptElement::Align align)
{
    return command({0x1B, 0x61, int(align)});
}

QByteArray feedDots(int dots)
{
    return command({0x1B, 0x4A, dots});
}

/// GS ( k, functions 165, 167, 169, 180 and 181.
QByteArray encodeQr(const QString &text, hal::ReceiptElement::Align align)
{
    const QByteArray data = text.toLatin1();
    const auto length = int(data.size()) + 3;
    return feedDots(quietZone) + alignCommand(align) +
           command({0x1D, 0x28, 0x6B, 0x04, 0x00, 0x31, 0x41, 0x32, 0x00}) +
           command({0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x43, dotsPerModule}) +
           command({0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x45, 0x31}) +
           command({0x1D, 0x28, 0x6B, length & 0xFF, length >> 8, 0x31, 0x50, 0x30}) + data +
           command({0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x51, 0x30}) + feedDots(quietZone);
}

QByteArray encodeFeed(int millimetres)
{
    constexpr int mostDots = 255;
    QByteArray bytes;
    for (int dots = millimetres * hal::receiptDotsPerMillimetre; dots > 0; dots -= mostDots)
        bytes += feedDots(std::min(dots, mostDots));
    return bytes;
}

Result<QList<QByteArray>> encodeLines(const hal::ReceiptElement &element, const Printing &printing)
{
    QList<QByteArray> pieces;
    const bool own = element.size == ownText || element.size == largeText;
    const int fitting = hal::receiptDots / (element.size / 2);
    for (const QString &line : wrapText(element.text, fitting)) {
        const auto text = own ? encodeText(line, printing.characterSet) : std::nullopt;
        if (text) {
            pieces.append(alignCommand(element.align) +
                          command({0x1D, 0x21, element.size == largeText ? 0x11 : 0x00}) + *text + '\n');
            continue;
        }
        const auto drawn = drawText(line, element.size);
        if (!drawn)
            return drawn.error();
        pieces += encodeRaster(alignBitmap(*drawn, element.align));
    }
    return pieces;
}

Result<QList<QByteArray>> encodeElement(const hal::ReceiptElement &element, const Printing &printing)
{
    switch (element.kind) {
    case Kind::Text:
        return encodeLines(element, printing);
    case Kind::Divider:
        return QList{alignCommand(hal::ReceiptElement::Align::Left) + command({0x1D, 0x21, 0x00}) +
                     QByteArray(columns, '-') + '\n'};
    case Kind::Qr: {
        if (printing.qrByCommand)
            return QList{encodeQr(element.text, element.align)};
        const auto drawn = drawQr(element.text, dotsPerModule);
        if (!drawn)
            return drawn.error();
        return QList{feedDots(quietZone)} + encodeRaster(alignBitmap(*drawn, element.align)) +
               QList{feedDots(quietZone)};
    }
    case Kind::Raster:
        return encodeRaster(alignBitmap(element.picture, element.align));
    case Kind::Feed:
        return QList{encodeFeed(element.millimetres)};
    case Kind::Cut:
        break;
    }
    return QList{command({0x1D, 0x56, element.fullCut ? 0x00 : 0x01})};
}

} // namespace

Result<QList<QByteArray>> encodeBlock(const hal::Receipt &block, const Printing &printing)
{
    QList<QByteArray> pieces{command({0x1B, 0x40, 0x1C, 0x26})};
    for (const hal::ReceiptElement &element : block) {
        const auto encoded = encodeElement(element, printing);
        if (!encoded)
            return encoded.error();
        for (const QByteArray &piece : *encoded) {
            if (pieces.last().size() + piece.size() <= longestPiece)
                pieces.last() += piece;
            else
                pieces.append(piece);
        }
    }
    return pieces;
}

QList<QByteArray> encodeRaster(const hal::Bitmap &bitmap)
{
    constexpr int headerBytes = 8;
    constexpr char immediate = 0x10;
    QByteArray rows = bitmap.rows;
    for (qsizetype i = 0; i + 1 < rows.size(); ++i)
        if (rows[i] == immediate && (rows[i + 1] == 0x04 || rows[i + 1] == 0x05 || rows[i + 1] == 0x14))
            rows[i] = immediate | 0x01;
    const int width = bitmap.rowBytes();
    // Less than 16 rows of a piece would leave white lines on some printers; 576 dots leave 55.
    const int most = int(std::min<qsizetype>((longestPiece - headerBytes) / width, 255));
    QList<QByteArray> pieces;
    for (int first = 0; first < bitmap.height; first += most) {
        const int count = std::min(most, bitmap.height - first);
        pieces.append(command({0x1D, 0x76, 0x30, 0x00, width & 0xFF, width >> 8, count & 0xFF, count >> 8}) +
                      rows.mid(qsizetype(first) * width, qsizetype(count) * width));
    }
    return pieces;
}

QByteArray askRealTime(int n)
{
    return command({0x10, 0x04, n});
}

QByteArray askProcessId(const QByteArray &id)
{
    return command({0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30}) + id.first(4);
}

QByteArray askPaperSensor()
{
    return command({0x1D, 0x72, 0x01});
}

QByteArray clearBuffers()
{
    return command({0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08});
}

QByteArray recover()
{
    return command({0x10, 0x05, 0x02});
}

} // namespace kiosk::escpos
