#pragma once

#include <kiosk/hal/device.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/tests/running_emulator.h>

#include <QTemporaryDir>

#include <catch2/catch.hpp>

template <> struct Catch::StringMaker<QString> {
    static std::string convert(const QString &text) { return '"' + text.toStdString() + '"'; }
};

/// The real emulator process and the real driver library at the two ends of a pseudo-terminal.
class Crt571Fixture
{
public:
    explicit Crt571Fixture(QJsonObject settings = {}, const QStringList &emulatorArguments = {});
    ~Crt571Fixture();

    kiosk::hal::Device &device() { return *m_device; }
    /// The device's process began anew.
    void restartDriver();
    /// Opens; the error's name, or "ok".
    QString open(kiosk::Milliseconds time = kiosk::Milliseconds(5000));
    [[nodiscard]] QString port() const { return m_folder.filePath(QStringLiteral("crt571.tty")); }

    /// Asks the emulator; the test fails if it refuses.
    QJsonObject tell(const QJsonObject &request) const;
    void act(const char *what, const char *name = "") const;
    void fault(const char *name, const char *command = "", int count = 1, int milliseconds = -1) const;
    [[nodiscard]] QJsonObject machine() const
    {
        return tell({{QStringLiteral("do"), QStringLiteral("state")}});
    }
    [[nodiscard]] QString place() const { return machine()[u"place"].toString(); }
    [[nodiscard]] int moves() const { return machine()[u"moves"].toInt(); }

    kiosk::Result<kiosk::Payload> run(const char *operation, const QJsonObject &fields = {},
                                      kiosk::Milliseconds time = kiosk::Milliseconds(10000));
    /// "ok", or the error's name.
    QString outcome(const char *operation, const QJsonObject &fields = {},
                    kiosk::Milliseconds time = kiosk::Milliseconds(10000));
    QJsonObject status();

    /// Stages that the driver told of; `whenTold` hears each at once.
    QStringList stages;
    std::function<void(const QString &stage)> whenTold;
    kiosk::CancelToken cancel;

private:
    kiosk::hal::DeviceConfiguration m_configuration;
    QTemporaryDir m_folder;
    kiosk::test::RunningEmulator m_emulator;
    std::unique_ptr<kiosk::hal::Device> m_device;
};
