#include <kiosk/hal/v4l2_formats.h>

#include <algorithm>
#include <cstdlib>
#include <linux/videodev2.h>

namespace kiosk::v4l2
{

namespace
{

qint64 area(Size size)
{
    return qint64(size.width) * size.height;
}

/// Within a hundredth: sizes are rounded to whole blocks.
bool sameShape(Size one, Size other)
{
    const qint64 left = qint64(one.width) * other.height, right = qint64(other.width) * one.height;
    return std::abs(left - right) * 100 <= std::max(left, right);
}

} // namespace

std::optional<quint32> chooseFormat(const QList<quint32> &formats)
{
    for (const quint32 format : {V4L2_PIX_FMT_MJPEG, V4L2_PIX_FMT_JPEG, V4L2_PIX_FMT_YUYV}) {
        if (formats.contains(format))
            return format;
    }
    return {};
}

Size chooseSize(const QList<Size> &sizes, Size wanted)
{
    const auto smaller = [](Size one, Size other) { return area(one) < area(other); };
    if (sizes.isEmpty())
        return wanted;
    const Size largest = *std::ranges::max_element(sizes, smaller);
    if (wanted == Size{})
        return largest;
    for (const bool anyShape : {false, true}) {
        QList<Size> covering;
        std::ranges::copy_if(sizes, std::back_inserter(covering), [&](Size size) {
            return size.width >= wanted.width && size.height >= wanted.height &&
                   (anyShape || sameShape(size, largest));
        });
        if (!covering.isEmpty())
            return *std::ranges::min_element(covering, smaller);
    }
    return largest;
}

QString formatName(quint32 format)
{
    QString name;
    for (int i = 0; i < 4; ++i)
        name.append(QLatin1Char(char(format >> (8 * i) & 0x7F)));
    return name;
}

} // namespace kiosk::v4l2
