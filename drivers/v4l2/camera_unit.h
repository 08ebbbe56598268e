#pragma once

#include <kiosk/hal/frame_stream.h>
#include <kiosk/hal/picture_codec.h>

#include <memory>

namespace kiosk::v4l2
{

/// A camera as both classes use it: opened when it is needed, and its state. Thread: one.
class CameraUnit
{
public:
    /// `settle`: for exposure and white balance before a picture; `preview`: what a trial frame is made as.
    CameraUnit(std::unique_ptr<FrameSource> source, Milliseconds settle, Size preview);

    /// Anew. Errors: as FrameSource::open().
    [[nodiscard]] Status open(const hal::OperationContext &context);
    void close();
    [[nodiscard]] Status ensureOpen();
    /// As Device::status(), with "camera".
    [[nodiscard]] Result<QJsonObject> status(hal::OperationContext &context);

    /// Hands `use` one frame of the full size, exposure and white balance settled first and then held; what
    /// of these was held. Errors: as FrameStream::next().
    [[nodiscard]] Result<QStringList> still(const hal::OperationContext &context,
                                            const FrameStream::Use &use);

    /// What follows from an error: a camera that was drawn, or shows nothing, is opened anew by the next
    /// call.
    [[nodiscard]] Error noted(Error error);
    void noteFrame() { m_condition = Condition::Ok; }
    void forgetCondition() { m_condition = Condition::Unknown; }

    [[nodiscard]] FrameSource &source() { return *m_source; }
    [[nodiscard]] PictureCodec &codec() { return m_codec; }

private:
    [[nodiscard]] Status tryOneFrame(hal::OperationContext &context);

    std::unique_ptr<FrameSource> m_source;
    Milliseconds m_settle;
    Size m_preview;
    PictureCodec m_codec;
    bool m_open = false;
    /// "ok" once a frame came, "inop" once none did.
    enum class Condition { Unknown, Ok, Inoperable } m_condition = Condition::Unknown;
};

} // namespace kiosk::v4l2
