#include "document_camera.h"

#include <opencv2/core/utility.hpp>
#include <opencv2/imgproc.hpp>

namespace kiosk::v4l2
{

namespace
{

constexpr Size trialFrame{640, 480};

} // namespace

Result<std::unique_ptr<hal::Device>> DocumentCamera::create(const hal::DeviceConfiguration &configuration)
{
    cv::setNumThreads(1); // threads of its own would wait for work all day
    auto source = createFrameSource(configuration.connect);
    if (!source)
        return source.error();
    const Milliseconds settle(configuration.settings[u"settle_ms"].toInt(1000));
    return std::unique_ptr<hal::Device>(std::make_unique<DocumentCamera>(std::move(*source), settle));
}

DocumentCamera::DocumentCamera(std::unique_ptr<FrameSource> source, Milliseconds settle)
    : m_camera(std::move(source), settle, trialFrame)
{
}

Status DocumentCamera::startScan(const hal::ScanRequest & /*request*/, hal::OperationContext & /*context*/)
{
    const Status opened = m_camera.ensureOpen();
    return opened ? opened : Status(m_camera.noted(opened.error()));
}

Result<std::optional<hal::ScannedPicture>> DocumentCamera::nextPicture(hal::OperationContext &context)
{
    hal::ScannedPicture picture;
    const auto taken = m_camera.still(context, [&](const RawFrame &frame) -> Status {
        cv::Mat pixels(frame.size.height, frame.size.width, CV_8UC4);
        KIOSK_TRY(m_camera.codec().decode(frame, frame.size, pixels.data));
        cv::cvtColor(pixels, picture.pixels, cv::COLOR_BGRA2BGR);
        pixels.setTo(cv::Scalar::all(0));
        return {};
    });
    if (!taken)
        return m_camera.noted(taken.error());
    return std::optional(std::move(picture));
}

Status DocumentCamera::reset(hal::OperationContext &context)
{
    m_camera.forgetCondition();
    return open(context);
}

} // namespace kiosk::v4l2
