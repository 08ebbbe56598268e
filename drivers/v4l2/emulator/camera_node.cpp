#include "camera_node.h"

#include <kiosk/hal/emulator_control.h>

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <unistd.h>

namespace kiosk::v4l2::emulator
{

namespace
{

constexpr Milliseconds frameTime = 33ms, slowFrameTime = 700ms; ///< 30 and 1.4 frames a second
constexpr quint32 mostBuffers = 4;
constexpr quint32 bufferSize = (Camera::largestFrame + 4095) / 4096 * 4096;
constexpr auto byId = "v4l/by-id/usb-Bianmin_Emulated_Camera_0001-video-index0";

QByteArray nodeName(int number)
{
    return "video" + QByteArray::number(number);
}

QByteArray sysPath(int number)
{
    return "/devices/pci0000:00/0000:00:14.0/usb1/1-4/1-4:1.0/video4linux/" + nodeName(number);
}

} // namespace

CameraNode::CameraNode(Camera &camera, const QString &place)
    : m_camera(camera), m_devices(
                            place, [this](UMockdevIoctlClient *client) { ioctl(client); },
                            [this](UMockdevIoctlClient *client) { closed(client); })
{
    m_frames.setTimerType(Qt::PreciseTimer);
    connect(&m_frames, &QTimer::timeout, this, &CameraNode::fillBuffer);
}

Status CameraNode::plug()
{
    if (m_plugged)
        return {};
    ++m_number;
    const QByteArray name = nodeName(m_number);
    const QByteArray record = "P: " + sysPath(m_number) + "\nN: " + name + "=00\nS: " + byId +
                              "\nE: DEVNAME=/dev/" + name + "\nE: SUBSYSTEM=video4linux\n";
    KIOSK_TRY(m_devices.add(record, "/dev/" + name));
    const QByteArray node = QFile::encodeName(m_devices.place()) + "/dev/" + name;
    m_memory = FileDescriptor(::open(node.constData(), O_RDWR | O_CLOEXEC));
    if (!m_memory.valid() || ::ftruncate(m_memory.get(), off_t(bufferSize) * mostBuffers) != 0)
        return fail(error::noDevice, QString::fromLocal8Bit(std::strerror(errno)));
    m_devices.announce("/sys" + sysPath(m_number));
    m_plugged = true;
    return {};
}

void CameraNode::unplug()
{
    if (!std::exchange(m_plugged, false))
        return;
    m_owner = nullptr;
    stopStream();
    for (bool &gone : m_clients)
        gone = true;
    m_devices.remove("/dev/" + nodeName(m_number), "/sys" + sysPath(m_number));
    const QString folder = m_devices.place() + QStringLiteral("/dev/");
    QFile::remove(folder + QLatin1String(byId));
    QFile::remove(folder + QString::fromLatin1(nodeName(m_number)));
}

void CameraNode::closed(Client client)
{
    m_clients.remove(client);
    if (client == m_owner) {
        m_owner = nullptr;
        stopStream();
    }
    if (m_clients.isEmpty() && m_idle)
        m_idle();
}

void CameraNode::ioctl(Client client)
{
    if (!m_clients.contains(client))
        m_clients.insert(client, !m_plugged);
    const unsigned long request = umockdev_ioctl_client_get_request(client);
    UMockdevIoctlData *argument = umockdev_ioctl_client_get_arg(client);
    UMockdevIoctlData *data = umockdev_ioctl_data_resolve(argument, 0, _IOC_SIZE(request), nullptr);
    int error = EFAULT;
    if (data != nullptr)
        error = m_clients.value(client) ? ENODEV : answer(client, request, data->data);
    g_clear_object(&data);
    umockdev_ioctl_client_complete(client, error == 0 ? 0 : -1, error);
}

int CameraNode::answer(Client client, unsigned long request, void *argument)
{
    switch (request) {
    case VIDIOC_QUERYCAP: {
        auto &capability = *static_cast<v4l2_capability *>(argument);
        capability = {};
        std::strcpy(reinterpret_cast<char *>(capability.driver), "uvcvideo");
        std::strcpy(reinterpret_cast<char *>(capability.card), "Bianmin Emulated Camera");
        capability.capabilities =
            V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING | V4L2_CAP_META_CAPTURE | V4L2_CAP_DEVICE_CAPS;
        capability.device_caps =
            V4L2_CAP_STREAMING | (m_camera.has("metadata") ? V4L2_CAP_META_CAPTURE : V4L2_CAP_VIDEO_CAPTURE);
        return 0;
    }
    case VIDIOC_ENUM_FMT:
    case VIDIOC_ENUM_FRAMESIZES:
    case VIDIOC_S_FMT:
        return answerFormats(request, argument);
    case VIDIOC_QUERYCTRL:
    case VIDIOC_G_CTRL:
    case VIDIOC_S_CTRL:
        return answerControls(request, argument);
    default:
        return answerBuffers(client, request, argument);
    }
}

int CameraNode::answerFormats(unsigned long request, void *argument)
{
    if (request == VIDIOC_ENUM_FMT) {
        auto &entry = *static_cast<v4l2_fmtdesc *>(argument);
        if (qsizetype(entry.index) >= m_camera.formats().size())
            return EINVAL;
        entry.pixelformat = m_camera.formats().at(entry.index);
        return 0;
    }
    if (request == VIDIOC_ENUM_FRAMESIZES) {
        auto &entry = *static_cast<v4l2_frmsizeenum *>(argument);
        if (qsizetype(entry.index) >= Camera::sizes().size())
            return EINVAL;
        const Size size = Camera::sizes().at(entry.index);
        entry.type = V4L2_FRMSIZE_TYPE_DISCRETE;
        entry.discrete = {quint32(size.width), quint32(size.height)};
        return 0;
    }
    auto &format = static_cast<v4l2_format *>(argument)->fmt.pix;
    if (m_buffers > 0)
        return EBUSY;
    const Size size{int(format.width), int(format.height)};
    if (!Camera::sizes().contains(size) || !m_camera.formats().contains(format.pixelformat))
        return EINVAL;
    if (m_camera.has("other-format"))
        format.pixelformat = V4L2_PIX_FMT_H264;
    m_format = format.pixelformat;
    m_size = size;
    format.bytesperline = m_format == V4L2_PIX_FMT_YUYV ? format.width * 2 : 0;
    format.sizeimage = format.width * format.height * 2;
    return 0;
}

int CameraNode::answerControls(unsigned long request, void *argument)
{
    auto *query = static_cast<v4l2_queryctrl *>(argument);
    auto *value = static_cast<v4l2_control *>(argument);
    Camera::Control *found = m_camera.control(request == VIDIOC_QUERYCTRL ? query->id : value->id);
    if (found == nullptr || m_camera.has("no-controls"))
        return EINVAL;
    if (request == VIDIOC_QUERYCTRL) {
        query->default_value = found->standard;
        query->flags = 0;
    } else if (request == VIDIOC_G_CTRL) {
        value->value = found->value;
    } else {
        m_camera.setControl(*found, value->value);
    }
    return 0;
}

int CameraNode::answerBuffers(Client client, unsigned long request, void *argument)
{
    if (m_owner != nullptr && m_owner != client)
        return EBUSY;
    auto &buffer = *static_cast<v4l2_buffer *>(argument);
    switch (request) {
    case VIDIOC_REQBUFS: {
        auto &wanted = *static_cast<v4l2_requestbuffers *>(argument);
        if (m_camera.has("busy"))
            return EBUSY;
        m_buffers = wanted.count = std::min(wanted.count, mostBuffers);
        m_owner = m_buffers > 0 ? client : nullptr;
        stopStream();
        return 0;
    }
    case VIDIOC_QUERYBUF:
        if (buffer.index >= m_buffers)
            return EINVAL;
        buffer.length = bufferSize;
        buffer.m.offset = buffer.index * bufferSize;
        return 0;
    case VIDIOC_QBUF:
        if (buffer.index >= m_buffers)
            return EINVAL;
        m_queued.push_back(buffer.index);
        return 0;
    case VIDIOC_DQBUF:
        return take(&buffer);
    case VIDIOC_STREAMON:
        return streamOn();
    case VIDIOC_STREAMOFF:
        stopStream();
        return 0;
    default:
        return ENOTTY;
    }
}

int CameraNode::streamOn()
{
    if (m_camera.has("bandwidth"))
        return ENOSPC;
    if (m_buffers == 0)
        return EINVAL;
    m_frames.start(m_camera.has("slow") ? slowFrameTime : frameTime);
    return 0;
}

void CameraNode::stopStream()
{
    m_frames.stop();
    m_queued.clear();
    m_done.clear();
    if (m_owner == nullptr)
        m_buffers = 0;
}

int CameraNode::take(void *argument)
{
    if (!m_frames.isActive())
        return EINVAL;
    if (m_done.empty())
        return EAGAIN;
    const Done done = m_done.front();
    m_done.pop_front();
    auto &buffer = *static_cast<v4l2_buffer *>(argument);
    buffer.index = done.index;
    buffer.bytesused = done.size;
    buffer.flags = done.flags | V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
    const auto since = done.captured.time_since_epoch();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(since);
    buffer.timestamp.tv_sec = seconds.count();
    buffer.timestamp.tv_usec = std::chrono::duration_cast<std::chrono::microseconds>(since - seconds).count();
    return 0;
}

void CameraNode::fillBuffer()
{
    m_frames.setInterval(m_camera.has("slow") ? slowFrameTime : frameTime);
    if (m_queued.empty() || m_camera.has("silent"))
        return;
    const auto captured = std::chrono::steady_clock::now();
    const QByteArray frame = m_camera.frame(m_format, m_size);
    const quint32 index = m_queued.front();
    m_queued.pop_front();
    const ssize_t written =
        ::pwrite(m_memory.get(), frame.constData(), size_t(frame.size()), off_t(index) * bufferSize);
    m_done.push_back({index, quint32(std::max<ssize_t>(written, 0)),
                      m_camera.has("marked") ? V4L2_BUF_FLAG_ERROR : 0U, captured});
}

QJsonObject CameraNode::control(const QJsonObject &request)
{
    const QString what = request[u"do"].toString(), name = request[u"name"].toString();
    Status done;
    if (what == u"fault" && name == u"unplug") {
        unplug();
    } else if (what == u"fault") {
        if (!m_camera.setFault(name))
            return hal::EmulatorControl::refuse(QStringLiteral("no fault '%1'").arg(name));
    } else if (what == u"clear" || what == u"plug") {
        if (what == u"clear")
            m_camera.clear();
        done = plug();
    } else if (what == u"lay") {
        m_camera.lay(request[u"number"].toInt());
    } else if (what != u"state") {
        return hal::EmulatorControl::refuse(QStringLiteral("cannot '%1'").arg(what));
    }
    if (!done)
        return hal::EmulatorControl::refuse(done.error().detail);
    QJsonObject state = m_camera.state();
    state.insert(QStringLiteral("plugged"), m_plugged);
    state.insert(QStringLiteral("node"), QString::fromLatin1(nodeName(m_number)));
    state.insert(QStringLiteral("streaming"), m_frames.isActive());
    state.insert(QStringLiteral("width"), m_size.width);
    state.insert(QStringLiteral("height"), m_size.height);
    return state;
}

} // namespace kiosk::v4l2::emulator
