#include <kiosk/hal/colour_profile.h>

#include <QFile>

#include <lcms2.h>

#include <memory>

namespace kiosk::hal
{
namespace
{

constexpr qint64 largestProfile = qint64(8) * 1024 * 1024;

struct CloseProfile {
    void operator()(void *profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, CloseProfile>;
struct EndTransform {
    void operator()(void *transform) const { cmsDeleteTransform(transform); }
};
using Transform = std::unique_ptr<void, EndTransform>;

/// nullptr where it is no profile of RGB.
Profile readRgb(const QByteArray &icc)
{
    Profile profile(cmsOpenProfileFromMem(icc.constData(), cmsUInt32Number(icc.size())));
    if (profile != nullptr && cmsGetColorSpace(profile.get()) != cmsSigRgbData)
        profile.reset();
    return profile;
}

const QByteArray &standardProfile()
{
    static const QByteArray bytes = [] {
        const Profile profile(cmsCreate_sRGBProfile());
        cmsUInt32Number size = 0;
        cmsSaveProfileToMem(profile.get(), nullptr, &size);
        QByteArray saved(qsizetype(size), '\0');
        cmsSaveProfileToMem(profile.get(), saved.data(), &size);
        return saved;
    }();
    return bytes;
}

} // namespace

Result<QByteArray> loadPrinterProfile(const QString &file)
{
    if (file.isEmpty())
        return standardProfile();
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly) || source.size() > largestProfile)
        return fail(error::invalidData, QStringLiteral("%1: %2").arg(file, source.errorString()));
    QByteArray icc = source.readAll();
    if (readRgb(icc) == nullptr)
        return fail(error::invalidData, QStringLiteral("%1: no ICC profile of an RGB printer").arg(file));
    return icc;
}

Status convertColours(Picture &picture, const QByteArray &printer)
{
    const Profile own = readRgb(picture.profile);
    if (own == nullptr && printer == standardProfile())
        return {};
    const Profile from = own != nullptr ? Profile() : readRgb(standardProfile());
    const Profile to = readRgb(printer);
    if (to == nullptr)
        return fail(error::invalidData, QStringLiteral("no printer profile"));
    const Transform transform(cmsCreateTransform(own != nullptr ? own.get() : from.get(), TYPE_RGB_8,
                                                 to.get(), TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC,
                                                 cmsFLAGS_BLACKPOINTCOMPENSATION));
    if (transform == nullptr)
        return fail(error::invalidData, QStringLiteral("the profiles do not fit"));
    cmsDoTransform(transform.get(), picture.pixels.constData(), picture.pixels.data(),
                   cmsUInt32Number(picture.width) * cmsUInt32Number(picture.height));
    return {};
}

} // namespace kiosk::hal
