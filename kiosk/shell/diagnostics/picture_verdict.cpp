#include <kiosk/shell/diagnostics/picture_verdict.h>

#include <QImage>

#include <cmath>

namespace kiosk::shell
{

namespace
{

constexpr int judgedWidth = 320;
constexpr double darkest = 0.2;
constexpr double brightest = 0.8;
constexpr double flattest = 0.02; // a lens cap, a wall: nothing can be told of it
// Measured: somebody before a plain wall 0.11 to 0.15, out of focus 0.04 (nothing finer than an 80th of the
// width is left), a test pattern 0.4 and more.
constexpr double blurriest = 0.05;

/// Mean and variance of values that come one by one.
struct Spread {
    double sum = 0;
    double squares = 0;
    double count = 0;

    void add(double value)
    {
        sum += value;
        squares += value * value;
        ++count;
    }
    [[nodiscard]] double mean() const { return count > 0 ? sum / count : 0; }
    [[nodiscard]] double deviation() const
    {
        return count > 0 ? std::sqrt(std::max(0.0, squares / count - mean() * mean())) : 0;
    }
};

} // namespace

QString PictureVerdict::complaint() const
{
    if (width == 0)
        return QStringLiteral("图像无法读取：检查连接线");
    if (luminance < darkest)
        return QStringLiteral("画面太暗：取下镜头盖，检查补光灯");
    if (luminance > brightest)
        return QStringLiteral("画面太亮：避开直射光，检查补光灯");
    if (contrast < flattest)
        return QStringLiteral("画面没有内容：取下镜头盖，对着人再试");
    if (sharpness < blurriest)
        return QStringLiteral("画面模糊：擦镜头，检查对焦");
    return {};
}

PictureVerdict judgePicture(const QByteArray &picture)
{
    const QImage whole = QImage::fromData(picture);
    PictureVerdict verdict;
    if (whole.isNull())
        return verdict;
    verdict.width = whole.width();
    verdict.height = whole.height();
    const QImage grey =
        whole.scaledToWidth(judgedWidth, Qt::SmoothTransformation).convertToFormat(QImage::Format_Grayscale8);
    Spread light;
    Spread edges;
    for (int y = 0; y < grey.height(); ++y) {
        const uchar *line = grey.constScanLine(y);
        const bool inside = y > 0 && y + 1 < grey.height();
        const uchar *above = inside ? grey.constScanLine(y - 1) : line;
        const uchar *below = inside ? grey.constScanLine(y + 1) : line;
        for (int x = 0; x < grey.width(); ++x) {
            light.add(line[x] / 255.0);
            if (inside && x > 0 && x + 1 < grey.width())
                edges.add((4.0 * line[x] - line[x - 1] - line[x + 1] - above[x] - below[x]) / 255.0);
        }
    }
    verdict.luminance = light.mean();
    verdict.contrast = light.deviation();
    verdict.sharpness = verdict.contrast > 0 ? edges.deviation() / verdict.contrast : 0;
    return verdict;
}

} // namespace kiosk::shell
