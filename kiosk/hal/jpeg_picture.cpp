#include <kiosk/hal/jpeg_picture.h>

#include <QMap>

#include <memory>
#include <turbojpeg.h>

namespace kiosk::hal
{
namespace
{

constexpr int largestPicture = 25'000'000; // pixels: the largest sheet, 6 × 8 inches, at 600 dpi has 17
constexpr QByteArrayView profileMark("ICC_PROFILE\0", 12);

struct EndDecoder {
    void operator()(void *decoder) const { tjDestroy(decoder); }
};
using Decoder = std::unique_ptr<void, EndDecoder>;

Error damaged(const Decoder &decoder)
{
    return fail(error::invalidData,
                QStringLiteral("picture: %1").arg(QString::fromLatin1(tjGetErrorStr2(decoder.get()))));
}

} // namespace

QByteArray jpegProfile(QByteArrayView jpeg)
{
    const auto byte = [&jpeg](qsizetype at) { return uchar(jpeg[at]); };
    QMap<int, QByteArrayView> parts;
    int count = 0;
    // Segments: FF, kind, length of what follows with itself, big-endian. The picture's data follow SOS.
    for (qsizetype at = 2; at + 4 <= jpeg.size() && byte(at) == 0xFF && byte(at + 1) != 0xDA;) {
        const qsizetype length = byte(at + 2) * 256 + byte(at + 3);
        if (length < 2 || at + 2 + length > jpeg.size())
            break;
        const QByteArrayView body = jpeg.sliced(at + 4, length - 2);
        if (byte(at + 1) == 0xE2 && body.startsWith(profileMark) && body.size() > profileMark.size() + 2) {
            count = uchar(body[profileMark.size() + 1]);
            parts.insert(uchar(body[profileMark.size()]), body.sliced(profileMark.size() + 2));
        }
        at += 2 + length;
    }
    QByteArray profile;
    for (int number = 1; number <= count; ++number) {
        if (!parts.contains(number))
            return {};
        profile.append(parts[number]);
    }
    return profile;
}

Result<Picture> readJpeg(const QByteArray &jpeg)
{
    const Decoder decoder(tjInitDecompress());
    const auto *bytes = reinterpret_cast<const unsigned char *>(jpeg.constData());
    const auto size = static_cast<unsigned long>(jpeg.size());
    Picture picture;
    int subsampling = 0;
    int colours = 0;
    if (decoder == nullptr || tjDecompressHeader3(decoder.get(), bytes, size, &picture.width, &picture.height,
                                                  &subsampling, &colours) != 0)
        return damaged(decoder);
    if (colours == TJCS_CMYK || colours == TJCS_YCCK)
        return fail(error::invalidData, QStringLiteral("picture: CMYK"));
    if (qint64(picture.width) * picture.height > largestPicture)
        return fail(error::invalidData, QStringLiteral("picture: too large"));
    picture.pixels.resize(qsizetype(picture.width) * picture.height * 3);
    // A damaged picture is none, also where the decoder would go on with grey.
    if (tjDecompress2(decoder.get(), bytes, size, reinterpret_cast<unsigned char *>(picture.pixels.data()),
                      picture.width, 0, picture.height, TJPF_RGB,
                      TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING) != 0)
        return damaged(decoder);
    picture.profile = jpegProfile(jpeg);
    return picture;
}

} // namespace kiosk::hal
