#pragma once

#include <kiosk/hal/terminal_configuration.h>
#include <kiosk/hal/tests/running_emulator.h>

#include <QTemporaryDir>

namespace kiosk::test
{

/// An installed driver that says how it is tried, and one of the ways to connect it.
struct ConformanceSetup {
    QString driver;
    QString name;
};
[[nodiscard]] QList<ConformanceSetup> conformanceSetups();

/// A driver's device as its driver.yaml describes it, and its emulator, in a run folder of their own.
class EmulatedDevice
{
public:
    explicit EmulatedDevice(const ConformanceSetup &setup);
    ~EmulatedDevice();

    /// Returns when the emulator answers.
    void startEmulator();
    /// Asks it to leave, and waits until it has.
    void stopEmulator();

    /// Its cable, while the emulator runs; where it has none that it could draw, the emulator itself.
    void unplug();
    void plug();
    /// udev tells of its coming and going.
    [[nodiscard]] bool announced() const;

    [[nodiscard]] const hal::DeviceConfiguration &configuration() const { return m_configuration; }
    /// A devices.yaml with this device as `tried`.
    [[nodiscard]] QString configurationFile() const { return path(QStringLiteral("devices.yaml")); }
    /// What the emulator listens at.
    [[nodiscard]] QString controlSocket() const;
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    /// An operation that waits for a citizen; empty where the class has none.
    [[nodiscard]] QString waitingOperation() const;

private:
    [[nodiscard]] QString expanded(QString text) const;
    /// False where the emulator does not know it.
    [[nodiscard]] bool ask(const QString &what) const;

    QTemporaryDir m_folder;
    QJsonObject m_conformance;
    hal::DeviceConfiguration m_configuration;
    RunningEmulator m_emulator;
};

} // namespace kiosk::test
