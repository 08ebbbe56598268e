#include "pictures.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <turbojpeg.h>

namespace kiosk::hal::test
{
namespace
{

/// Of a binary PGM or PPM: size and pixels.
Scan readPortableMap(const QByteArray &map)
{
    Scan read;
    qsizetype at = 3; // "P5\n"
    const qsizetype sizeEnd = map.indexOf('\n', at);
    const QList<QByteArray> size = map.mid(at, sizeEnd - at).split(' ');
    if (size.size() != 2)
        return read;
    read.width = size[0].toInt();
    read.height = size[1].toInt();
    at = map.indexOf('\n', sizeEnd + 1) + 1; // past the greatest value
    read.pixels = map.mid(at);
    return read;
}

} // namespace

QByteArray makeJpeg(int width, int height)
{
    QByteArray pixels;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            pixels.append(char((x * 7 + y * 3) % 100));
            pixels.append(char((x * 2 + y * 5) % 90));
            pixels.append(char((x + y) % 110));
        }
    }
    unsigned char *jpeg = nullptr;
    unsigned long size = 0;
    void *encoder = tjInitCompress();
    tjCompress2(encoder, reinterpret_cast<const unsigned char *>(pixels.constData()), width, 0, height,
                TJPF_RGB, &jpeg, &size, TJSAMP_444, 95, TJFLAG_ACCURATEDCT);
    QByteArray bytes(reinterpret_cast<const char *>(jpeg), qsizetype(size));
    tjFree(jpeg);
    tjDestroy(encoder);
    return bytes;
}

QByteArray withProfile(const QByteArray &jpeg, const QByteArray &profile, qsizetype partSize)
{
    QByteArray segments;
    const int count = int((profile.size() + partSize - 1) / partSize);
    for (int part = 0; part < count; ++part) {
        QByteArray body("ICC_PROFILE\0", 12);
        body.append(char(part + 1)).append(char(count)).append(profile.mid(part * partSize, partSize));
        const qsizetype length = body.size() + 2;
        segments.append("\xff\xe2").append(char(length >> 8)).append(char(length & 0xff)).append(body);
    }
    return jpeg.left(2) + segments + jpeg.mid(2);
}

Scan scan(const QByteArray &pdf, int dpi)
{
    QProcess process;
    process.start(QStringLiteral("pdftoppm"),
                  {QStringLiteral("-r"), QString::number(dpi), QStringLiteral("-gray"), QStringLiteral("-aa"),
                   QStringLiteral("no"), QStringLiteral("-aaVector"), QStringLiteral("no"),
                   QStringLiteral("-singlefile"), QStringLiteral("-")});
    process.write(pdf);
    process.closeWriteChannel();
    process.waitForFinished(20000);
    return readPortableMap(process.readAllStandardOutput());
}

Box darkBox(const Scan &scan, const Box &region)
{
    Box box{region.right, region.bottom, region.left, region.top};
    for (int y = region.top; y < region.bottom; ++y) {
        for (int x = region.left; x < region.right; ++x) {
            if (uchar(scan.pixels[qsizetype(y) * scan.width + x]) >= 128)
                continue;
            box.left = std::min(box.left, x);
            box.top = std::min(box.top, y);
            box.right = std::max(box.right, x + 1);
            box.bottom = std::max(box.bottom, y + 1);
        }
    }
    return box;
}

QByteArray pictureIn(const QByteArray &pdf)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("page.pdf")));
    if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size() || !file.flush())
        return {};
    QProcess::execute(QStringLiteral("pdfimages"),
                      {file.fileName(), folder.filePath(QStringLiteral("picture"))});
    QFile picture(folder.filePath(QStringLiteral("picture-000.ppm")));
    return picture.open(QIODevice::ReadOnly) ? readPortableMap(picture.readAll()).pixels : QByteArray();
}

} // namespace kiosk::hal::test
