#pragma once

#include <kiosk/hal/device.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/tests/running_emulator.h>

#include <QStringList>
#include <QTemporaryDir>

#include <catch2/catch.hpp>

template <> struct Catch::StringMaker<QString> {
    static std::string convert(const QString &text) { return '"' + text.toStdString() + '"'; }
};

/// The real emulator process and the real driver library at the two ends of a pseudo-terminal or a USB cable.
class EscposFixture
{
public:
    struct Options {
        QJsonObject settings = {};
        QStringList emulatorArguments = {};
        bool demonstration = false;
        bool usb = false;
        QJsonObject connect = {};
    };
    EscposFixture() : EscposFixture(Options{}) {}
    explicit EscposFixture(const Options &options);
    ~EscposFixture();

    kiosk::hal::Device &device() { return *m_device; }
    /// Opens; the error's name, or "ok".
    QString open(kiosk::Milliseconds time = kiosk::Milliseconds(5000));

    /// Asks the emulator; the test fails if it refuses.
    QJsonObject tell(const QJsonObject &request) const;
    void act(const char *what, QJsonObject more = {}) const;
    /// After so many printed lines.
    void later(int lines, const char *what) const { act(what, {{QStringLiteral("after_lines"), lines}}); }
    [[nodiscard]] QJsonObject machine() const
    {
        return tell({{QStringLiteral("do"), QStringLiteral("state")}});
    }

    kiosk::Result<kiosk::Payload> print(const QString &receipt, const QList<QByteArray> &pictures = {},
                                        kiosk::Milliseconds time = kiosk::Milliseconds(20000));
    /// "ok", or the error's name.
    QString outcome(const QString &receipt, kiosk::Milliseconds time = kiosk::Milliseconds(20000));
    QJsonObject status();

    /// Lines of each piece that came out; what is still in the printer is not among them.
    [[nodiscard]] QList<QStringList> pieces() const;
    [[nodiscard]] QString picture(int piece) const;
    /// Pieces that hold the line which makes a receipt valid, and no 作 废.
    [[nodiscard]] int validReceipts() const;

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

/// A receipt of so many lines of text: 第1行 …
[[nodiscard]] QString linesOfText(int count);
