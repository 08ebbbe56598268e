#pragma once

#include <kiosk/hal/device.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/tests/running_emulator.h>

#include <QTemporaryDir>

#include <catch2/catch.hpp>

template <> struct Catch::StringMaker<QString> {
    static std::string convert(const QString &text) { return '"' + text.toStdString() + '"'; }
};

/// The real emulator process and the real driver library at the two ends of a pseudo-terminal, or of a USB
/// cable (in a test that sees emulated USB).
class SamFixture
{
public:
    /// Fast enough that a test does not wait for the wire.
    static constexpr int fastBaud = 4000000;

    explicit SamFixture(int baud = fastBaud, const QStringList &emulatorArguments = {},
                        QJsonObject settings = {});
    /// connect.usb without its port, and the emulator's --usb.
    SamFixture(const QJsonObject &usb, const char *framing, const QStringList &emulatorArguments = {},
               QJsonObject settings = {});
    ~SamFixture();

    kiosk::hal::Device &device() { return *m_device; }
    [[nodiscard]] QString port() const { return m_folder.filePath(QStringLiteral("sam.tty")); }
    [[nodiscard]] QString usbFolder() const { return m_folder.filePath(QStringLiteral("usb")); }
    /// Another device object for the same reader.
    [[nodiscard]] std::unique_ptr<kiosk::hal::Device> another() const;
    [[nodiscard]] QString controlPath() const { return m_folder.filePath(QStringLiteral("sam.control")); }
    kiosk::test::RunningEmulator &emulator() { return m_emulator; }

    /// Asks the emulator; the test fails if it refuses.
    QJsonObject tell(const QJsonObject &request) const;
    void insert(const char *card) const;
    void remove() const;
    void fault(const char *name, const char *command = "", int count = 1, int milliseconds = -1) const;

    kiosk::Result<kiosk::Payload> run(const char *operation,
                                      kiosk::Milliseconds time = kiosk::Milliseconds(5000));
    /// The `card` object of a read that must succeed.
    QJsonObject read(kiosk::Milliseconds time = kiosk::Milliseconds(5000));
    /// The error of an operation that must fail, as its name.
    QString failure(const char *operation, kiosk::Milliseconds time = kiosk::Milliseconds(5000));
    QString media();

    /// Stages that the driver told of, and when.
    struct Stage {
        QString name;
        std::chrono::steady_clock::time_point at;
    };
    QList<Stage> stages;
    kiosk::CancelToken cancel;

private:
    void start(const QStringList &emulatorArguments, const QJsonObject &connect, QJsonObject settings);

    kiosk::hal::DeviceConfiguration m_configuration;
    QTemporaryDir m_folder;
    kiosk::test::RunningEmulator m_emulator;
    std::unique_ptr<kiosk::hal::Device> m_device;
};
