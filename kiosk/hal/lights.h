#pragma once

#include <kiosk/hal/linked_device.h>
#include <kiosk/hal/switch_port.h>

#include <QMap>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace kiosk::hal
{

/// XFS4IoT's words for how a light is lit.
enum class FlashRate { Off, Slow, Medium, Quick, Continuous };

/// Lit now? `sinceEpoch` of any clock that runs evenly: lights of one rate flash together. Slow is once in
/// two seconds, medium once a second, quick two and a half times: three times and more may harm (WCAG 2.3.1).
/// Pure; thread: any.
[[nodiscard]] bool litAt(FlashRate rate, Milliseconds sinceEpoch);

/// Class lights: XFS4IoT's Lights, and the contacts of doors as its Auxiliaries.
///
/// - `setLight` {light, flashRate: off | slow | medium | quick | continuous, color (of a light that has
///   several)} → {}: the light is so
/// - `reset` → {}: opened anew, lights as they were asked for
///
/// Errors of `setLight`: invalidData (no such light, rate or colour), noDevice, timeOut, protocolError …
///
/// status() has beside "device" "lights": {NAME: {"flashRate", "color", "colors" (of one that has several)}}
/// and "contacts": {NAME: open | closed | unknown}. All lights are off at the start. After an error each is
/// as it was asked for as soon as the device is back.
///
/// Settings: `lights` [{light, color, output}], `contacts` [{contact, input, open_when: on | off}].
class Lights final : public LinkedDevice
{
public:
    /// Errors: invalidData (an output that two lights have, a light without a name …).
    [[nodiscard]] static Result<std::unique_ptr<Device>> create(const DeviceConfiguration &configuration,
                                                                std::unique_ptr<SwitchPort> port);
    ~Lights() override;

protected:
    [[nodiscard]] Status connect(OperationContext &context) override;
    void disconnect() override;
    [[nodiscard]] bool connected() const override;
    [[nodiscard]] Result<QJsonObject> look(OperationContext &context) override;
    [[nodiscard]] QJsonObject unseen() const override;
    [[nodiscard]] Result<Payload> run(QStringView operation, const QJsonObject &arguments,
                                      OperationContext &context) override;

private:
    struct Light {
        QMap<QString, int> outputs; ///< by colour
        QString color;              ///< the one that was asked for
        FlashRate rate = FlashRate::Off;
    };
    struct Contact {
        QString name;
        int input;
        bool openWhenOn;
    };
    explicit Lights(std::unique_ptr<SwitchPort> port);

    [[nodiscard]] Result<Payload> setLight(const QJsonObject &arguments, OperationContext &context);
    /// Writes what is not as it should be now. With m_mutex held.
    [[nodiscard]] Status show(OperationContext &context);
    [[nodiscard]] bool flashes() const;
    [[nodiscard]] QJsonObject describeLights() const;
    void flash();

    /// The port and the lights: a thread of its own lets lights flash while nobody calls.
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::unique_ptr<SwitchPort> m_port;
    QMap<QString, Light> m_lights;
    QList<Contact> m_contacts;
    QMap<int, bool> m_shown; ///< as it was written
    bool m_ends = false;
    std::thread m_flasher;
};

} // namespace kiosk::hal
