#include <kiosk/hal/stand_in.h>

#include <kiosk/core/paths.h>

#include <opencv2/imgproc.hpp>

#include <QLibrary>

#include <cmath>

namespace kiosk::v4l2
{

namespace
{

constexpr Milliseconds frameTime = 67ms; ///< 15 frames a second
constexpr Size sceneSize{1280, 960};
constexpr int numberBits = 16, fieldsPerWidth = 40;

class Scene : public StandIn
{
public:
    Status open() override { return {}; }
    Result<QJsonObject> identify() override
    {
        return QJsonObject{{QStringLiteral("model"), QStringLiteral("scene")}};
    }

protected:
    Result<cv::Mat> picture(quint64 number) override
    {
        return drawScene(m_wanted == Size{} ? sceneSize : m_wanted, number);
    }
};

} // namespace

std::unique_ptr<FrameSource> StandIn::scene()
{
    return std::make_unique<Scene>();
}

Result<std::unique_ptr<FrameSource>> StandIn::files(const QString &kind, const QString &path)
{
    QLibrary library(paths::driverLibrary(QStringLiteral("v4l2-files")));
    library.setLoadHints(QLibrary::PreventUnloadHint);
    using Create = FrameSource *(*)(const QString &kind, const QString &path);
    const auto create = reinterpret_cast<Create>(library.resolve("createFileSource"));
    if (create == nullptr)
        return fail(error::noDevice, library.errorString());
    return std::unique_ptr<FrameSource>(create(kind, path));
}

Status StandIn::start(Size wanted)
{
    m_wanted = wanted;
    m_due = std::chrono::steady_clock::now();
    return {};
}

Result<RawFrame> StandIn::next(const hal::OperationContext &context)
try {
    KIOSK_TRY(context.pause(Deadline(m_due)));
    m_due = std::max(m_due + frameTime, std::chrono::steady_clock::now());
    auto next = picture(m_number++);
    if (!next)
        return next.error();
    m_picture = *next;
    const Size size{m_picture.cols, m_picture.rows};
    return RawFrame{{m_picture.data, m_picture.step * size_t(m_picture.rows)},
                    PixelFormat::Bgr,
                    size,
                    int(m_picture.step),
                    std::chrono::steady_clock::now()};
} catch (const cv::Exception &exception) {
    return fail(error::readFailed, QString::fromStdString(exception.err));
}

cv::Mat drawScene(Size size, quint64 number, int brightness)
{
    const double w = size.width, h = size.height, breath = std::sin(double(number) / 8) * h / 100;
    const auto at = [&](double x, double y) { return cv::Point(int(w * x), int(h * y + breath)); };
    const auto shape = [&](double x, double y) { return cv::Size(int(h * x), int(h * y)); };
    const auto shade = [&](double b, double g, double r) {
        const double light = brightness / 230.0;
        return cv::Scalar(b * light, g * light, r * light);
    };
    cv::Mat picture(size.height, size.width, CV_8UC3, shade(235, 230, 225));
    const int filled = cv::FILLED;
    cv::ellipse(picture, at(0.5, 1.05), shape(0.38, 0.35), 0, 0, 360, shade(110, 70, 50), filled);
    cv::ellipse(picture, at(0.5, 0.66), shape(0.07, 0.12), 0, 0, 360, shade(140, 170, 210), filled);
    cv::ellipse(picture, at(0.5, 0.42), shape(0.175, 0.235), 0, 0, 360, shade(40, 35, 35), filled);
    cv::ellipse(picture, at(0.5, 0.46), shape(0.155, 0.205), 0, 0, 360, shade(155, 185, 225), filled);
    for (const double side : {-0.065, 0.065})
        cv::ellipse(picture, at(0.5 + side * h / w, 0.44), shape(0.022, 0.012), 0, 0, 360, shade(30, 30, 30),
                    filled);
    cv::ellipse(picture, at(0.5, 0.57), shape(0.05, 0.012), 0, 0, 360, shade(90, 90, 180), filled);
    for (int bit = 0; bit < numberBits; ++bit) {
        const int left = bit * size.width / fieldsPerWidth, right = (bit + 1) * size.width / fieldsPerWidth;
        const bool set = (number >> (numberBits - 1 - bit) & 1) != 0;
        cv::rectangle(picture, cv::Rect(left, 0, right - left, right - left),
                      set ? cv::Scalar::all(255) : cv::Scalar(), filled);
    }
    return picture;
}

int readSceneNumber(const uchar *pixels, Size size)
{
    int number = 0;
    for (int bit = 0; bit < numberBits; ++bit) {
        const int x = (2 * bit + 1) * size.width / (2 * fieldsPerWidth),
                  y = size.width / (2 * fieldsPerWidth);
        number = number << 1 | (pixels[(y * size.width + x) * 4 + 1] > 127 ? 1 : 0);
    }
    return number;
}

} // namespace kiosk::v4l2
