#pragma once

#include <kiosk/core/frame_ring.h>
#include <kiosk/hal/device.h>

#include <catch2/catch.hpp>

#include <QStringList>

#include <condition_variable>
#include <mutex>
#include <thread>

template <> struct Catch::StringMaker<QStringView> {
    static std::string convert(QStringView text) { return '"' + text.toString().toStdString() + '"'; }
};
template <> struct Catch::StringMaker<QString> {
    static std::string convert(const QString &text) { return '"' + text.toStdString() + '"'; }
};

/// The error's name, or "success".
[[nodiscard]] QString outcomeOf(const kiosk::Result<kiosk::Payload> &result);

/// An operation of a camera in a thread of its own, as the device's process runs it, and what it shows.
class CameraRun
{
public:
    explicit CameraRun(kiosk::hal::Device &device, const char *operation = "preview",
                       kiosk::Milliseconds time = kiosk::Milliseconds(20000));
    ~CameraRun();

    /// Waits for the first picture; false when the operation ends without.
    [[nodiscard]] bool shows();
    [[nodiscard]] const kiosk::FrameRingView &view() const { return *m_view; }
    /// Waits for so many more pictures; the number that the scene has in the latest, -1 when none came.
    [[nodiscard]] int sceneAfter(quint64 pictures);
    void cancel() { m_cancel.cancel(); }
    /// Waits for the end of the operation.
    [[nodiscard]] QString outcome();
    [[nodiscard]] const kiosk::Result<kiosk::Payload> &result() const { return *m_result; }

private:
    kiosk::CancelToken m_cancel;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::unique_ptr<kiosk::FrameRingView> m_view;
    std::optional<kiosk::Result<kiosk::Payload>> m_result;
    std::thread m_thread;
};
