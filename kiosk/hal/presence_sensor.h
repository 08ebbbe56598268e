#pragma once

#include <kiosk/hal/linked_device.h>
#include <kiosk/hal/switch_port.h>

#include <algorithm>
#include <optional>

namespace kiosk::hal
{

/// What a sensor says by itself: somebody is there, or how far away the nearest thing is.
struct Sensed {
    bool present = false;
    std::optional<int> distance; ///< in millimetres
};

/// Somebody who stands where the limit is would come and go with each measurement. Pure; thread: one.
class NearLimit
{
public:
    /// In millimetres: present from `near` on, and no longer beyond `far`.
    NearLimit(int near, int far) : m_near(near), m_far(std::max(near, far)) {}
    /// nullopt: nothing in reach.
    [[nodiscard]] bool present(std::optional<int> distance);

private:
    int m_near, m_far;
    bool m_present = false;
};

/// Class presence-sensor: is somebody in front of the terminal? XFS4IoT's proximity sensor.
///
/// - `detect` → {"proximity", "distance_mm"}, as status() has them, now
/// - `reset` → {}: closed and opened
///
/// status() has "proximity": present | notPresent | unknown beside "device", and "distance_mm" where the
/// sensor measures one and something is in reach.
class PresenceSensor : public LinkedDevice
{
public:
    /// One that only switches, at an input. Settings: `input`, `present_when`: on | off. Errors: invalidData.
    [[nodiscard]] static Result<std::unique_ptr<Device>> switched(const DeviceConfiguration &configuration,
                                                                  std::unique_ptr<SwitchPort> port);

protected:
    /// Errors: noDevice, timeOut, protocolError …
    [[nodiscard]] virtual Result<Sensed> sense(OperationContext &context) = 0;

    [[nodiscard]] Result<QJsonObject> look(OperationContext &context) final;
    [[nodiscard]] QJsonObject unseen() const final;
    [[nodiscard]] Result<Payload> run(QStringView operation, const QJsonObject &arguments,
                                      OperationContext &context) final;
};

} // namespace kiosk::hal
