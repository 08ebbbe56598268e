// The data and pictures of a document come from a platform and a module: under a good template, whatever they
// are, the answer is a document or an error.
#include <kiosk/sdk/documents/document.h>

#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace
{

QByteArray contentOf(const char *file)
{
    QFile opened(qEnvironmentVariable("KIOSK_SOURCE") + QStringLiteral("/modules/id-card-print/") +
                 QLatin1String(file));
    if (!opened.open(QIODevice::ReadOnly))
        std::abort();
    return opened.readAll();
}

} // namespace

/// The data as JSON, a zero byte, then the picture.
extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    static const QByteArray data =
        QJsonDocument(QJsonDocument::fromJson(contentOf("tests/t05_data.json")).object())
            .toJson(QJsonDocument::Compact);
    static const QByteArray pictures[] = {
        {},
        QByteArray::fromBase64(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJ"
            "RU5ErkJggg=="),
        "P5 2 2 255 abcd"};
    const QByteArray seed = data + '\0' + pictures[index % 3];
    const std::size_t size = std::min(capacity, std::size_t(seed.size()));
    std::memcpy(buffer, seed.constData(), size);
    return size;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QByteArray design = contentOf("templates/T-05.xml");
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const qsizetype end = bytes.indexOf('\0');
    const QJsonDocument values = QJsonDocument::fromJson(end < 0 ? bytes : bytes.left(end));
    if (!values.isObject())
        return 0;
    const auto document = kiosk::documents::render(
        design, values.object(), {{QStringLiteral("photo"), end < 0 ? QByteArray() : bytes.mid(end + 1)}},
        {});
    if (document && document->pageCount() < 3)
        (void)document->image(0, 20);
    return 0;
}
