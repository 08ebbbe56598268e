#pragma once

#include <kiosk/hal/linked_device.h>

#include <chrono>
#include <optional>

namespace kiosk::hal
{

/// What the terminal runs on.
enum class PowerSupply {
    Unknown,
    OnLine,
    OnBattery,  ///< finish what the citizen began, begin nothing
    LowBattery, ///< on battery, and not for long: stop in order, now
};

struct UpsState {
    PowerSupply supply = PowerSupply::Unknown;
    std::optional<int> charge; ///< of the battery, in percent
    std::optional<std::chrono::seconds> runtime;
    bool replaceBattery = false;
    QString model;
    QString maker;
    QString serial;
    QString firmware;
};

/// Class ups.
///
/// - `reset` → {}: asked anew
///
/// status() has "supply": onLine | onBattery | lowBattery | unknown beside "device", and where the UPS knows
/// them "charge_percent", "runtime_s", "model", "replace_battery": true and "identity".
///
/// Mains come and go: whoever acts on "supply" does so when it has been true for as long as he thinks right.
/// A battery that is low while mains are back is onLine.
class Ups : public LinkedDevice
{
protected:
    /// Asked now. Errors: noDevice (the UPS, or what serves it), protocolError …
    [[nodiscard]] virtual Result<UpsState> ask(OperationContext &context) = 0;

    [[nodiscard]] Result<QJsonObject> look(OperationContext &context) final;
    [[nodiscard]] QJsonObject unseen() const final;
};

} // namespace kiosk::hal
