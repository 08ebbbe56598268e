#pragma once

#include "camera_run.h"

#include <kiosk/hal/emulator_control.h>

/// The real driver library, and a camera that programs see through V4L2 alone. One emulator serves the cases
/// of a test program; each begins with a camera that is plugged in and well.
class CameraFixture
{
public:
    explicit CameraFixture(const QJsonObject &settings = {}, const char *formats = "YUYV,MJPG",
                           const char *deviceClass = "camera");

    [[nodiscard]] kiosk::hal::Device &device() { return *m_device; }
    [[nodiscard]] QString open();
    [[nodiscard]] QJsonObject status();

    /// Asks the emulator; the test fails if it refuses.
    QJsonObject tell(QJsonObject request) const;
    void fault(const char *name) const;
    void clear() const { tell({{QStringLiteral("do"), QStringLiteral("clear")}}); }
    void plug() const { tell({{QStringLiteral("do"), QStringLiteral("plug")}}); }
    [[nodiscard]] QJsonObject state() const
    {
        return tell({{QStringLiteral("do"), QStringLiteral("state")}});
    }
    /// Waits until the camera has made so many more frames.
    void waitFrames(int count) const;

    static QString link();
    static QString node();

private:
    std::unique_ptr<kiosk::hal::Device> m_device;
};
