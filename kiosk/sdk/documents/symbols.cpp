#include <kiosk/sdk/documents/symbols.h>

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/CharacterSet.h>
#include <ZXing/MultiFormatWriter.h>

#include <exception>

namespace kiosk::documents
{
namespace
{

Result<Modules> encode(ZXing::MultiFormatWriter writer, const QString &text)
{
    try {
        const ZXing::BitMatrix matrix = writer.setMargin(0).encode(text.toStdWString(), 0, 0);
        Modules modules;
        modules.width = matrix.width();
        modules.height = matrix.height();
        for (int y = 0; y < matrix.height(); ++y) {
            for (int x = 0; x < matrix.width(); ++x) {
                const int begin = x;
                while (x < matrix.width() && matrix.get(x, y))
                    ++x;
                if (x > begin)
                    modules.runs.push_back({begin, y, x - begin});
            }
        }
        return modules;
    } catch (const std::exception &) { // ZXing's reasons quote the text
        return fail(error::invalidData, "the text cannot be encoded");
    }
}

} // namespace

Result<Modules> encodeQr(const QString &text, QChar level)
{
    constexpr QStringView levels = u"LMQH";
    const qsizetype index = levels.indexOf(level);
    if (index < 0 || text.isEmpty() || text.size() > 1000)
        return fail(error::invalidData, "a QR code holds 1 to 1000 characters at level L, M, Q or H");
    ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
    writer.setEccLevel(int(index) * 2 + 2); // ZXing maps 0–8 onto four levels
    const bool ascii = std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() < 0x80; });
    if (!ascii)
        writer.setEncoding(ZXing::CharacterSet::UTF8);
    return encode(writer, text);
}

Result<Modules> encodeCode128(const QString &text)
{
    if (text.isEmpty() || text.size() > 80)
        return fail(error::invalidData, "a Code 128 bar code holds 1 to 80 characters");
    for (const QChar c : text) {
        if (c.unicode() < 0x20 || c.unicode() > 0x7E)
            return fail(error::invalidData, "a Code 128 bar code holds printable ASCII only");
    }
    Result<Modules> modules = encode(ZXing::MultiFormatWriter(ZXing::BarcodeFormat::Code128), text);
    if (!modules)
        return modules;
    // The writer repeats the row; one is enough, the bar's height is the template's.
    std::erase_if(modules->runs, [](const Symbol::Run &run) { return run.y > 0; });
    modules->height = 1;
    return modules;
}

} // namespace kiosk::documents
