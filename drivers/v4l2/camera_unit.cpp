#include "camera_unit.h"

namespace kiosk::v4l2
{

CameraUnit::CameraUnit(std::unique_ptr<FrameSource> source, Milliseconds settle, Size preview)
    : m_source(std::move(source)), m_settle(settle), m_preview(preview)
{
}

Status CameraUnit::open(const hal::OperationContext &context)
{
    KIOSK_TRY(context.check());
    close();
    return ensureOpen();
}

void CameraUnit::close()
{
    m_source->close();
    m_open = false;
}

Status CameraUnit::ensureOpen()
{
    if (m_open)
        return {};
    KIOSK_TRY(m_source->open());
    m_open = true;
    return {};
}

Error CameraUnit::noted(Error error)
{
    if (error.code == error::canceled || error.code == error::timeOut || error.code == error::deviceBusy)
        return error;
    close();
    m_condition = error.code == error::cameraInoperable ? Condition::Inoperable : Condition::Unknown;
    return error;
}

Result<QJsonObject> CameraUnit::status(hal::OperationContext &context)
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

Status CameraUnit::tryOneFrame(hal::OperationContext &context)
{
    FrameStream stream(*m_source);
    KIOSK_TRY(stream.start(m_preview));
    QByteArray pixels; // thrown away
    KIOSK_TRY(stream.next(context, [&](const RawFrame &frame) {
        const Size size = fitted(frame.size, m_preview);
        pixels.resize(qsizetype(size.width) * size.height * 4);
        return m_codec.decode(frame, size, reinterpret_cast<uchar *>(pixels.data()));
    }));
    wipe(pixels);
    m_condition = Condition::Ok;
    return {};
}

Result<QStringList> CameraUnit::still(const hal::OperationContext &context, const FrameStream::Use &use)
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
    KIOSK_TRY(passUntil(std::chrono::steady_clock::now() + m_settle));
    QStringList locked = m_source->lock(); // until the stream stops
    // Those on their way were exposed before, and the first one after in part.
    KIOSK_TRY(passUntil(std::chrono::steady_clock::now()));
    KIOSK_TRY(stream.next(context, use));
    noteFrame();
    return locked;
}

} // namespace kiosk::v4l2
