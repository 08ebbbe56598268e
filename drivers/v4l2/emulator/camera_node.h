#pragma once

#include "camera.h"

#include <kiosk/core/sealed_memory.h>
#include <kiosk/hal/mocked_devices.h>

#include <QHash>
#include <QTimer>

#include <deque>

namespace kiosk::v4l2::emulator
{

/// The wire: V4L2's ioctls as Linux answers them (userspace-api/media/v4l), on a node that programs under
/// libumockdev-preload see. The node is a plain file, so what they map of it are the camera's buffers. It
/// cannot say "nothing yet" to poll. Thread: one, with an event loop.
class CameraNode : public QObject
{
public:
    CameraNode(Camera &camera, const QString &place);
    ~CameraNode() override { unplug(); }

    /// Each time with another number.
    [[nodiscard]] Status plug();
    void unplug();
    void leavePlace() { m_devices.leavePlace(); }
    /// No program has the camera open, not one that was drawn either.
    [[nodiscard]] bool idle() const { return m_clients.isEmpty(); }
    void setIdle(std::function<void()> callback) { m_idle = std::move(callback); }
    /// One request of the control socket.
    [[nodiscard]] QJsonObject control(const QJsonObject &request);

private:
    struct Done {
        quint32 index;
        quint32 size;
        quint32 flags;
        std::chrono::steady_clock::time_point captured;
    };
    using Client = UMockdevIoctlClient *;

    void ioctl(Client client);
    void closed(Client client);
    [[nodiscard]] int answer(Client client, unsigned long request, void *argument);
    [[nodiscard]] int answerFormats(unsigned long request, void *argument);
    [[nodiscard]] int answerBuffers(Client client, unsigned long request, void *argument);
    [[nodiscard]] int answerControls(unsigned long request, void *argument);
    [[nodiscard]] int streamOn();
    [[nodiscard]] int take(void *argument);
    void stopStream();
    void fillBuffer();

    Camera &m_camera;
    hal::MockedDevices m_devices;
    std::function<void()> m_idle;
    int m_number = -1;
    bool m_plugged = false;
    QHash<Client, bool> m_clients; ///< whether the camera of this file was drawn
    Client m_owner = nullptr;      ///< who has the buffers
    FileDescriptor m_memory;
    quint32 m_format = 0;
    Size m_size;
    quint32 m_buffers = 0;
    std::deque<quint32> m_queued;
    std::deque<Done> m_done;
    QTimer m_frames;
};

} // namespace kiosk::v4l2::emulator
