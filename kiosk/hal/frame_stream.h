#pragma once

#include <kiosk/hal/frame_source.h>

#include <functional>

namespace kiosk::v4l2
{

/// A source while it delivers; stops it at its end. Notices when nothing new comes. Thread: one.
class FrameStream
{
public:
    explicit FrameStream(FrameSource &source) : m_source(source) {}
    ~FrameStream() { m_source.stop(); }
    FrameStream(const FrameStream &) = delete;
    FrameStream &operator=(const FrameStream &) = delete;

    /// As FrameSource::start().
    [[nodiscard]] Status start(Size wanted);

    /// What is made of a frame; readFailed is a damaged one, and the next is taken.
    using Use = std::function<Status(const RawFrame &frame)>;
    /// The next frame that is new and that `use` can use. Errors: as FrameSource::next(); cameraInoperable
    /// when there was none for `stalledAfter`, or for `startsWithin` at first; what `use` says.
    [[nodiscard]] Status next(const hal::OperationContext &context, const Use &use);

    static constexpr Milliseconds stalledAfter{1500}; ///< told within 2 s, with what a busy machine adds
    static constexpr Milliseconds startsWithin{3000}; ///< cameras take a second to their first frame

private:
    [[nodiscard]] Status take(const hal::OperationContext &context, const Use &use, bool &good);

    FrameSource &m_source;
    Deadline m_stalls = Deadline::in(startsWithin);
    size_t m_lastHash = 0;
    QString m_trouble;
};

} // namespace kiosk::v4l2
