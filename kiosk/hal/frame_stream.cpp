#include <kiosk/hal/frame_stream.h>

#include <QHashFunctions>

#include <algorithm>

namespace kiosk::v4l2
{

Status FrameStream::start(Size wanted)
{
    m_stalls = Deadline::in(startsWithin);
    m_lastHash = 0;
    m_trouble = QStringLiteral("no frame");
    return m_source.start(wanted);
}

Status FrameStream::next(const hal::OperationContext &context, const Use &use)
{
    hal::OperationContext patience = context;
    patience.deadline = m_stalls.orIn(context.deadline.left());
    for (bool good = false; !good;) {
        Status taken = take(patience, use, good);
        if (taken)
            continue;
        if (taken.error().code != error::timeOut || !m_stalls.passed())
            return taken;
        return fail(error::cameraInoperable, m_trouble);
    }
    m_stalls = Deadline::in(stalledAfter);
    m_trouble = QStringLiteral("no frame any more");
    return {};
}

Status FrameStream::take(const hal::OperationContext &context, const Use &use, bool &good)
{
    const auto frame = m_source.next(context);
    if (!frame)
        return frame.error();
    if (m_source.alwaysChanges()) {
        const size_t hash = qHashBits(frame->bytes.data(), frame->bytes.size());
        if (std::exchange(m_lastHash, hash) == hash) {
            m_trouble = QStringLiteral("the same frame again and again");
            return {};
        }
    }
    Status used = use(*frame);
    if (!used && used.error().code != error::readFailed)
        return used;
    if (!used)
        m_trouble = used.error().detail;
    good = used.ok();
    return {};
}

} // namespace kiosk::v4l2
