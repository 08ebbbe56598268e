#include "camera_scanner.h"

#include <opencv2/core/utility.hpp>
#include <opencv2/imgproc.hpp>

#include <cstring>
#include <utility>

namespace kiosk::camerascanner
{

namespace
{

void black(cv::Mat &picture)
{
    if (!picture.empty())
        ::explicit_bzero(picture.data, picture.total() * picture.elemSize());
    picture.release();
}

} // namespace

Result<std::unique_ptr<hal::Device>> CameraScanner::create(const hal::DeviceConfiguration &configuration)
{
    cv::setNumThreads(1); // threads of its own would wait for work all day
    Settings settings;
    const auto number = [&](QStringView name, int standard) {
        return configuration.settings[name].toInt(standard);
    };
    settings.picture = {number(u"width", settings.picture.width), number(u"height", settings.picture.height)};
    settings.pictureTime = Milliseconds(number(u"picture_time_ms", int(settings.pictureTime.count())));
    auto source = v4l2::createFrameSource(configuration.connect);
    if (!source)
        return source.error();
    return std::unique_ptr<hal::Device>(std::make_unique<CameraScanner>(std::move(*source), settings));
}

CameraScanner::CameraScanner(std::unique_ptr<v4l2::FrameSource> source, Settings settings)
    : m_source(std::move(source)), m_settings(settings)
{
}

CameraScanner::~CameraScanner()
{
    end();
}

Status CameraScanner::connect(hal::OperationContext & /*context*/)
{
    KIOSK_TRY(m_source->open());
    m_open = true;
    return {};
}

void CameraScanner::disconnect()
{
    end();
    m_source->close();
    m_open = false;
}

Result<QJsonObject> CameraScanner::look(hal::OperationContext & /*context*/)
{
    auto identity = m_source->identify();
    if (!identity)
        return noted(identity.error());
    identity->insert(QStringLiteral("scanner"), QStringLiteral("off"));
    return identity;
}

/// A camera that was drawn, or shows nothing, is opened anew by the next call.
Error CameraScanner::noted(Error error)
{
    if (error.code != error::canceled && error.code != error::timeOut && error.code != error::deviceBusy)
        disconnect();
    return error;
}

Status CameraScanner::begin(const QList<hal::Symbology> &formats, hal::OperationContext &context)
{
    KIOSK_TRY(awaitSearch(context));
    m_recognizer = std::make_shared<CodeRecognizer>(formats);
    m_stream = std::make_unique<v4l2::FrameStream>(*m_source);
    m_began = std::chrono::steady_clock::now();
    m_seenOnce = {};
    const Status started = m_stream->start(m_settings.picture);
    return started ? Status() : Status(noted(started.error()));
}

Result<hal::ScannedCode> CameraScanner::next(hal::OperationContext &context)
{
    m_found.reset();
    while (!m_found) {
        const Status taken =
            m_stream->next(context, [&](const v4l2::RawFrame &frame) { return search(frame, context); });
        if (!taken)
            return noted(taken.error());
        if (context.cancel.canceled())
            return fail(error::canceled);
    }
    return std::move(*m_found);
}

/// Errors: readFailed (a damaged frame).
Status CameraScanner::search(const v4l2::RawFrame &frame, const hal::OperationContext &context)
{
    if (frame.captured < m_began) // it may show what the citizen before held there
        return {};
    const v4l2::Size size = v4l2::fitted(frame.size, m_settings.picture);
    m_colours.create(size.height, size.width, CV_8UC4);
    KIOSK_TRY(m_codec.decode(frame, size, m_colours.data));
    cv::Mat grey;
    cv::cvtColor(m_colours, grey, cv::COLOR_BGRA2GRAY);
    m_abandon = CancelToken();
    m_search =
        std::async(std::launch::async, [recognizer = m_recognizer, grey, abandon = m_abandon,
                                        until = context.deadline.orIn(m_settings.pictureTime)]() mutable {
            auto code = recognizer->find(grey, until, abandon);
            black(grey);
            return code;
        });
    KIOSK_TRY(awaitSearch(context));
    auto code = m_search.get();
    if (code && isSure(*code))
        m_found = std::move(code);
    return {};
}

Status CameraScanner::awaitSearch(const hal::OperationContext &context)
{
    constexpr Milliseconds slice{10};
    while (m_search.valid() && m_search.wait_for(slice) != std::future_status::ready) {
        if (Status going = context.check(); !going) {
            m_abandon.cancel();
            return going;
        }
    }
    return {};
}

bool CameraScanner::isSure(const hal::ScannedCode &code)
{
    if (!isLinear(code.symbology))
        return true;
    const hal::ScannedCode before = std::exchange(m_seenOnce, code);
    return before.symbology == code.symbology && before.data == code.data;
}

void CameraScanner::end()
{
    m_abandon.cancel();
    m_stream.reset();
    m_recognizer.reset();
    m_found.reset();
    m_seenOnce = {};
    black(m_colours);
}

} // namespace kiosk::camerascanner
