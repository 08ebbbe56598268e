#include <kiosk/hal/v4l2_source.h>

#include <kiosk/hal/v4l2_formats.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

namespace kiosk::v4l2
{

namespace
{

constexpr quint32 bufferCount = 4; ///< one is looked at; three let a busy machine be late by two frames
constexpr Milliseconds cancelLatency = 50ms;  ///< between two looks at the context
constexpr Milliseconds falseAlarmPause = 5ms; ///< poll said ready, and nothing was: must not spin
constexpr quint32 capture = V4L2_BUF_TYPE_VIDEO_CAPTURE;

/// What a camera regulates by itself: the switch and its position "by hand", and what is then set by hand.
struct Regulated {
    const char *name;
    quint32 automatic;
    int byHand;
    quint32 value;
};
constexpr Regulated regulated[] = {
    {"exposure", V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_MANUAL, V4L2_CID_EXPOSURE_ABSOLUTE},
    {"whiteBalance", V4L2_CID_AUTO_WHITE_BALANCE, 0, V4L2_CID_WHITE_BALANCE_TEMPERATURE},
};

ErrorCode codeOf(int number)
{
    switch (number) {
    case ENOENT:
    case ENODEV:
    case ENXIO:
        return error::noDevice;
    case EACCES:
    case EPERM:
        return error::authorisationRequired;
    case EBUSY:
        return error::deviceBusy;
    case ENOTTY:
    case EINVAL:
        return error::cameraNotSupported;
    case ENOSPC: // no bandwidth left on the USB line
        return error::cameraInoperable;
    default:
        return error::hardwareError;
    }
}

} // namespace

int V4l2Source::ask(unsigned long request, void *argument) const
{
    int result = 0;
    do {
        result = ::ioctl(m_node.get(), request, argument);
    } while (result < 0 && errno == EINTR);
    return result;
}

Error V4l2Source::failure(const char *what) const
{
    const int number = errno;
    return fail(codeOf(number),
                QStringLiteral("%1: %2: %3")
                    .arg(m_path, QLatin1String(what),
                         number == ENOSPC ? QStringLiteral("no bandwidth left on the USB line")
                                          : QString::fromLocal8Bit(std::strerror(number))));
}

Status V4l2Source::open()
{
    close();
    // By-id names are links; the node's number changes with every plugging.
    char node[PATH_MAX];
    if (::realpath(m_path.toLocal8Bit().constData(), node) == nullptr)
        return failure("find");
    m_node = FileDescriptor(::open(node, O_RDWR | O_NONBLOCK | O_CLOEXEC));
    if (!m_node.valid())
        return failure("open");
    if (Status able = checkCapabilities(nullptr); !able) {
        close();
        return able;
    }
    regulateAgain();
    return {};
}

void V4l2Source::close()
{
    stop();
    m_node = FileDescriptor();
}

Status V4l2Source::checkCapabilities(QString *model) const
{
    v4l2_capability capability = {};
    if (ask(VIDIOC_QUERYCAP, &capability) != 0)
        return failure("who it is");
    // A camera has a second node, for metadata, with the same capabilities but not the same of its own.
    const quint32 own = (capability.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? capability.device_caps
                                                                              : capability.capabilities;
    constexpr quint32 needed = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    if ((own & needed) != needed)
        return fail(error::cameraNotSupported, QStringLiteral("%1 gives no pictures").arg(m_path));
    if (model != nullptr)
        *model = QString::fromUtf8(
            reinterpret_cast<const char *>(capability.card),
            qsizetype(::strnlen(reinterpret_cast<const char *>(capability.card), sizeof capability.card)));
    return {};
}

Result<QJsonObject> V4l2Source::identify()
{
    QString model;
    KIOSK_TRY(checkCapabilities(&model));
    return QJsonObject{{QStringLiteral("model"), model}};
}

QList<Size> V4l2Source::sizesOf(quint32 format) const
{
    QList<Size> sizes;
    v4l2_frmsizeenum entry = {};
    entry.pixel_format = format;
    for (; ask(VIDIOC_ENUM_FRAMESIZES, &entry) == 0; ++entry.index) {
        if (entry.type == V4L2_FRMSIZE_TYPE_DISCRETE) {
            sizes.append({int(entry.discrete.width), int(entry.discrete.height)});
        } else { // any size up to this one: the driver rounds
            sizes.append({int(entry.stepwise.max_width), int(entry.stepwise.max_height)});
            break;
        }
    }
    return sizes;
}

Status V4l2Source::setFormat(Size wanted)
{
    QList<quint32> formats;
    v4l2_fmtdesc entry = {};
    entry.type = capture;
    for (; ask(VIDIOC_ENUM_FMT, &entry) == 0; ++entry.index)
        formats.append(entry.pixelformat);
    if (errno == ENODEV)
        return failure("formats");
    const auto chosen = chooseFormat(formats);
    QStringList names;
    for (const quint32 format : formats)
        names.append(formatName(format));
    if (!chosen)
        return fail(error::cameraNotSupported,
                    QStringLiteral("%1 has neither MJPG nor YUYV, only %2").arg(m_path, names.join(u' ')));
    const Size size = chooseSize(sizesOf(*chosen), wanted);
    v4l2_format format = {};
    format.type = capture;
    format.fmt.pix.width = quint32(size.width);
    format.fmt.pix.height = quint32(size.height);
    format.fmt.pix.pixelformat = *chosen;
    format.fmt.pix.field = V4L2_FIELD_ANY;
    if (ask(VIDIOC_S_FMT, &format) != 0)
        return failure("set the format");
    // What the driver made of it counts.
    m_format = format.fmt.pix.pixelformat;
    m_size = {int(format.fmt.pix.width), int(format.fmt.pix.height)};
    m_bytesPerLine = int(std::max(format.fmt.pix.bytesperline, format.fmt.pix.width * 2));
    if (!chooseFormat({m_format}) || m_size.width < 1 || m_size.height < 1)
        return fail(error::cameraNotSupported, QStringLiteral("%1 gives %2 of %3×%4 where %5 was asked for")
                                                   .arg(m_path, formatName(m_format))
                                                   .arg(m_size.width)
                                                   .arg(m_size.height)
                                                   .arg(formatName(*chosen)));
    return {};
}

Status V4l2Source::mapBuffers()
{
    v4l2_requestbuffers request = {};
    request.count = bufferCount;
    request.type = capture;
    request.memory = V4L2_MEMORY_MMAP;
    if (ask(VIDIOC_REQBUFS, &request) != 0)
        return failure("buffers");
    for (quint32 index = 0; index < request.count; ++index) {
        v4l2_buffer buffer = {};
        buffer.type = capture;
        buffer.memory = V4L2_MEMORY_MMAP;
        buffer.index = index;
        if (ask(VIDIOC_QUERYBUF, &buffer) != 0)
            return failure("a buffer");
        void *memory = ::mmap(nullptr, buffer.length, PROT_READ | PROT_WRITE, MAP_SHARED, m_node.get(),
                              off_t(buffer.m.offset));
        if (memory == MAP_FAILED)
            return failure("map a buffer");
        m_buffers.push_back({static_cast<uchar *>(memory), buffer.length});
        KIOSK_TRY(giveBack(index));
    }
    if (m_buffers.size() < 2)
        return fail(error::notEnoughSpace, QStringLiteral("%1 has no memory for frames").arg(m_path));
    return {};
}

Status V4l2Source::giveBack(quint32 index)
{
    v4l2_buffer buffer = {};
    buffer.type = capture;
    buffer.memory = V4L2_MEMORY_MMAP;
    buffer.index = index;
    if (ask(VIDIOC_QBUF, &buffer) != 0)
        return failure("give a buffer back");
    return {};
}

Status V4l2Source::start(Size wanted)
{
    stop();
    Status begun = setFormat(wanted);
    if (begun)
        begun = mapBuffers();
    quint32 type = capture;
    if (begun && ask(VIDIOC_STREAMON, &type) != 0)
        begun = failure("start");
    m_streaming = begun.ok();
    if (!begun)
        stop();
    return begun;
}

void V4l2Source::stop()
{
    unlock();
    quint32 type = capture;
    if (std::exchange(m_streaming, false))
        (void)ask(VIDIOC_STREAMOFF, &type);
    m_held.reset();
    if (m_buffers.empty())
        return;
    for (const Buffer &buffer : m_buffers)
        ::munmap(buffer.memory, buffer.length);
    m_buffers.clear();
    v4l2_requestbuffers none = {};
    none.type = capture;
    none.memory = V4L2_MEMORY_MMAP;
    (void)ask(VIDIOC_REQBUFS, &none);
}

Result<RawFrame> V4l2Source::next(const hal::OperationContext &context)
{
    if (m_held)
        KIOSK_TRY(giveBack(*std::exchange(m_held, {})));
    for (;;) {
        KIOSK_TRY(context.check());
        pollfd waiting = {m_node.get(), POLLIN, 0};
        const int ready = ::poll(&waiting, 1, int(std::min(cancelLatency, context.deadline.left()).count()));
        if (ready == 0)
            continue;
        auto frame = take();
        if (!frame)
            return frame.error();
        if (*frame)
            return **frame;
        KIOSK_TRY(context.pause(Deadline::in(falseAlarmPause)));
    }
}

/// A frame if there is a good one.
Result<std::optional<RawFrame>> V4l2Source::take()
{
    v4l2_buffer buffer = {};
    buffer.type = capture;
    buffer.memory = V4L2_MEMORY_MMAP;
    if (ask(VIDIOC_DQBUF, &buffer) != 0) {
        if (errno == EAGAIN || errno == EIO) // EIO: a signal lost for a moment
            return std::optional<RawFrame>();
        return failure("take a frame");
    }
    if (buffer.index >= m_buffers.size())
        return fail(error::hardwareError, QStringLiteral("%1: buffer %2").arg(m_path).arg(buffer.index));
    const Buffer &mapped = m_buffers[buffer.index];
    const size_t size = std::min<size_t>(buffer.bytesused, mapped.length);
    const bool whole =
        m_format != V4L2_PIX_FMT_YUYV || size >= size_t(m_bytesPerLine) * size_t(m_size.height);
    if ((buffer.flags & V4L2_BUF_FLAG_ERROR) != 0 || size == 0 || !whole) {
        KIOSK_TRY(giveBack(buffer.index));
        return std::optional<RawFrame>();
    }
    m_held = buffer.index;
    RawFrame frame{{mapped.memory, size},
                   m_format == V4L2_PIX_FMT_YUYV ? PixelFormat::Yuyv : PixelFormat::Mjpg,
                   m_size,
                   m_bytesPerLine,
                   std::chrono::steady_clock::now()};
    if ((buffer.flags & V4L2_BUF_FLAG_TIMESTAMP_MASK) == V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC)
        frame.captured =
            std::chrono::steady_clock::time_point(std::chrono::seconds(buffer.timestamp.tv_sec) +
                                                  std::chrono::microseconds(buffer.timestamp.tv_usec));
    return std::optional(frame);
}

std::optional<int> V4l2Source::control(quint32 id) const
{
    v4l2_control value = {id, 0};
    return ask(VIDIOC_G_CTRL, &value) == 0 ? std::optional(value.value) : std::nullopt;
}

bool V4l2Source::setControl(quint32 id, int value) const
{
    v4l2_control wanted = {id, value};
    return ask(VIDIOC_S_CTRL, &wanted) == 0;
}

/// A driver that was killed while it took a picture has left the camera held.
void V4l2Source::regulateAgain() const
{
    for (const Regulated &one : regulated) {
        v4l2_queryctrl query = {};
        query.id = one.automatic;
        if (ask(VIDIOC_QUERYCTRL, &query) == 0 && (query.flags & V4L2_CTRL_FLAG_DISABLED) == 0)
            (void)setControl(one.automatic, query.default_value);
    }
}

QStringList V4l2Source::lock()
{
    QStringList names;
    for (const Regulated &one : regulated) {
        const auto automatic = control(one.automatic);
        if (!automatic)
            continue;
        if (*automatic != one.byHand) {
            // Where the value cannot be read, the camera goes on from the one it has found.
            const auto value = control(one.value);
            if (!setControl(one.automatic, one.byHand))
                continue;
            m_locked.append({one.automatic, *automatic});
            if (value)
                (void)setControl(one.value, *value);
        }
        names.append(QString::fromLatin1(one.name));
    }
    return names;
}

void V4l2Source::unlock()
{
    for (const HeldControl &held : std::exchange(m_locked, {}))
        (void)setControl(held.control, held.value);
}

} // namespace kiosk::v4l2
