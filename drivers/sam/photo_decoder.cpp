#include "photo_decoder.h"

#include "log.h"

#include <QLibrary>

#include <algorithm>

namespace kiosk::sam
{

namespace
{
constexpr qsizetype bmpSize = 38862;
} // namespace

PhotoDecoder::PhotoDecoder(const QString &library, const QString &symbol)
{
    if (library.isEmpty())
        return;
    QLibrary decoder(library);
    decoder.setLoadHints(QLibrary::PreventUnloadHint);
    m_unpack = reinterpret_cast<Unpack>(decoder.resolve(qUtf8Printable(symbol)));
    if (m_unpack == nullptr)
        qCWarning(log, "no photos: %s", qUtf8Printable(decoder.errorString()));
}

QByteArray PhotoDecoder::decode(const QByteArray &wlt) const
{
    const bool blank = std::all_of(wlt.begin(), wlt.end(), [](char byte) { return byte == 0; });
    if (m_unpack == nullptr || blank)
        return {};
    // Twice the size: such libraries are not careful.
    QByteArray bmp(2 * bmpSize, '\0');
    m_unpack(wlt.constData(), bmp.data(), 0);
    // What it returns differs from one to the next; what it wrote does not.
    if (!bmp.startsWith("BM"))
        return {};
    bmp.truncate(bmpSize);
    return bmp;
}

} // namespace kiosk::sam
