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
    : m_camera(std::move(source), settings.settle, settings.preview), m_settings(settings)
{
}

Error V4l2Camera::preview(hal::OperationContext &context)
{
    const Status shown = showFrames(context);
    return m_camera.noted(shown.error());
}

Status V4l2Camera::showFrames(hal::OperationContext &context)
{
    KIOSK_TRY(m_camera.ensureOpen());
    std::unique_ptr<FrameRing> ring;
    FrameStream stream(m_camera.source());
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
    Status decoded = m_camera.codec().decode(frame, {ring->width(), ring->height()}, ring->begin());
    if (!decoded && first)
        ring.reset(); // what is shown has a picture in it
    if (!decoded)
        return decoded;
    ring->publish(frame.captured);
    m_camera.noteFrame();
    if (first && context.show)
        context.show(ring->descriptor());
    if (first && context.progress)
        context.progress(QStringLiteral("streaming"), {{QStringLiteral("width"), ring->width()},
                                                       {QStringLiteral("height"), ring->height()}});
    return {};
}

Result<hal::CameraPicture> V4l2Camera::takePicture(hal::OperationContext &context)
{
    hal::CameraPicture picture;
    auto locked = m_camera.still(context, [&](const RawFrame &frame) -> Status {
        auto jpeg = m_camera.codec().jpegOf(frame);
        if (!jpeg)
            return jpeg.error();
        picture.jpeg = std::move(*jpeg);
        picture.width = frame.size.width;
        picture.height = frame.size.height;
        return {};
    });
    if (!locked)
        return m_camera.noted(locked.error());
    picture.locked = std::move(*locked);
    return picture;
}

Status V4l2Camera::reset(hal::OperationContext &context)
{
    m_camera.forgetCondition();
    return open(context);
}

} // namespace kiosk::v4l2
