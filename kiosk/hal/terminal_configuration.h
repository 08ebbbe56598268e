#pragma once

#include <kiosk/core/yaml_document.h>
#include <kiosk/hal/device.h>
#include <kiosk/hal/settings_overlay.h>

#include <QHash>
#include <QRectF>

namespace kiosk::hal
{

/// The terminal itself, from devices.yaml.
struct Terminal {
    QString id;   ///< "990000-0001-0001"
    QString type; ///< one of the ten of Table A.1: gov, hrss, …
    bool portrait = true;
    double diagonalInches = 21.5;
    bool largeType = false;         ///< larger type where nobody has chosen the elder mode
    double bottomMillimetres = 900; ///< lower edge of the screen above the floor
    double viewingDistanceMillimetres = 600;
    bool demonstration = false;
    QSizeF cabinet;     ///< mm, of its front; empty where devices.yaml does not say
    QJsonObject sound;  ///< speaker, headset: ALSA's names of the outputs
    QJsonObject outlet; ///< name, bank, address, hours, hotline, complaint …
};

/// Where a device is in the cabinet.
struct DevicePlace {
    QString side; ///< front, inside, back
    QRectF area;  ///< mm from the left and upper edge of the cabinet, as seen from that side
};

/// The screen's own place on the cabinet's front, 16:9 and in its middle, mm. Pure; thread: any.
[[nodiscard]] QRectF screenArea(const Terminal &terminal);

/// A device of devices.yaml that does not come up, and why: shown where the device would be.
struct RefusedDevice {
    QString id; ///< "device-3" where the entry has no usable one
    QString deviceClass;
    QString driver;
    QString reason; ///< its findings, with file and line
};

/// devices.yaml as far as it is right: what is wrong is in `findings`, the rest of the terminal still comes
/// up.
struct TerminalConfiguration {
    Terminal terminal;
    QList<DeviceConfiguration> devices;
    QHash<QString, DevicePlace> places;   ///< device → where it is, refused ones too
    QHash<QString, QJsonObject> declared; ///< device → its settings as driver.yaml declares them
    QList<RefusedDevice> refused;
    QJsonArray emulators; ///< [{device, program, arguments, environment}] of entries with `emulator:`
    QJsonObject platform; ///< address, profile, certificates
    QList<Finding> findings;

    [[nodiscard]] const DeviceConfiguration *device(QStringView id) const;
    [[nodiscard]] const RefusedDevice *refusedDevice(QStringView id) const;
    /// Names and values that show a device's process its emulator. Empty but in a demonstration.
    [[nodiscard]] QJsonObject emulatorEnvironment(QStringView device) const;
};

/// Reads and checks devices.yaml: its schema, two devices with one id, drivers that are not there, connect
/// and settings against the driver's own schema. `overlay` is the file of settings changed at the terminal
/// (paths::deviceSettings()): what of it does not fit is a finding and is left out, its device comes up as
/// devices.yaml has it. So it does with a place that is not in the cabinet. Errors: invalidData when nothing
/// of it can be used.
[[nodiscard]] Result<TerminalConfiguration> loadTerminalConfiguration(const QString &path,
                                                                      const QString &overlay = {});
[[nodiscard]] Result<TerminalConfiguration> readTerminalConfiguration(const YamlDocument &document,
                                                                      const SettingsOverlay &overlay = {});
/// The JSON Schema of settings that are declared in the form of driver.yaml.
[[nodiscard]] QJsonObject settingsSchema(const QJsonObject &declared);

} // namespace kiosk::hal
