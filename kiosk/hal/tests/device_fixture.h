#pragma once

#include <kiosk/hal/device.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/tests/running_emulator.h>

#include <QTemporaryDir>

#include <catch2/catch.hpp>

template <> struct Catch::StringMaker<QString> {
    static std::string convert(const QString &text) { return '"' + text.toStdString() + '"'; }
};

/// A driver, loaded as the terminal loads it, and its emulator's process. `${run}` in what is given is the
/// folder of this run; the emulator's control socket is ${run}/control there.
class DeviceFixture
{
public:
    DeviceFixture(const char *deviceClass, const char *driver, const QStringList &emulatorArguments = {},
                  const char *emulator = nullptr); ///< DRIVER-emulator
    ~DeviceFixture();

    /// The device's process begins, with an entry of devices.yaml. The error's name, or "ok".
    QString createDevice(QJsonObject connect, const QJsonObject &settings = {});
    /// Likewise; the test fails if it cannot.
    void useDevice(const QJsonObject &connect, const QJsonObject &settings = {});
    /// Opens; the error's name, or "ok".
    QString open(kiosk::Milliseconds time = kiosk::Milliseconds(5000));
    QJsonObject status();
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    /// Asks the emulator; the test fails if it refuses.
    QJsonObject tell(const QJsonObject &request) const;
    void act(const char *what, const char *name = "") const;
    [[nodiscard]] QJsonObject state() const;
    /// Whether the emulator's state has this, soon.
    [[nodiscard]] bool becomes(const char *key, const QJsonValue &value) const;

    /// An operation, within this time; `atStage` hears each stage as it is told.
    using AtStage = std::function<void(const QString &stage, const QJsonObject &details)>;
    kiosk::Result<kiosk::Payload> run(const char *operation, const QJsonObject &arguments = {},
                                      kiosk::Milliseconds time = kiosk::Milliseconds(10000),
                                      const AtStage &atStage = {});
    /// The error's name, or "ok".
    [[nodiscard]] static QString outcome(const kiosk::Result<kiosk::Payload> &result);

    QStringList stages; ///< of the last run
    kiosk::CancelToken cancel;

private:
    [[nodiscard]] QString expanded(QString text) const;

    QString m_class, m_driver;
    QTemporaryDir m_folder;
    kiosk::test::RunningEmulator m_emulator;
    std::unique_ptr<kiosk::hal::Device> m_device;
};
