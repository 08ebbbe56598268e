#include "camera_run.h"

#include <kiosk/hal/stand_in.h>

#include <vector>

using namespace kiosk;

QString outcomeOf(const Result<Payload> &result)
{
    return result ? QStringLiteral("success") : result.error().code.name().toString();
}

CameraRun::CameraRun(hal::Device &device, const char *operation, Milliseconds time)
    : m_thread([this, &device, name = QString::fromLatin1(operation), time] {
          hal::OperationContext context{Deadline::in(time), m_cancel};
          context.show = [this](const FileDescriptor &descriptor) {
              auto view = FrameRingView::open(descriptor.get());
              const std::lock_guard lock(m_mutex);
              if (view)
                  m_view = std::move(*view);
              m_changed.notify_all();
          };
          auto result = device.execute(name, {}, context);
          const std::lock_guard lock(m_mutex);
          m_result.emplace(std::move(result));
          m_changed.notify_all();
      })
{
}

CameraRun::~CameraRun()
{
    m_cancel.cancel();
    m_thread.join();
}

bool CameraRun::shows()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_view || m_result; });
    return m_view != nullptr;
}

int CameraRun::sceneAfter(quint64 pictures)
{
    if (!shows())
        return -1;
    const quint64 awaited = m_view->latest() + pictures;
    std::vector<uchar> pixels(size_t(m_view->bytesPerLine() * m_view->height()));
    for (const Deadline deadline = Deadline::in(10s); !deadline.passed(); std::this_thread::yield()) {
        const auto stamp = m_view->latest() >= awaited ? m_view->read(pixels.data()) : std::nullopt;
        if (stamp)
            return v4l2::readSceneNumber(pixels.data(), {m_view->width(), m_view->height()});
        const std::lock_guard lock(m_mutex);
        if (m_result)
            break;
    }
    return -1;
}

QString CameraRun::outcome()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_result.has_value(); });
    return outcomeOf(*m_result);
}
