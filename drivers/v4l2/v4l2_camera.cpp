#include "v4l2_camera.h"

#include <kiosk/core/frame_ring.h>

#include <opencv2/core/utility.hpp>

namespace kiosk::v4l2
{

Result<std::unique_ptr<hal::Device>> V4l2Camera::create(const hal::DeviceConfiguration &configuration)
{
    cv::setNumThreads(1); // threads of its own would wait for work all day
    Settings settings;
    settings.preview = {configuration.settings[u"preview_width"].toInt(settings.preview.width),
                        configuration.settings[u"preview_height"].toInt(settings.preview.height)};
    settings.settle = Milliseconds(configuration.settings[u"settle_ms"].toInt(int(settings.settle.count())));
    auto source = createFrameSource(configuration.connect);
    if (!source)
        return source.error();
    return std::unique_ptr<hal::Device>(std::make_unique<V4l2Camera>(std::move(*source), settings));
}

V4l2Camera::V4l2Camera(std::unique_ptr<FrameSource> source, Settings settings)
    : m_source(std::move(source)), m_settings(settings)
{
}

Status V4l2Camera::open(hal::OperationContext &context)
{
    KIOSK_TRY(context.check());
    close();
    return ensureOpen();
}

void V4l2Camera::close()
{
    m_source->close();
    m_open = false;
}

Status V4l2Camera::ensureOpen()
{
    if (m_open)
        return {};
    KIOSK_TRY(m_source->open());
    m_open = true;
    return {};
}

/// What follows from an error: a camera that was drawn, or shows nothing, is opened anew by the next call.
Error V4l2Camera::noted(Error error)
{
    if (error.code == error::canceled || error.code == error::timeOut || error.code == error::deviceBusy)
        return error;
    close();
    m_condition = error.code == error::cameraInoperable ? Condition::Inoperable : Condition::Unknown;
    return error;
}

Result<QJsonObject> V4l2Camera::status(hal::OperationContext &context)
{
    KIOSK_TRY(context.check());
    const auto identity = [&]() -> Result<QJsonObject> {
        KIOSK_TRY(ensureOpen());
        return m_source->identify();
    }();
    Status state = identity ? Status() : Status(identity.error());
    // Only a camera that showed nothing is looked through unasked: whether it does again.
    if (state && m_condition == Condition::Inoperable)
        state = tryOneFrame(context);
    if (!state && (state.error().code == error::canceled || context.deadline.passed()))
        return state.error();
    QJsonObject result;
    if (state) {
        result = *identity;
        result.insert(QStringLiteral("device"), QStringLiteral("online"));
    } else {
        result = hal::describeFailure(noted(state.error()));
    }
    const char *word = m_condition == Condition::Ok           ? "ok"
                       : m_condition == Condition::Inoperable ? "inop"
                                                              : "unknown";
    result.insert(QStringLiteral("camera"), QLatin1String(word));
    return result;
}

Status V4l2Camera::tryOneFrame(hal::OperationContext &context)
{
    FrameStream stream(*m_source);
    KIOSK_TRY(stream.start(m_settings.preview));
    QByteArray pixels; // thrown away
    KIOSK_TRY(stream.next(context, [&](const RawFrame &frame) {
        const Size size = fitted(frame.size, m_settings.preview);
        pixels.resize(qsizetype(size.width) * size.height * 4);
        return m_codec.decode(frame, size, reinterpret_cast<uchar *>(pixels.data()));
    }));
    wipe(pixels);
    m_condition = Condition::Ok;
    return {};
}

Error V4l2Camera::preview(hal::OperationContext &context)
{
    const Status shown = showFrames(context);
    return noted(shown.error());
}

Status V4l2Camera::showFrames(hal::OperationContext &context)
{
    KIOSK_TRY(ensureOpen());
    std::unique_ptr<FrameRing> ring;
    FrameStream stream(*m_source);
    KIOSK_TRY(stream.start(m_settings.preview));
    for (;;)
        KIOSK_TRY(stream.next(context, [&](const RawFrame &frame) { return show(frame, ring, context); }));
}

Status V4l2Camera::show(const RawFrame &frame, std::unique_ptr<FrameRing> &ring,
                        hal::OperationContext &context)
{
    const bool first = !ring;
    if (first) {
        const Size size = fitted(frame.size, m_settings.preview);
        auto created = FrameRing::create(size.width, size.height);
        if (!created)
            return created.error();
        ring = std::move(*created);
    }
    Status decoded = m_codec.decode(frame, {ring->width(), ring->height()}, ring->begin());
    if (!decoded && first)
        ring.reset(); // what is shown has a picture in it
    if (!decoded)
        return decoded;
    ring->publish(frame.captured);
    m_condition = Condition::Ok;
    if (first && context.show)
        context.show(ring->descriptor());
    if (first && context.progress)
        context.progress(QStringLiteral("streaming"), {{QStringLiteral("width"), ring->width()},
                                                       {QStringLiteral("height"), ring->height()}});
    return {};
}

Result<hal::CameraPicture> V4l2Camera::takePicture(hal::OperationContext &context)
{
    auto picture = capture(context);
    if (!picture)
        return noted(picture.error());
    m_condition = Condition::Ok;
    return picture;
}

Result<hal::CameraPicture> V4l2Camera::capture(hal::OperationContext &context)
{
    KIOSK_TRY(ensureOpen());
    FrameStream stream(*m_source);
    KIOSK_TRY(stream.start({}));
    std::chrono::steady_clock::time_point captured;
    const auto passUntil = [&](std::chrono::steady_clock::time_point when) -> Status {
        do {
            KIOSK_TRY(stream.next(context, [&](const RawFrame &frame) {
                captured = frame.captured;
                return Status();
            }));
        } while (captured < when);
        return {};
    };
    KIOSK_TRY(passUntil(std::chrono::steady_clock::now() + m_settings.settle));
    hal::CameraPicture picture;
    picture.locked = m_source->lock(); // until the stream stops
    // Those on their way were exposed before, and the first one after in part.
    KIOSK_TRY(passUntil(std::chrono::steady_clock::now()));
    KIOSK_TRY(stream.next(context, [&](const RawFrame &frame) -> Status {
        auto jpeg = m_codec.jpegOf(frame);
        if (!jpeg)
            return jpeg.error();
        picture.jpeg = std::move(*jpeg);
        picture.width = frame.size.width;
        picture.height = frame.size.height;
        return {};
    }));
    return picture;
}

Status V4l2Camera::reset(hal::OperationContext &context)
{
    m_condition = Condition::Unknown;
    return open(context);
}

} // namespace kiosk::v4l2
