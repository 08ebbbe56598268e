#pragma once

#include <kiosk/hal/device.h>
#include <kiosk/hal/emulator_control.h>

#include <QProcess>
#include <QTemporaryDir>

#include <catch2/catch.hpp>

template <> struct Catch::StringMaker<QString> {
    static std::string convert(const QString &text) { return '"' + text.toStdString() + '"'; }
};

/// A driver of the class code-scanner, loaded as the terminal loads it, and its emulator's process. `${run}`
/// in what is given is the folder of this run; the emulator's control socket is ${run}/control there.
class ScannerFixture
{
public:
    explicit ScannerFixture(const char *driver, const QStringList &emulatorArguments = {},
                            const char *emulator = nullptr); ///< DRIVER-emulator

    ~ScannerFixture();

    /// The device's process begins, with an entry of devices.yaml.
    void useDevice(QJsonObject connect, const QJsonObject &settings = {});
    /// Opens; the error's name, or "ok".
    QString open(kiosk::Milliseconds time = kiosk::Milliseconds(5000));
    QJsonObject status();
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    /// Asks the emulator; the test fails if it refuses.
    QJsonObject tell(const QJsonObject &request) const;
    void act(const char *what, const char *name = "") const;
    /// Somebody shows a code.
    void show(const QString &text, const QJsonObject &more = {}) const;
    [[nodiscard]] QJsonObject state() const;
    /// Whether the emulator's state has this, soon.
    [[nodiscard]] bool becomes(const char *key, const QJsonValue &value) const;

    /// `read`, within this time; `atStage` hears each stage as it is told.
    using AtStage = std::function<void(const QString &stage)>;
    kiosk::Result<kiosk::Payload> read(const AtStage &atStage = {},
                                       kiosk::Milliseconds time = kiosk::Milliseconds(10000),
                                       const QStringList &formats = {});
    /// `read`, with somebody showing a code as soon as one can: the text and its symbology, or the error.
    QString readShown(const QString &text, const QJsonObject &more = {}, const QStringList &formats = {},
                      kiosk::Milliseconds time = kiosk::Milliseconds(5000));
    /// "qrCode: text", "qrCode: binary 00ff", or the error's name.
    [[nodiscard]] static QString summary(const kiosk::Result<kiosk::Payload> &result);

    QStringList stages; ///< of the last read
    kiosk::CancelToken cancel;

private:
    [[nodiscard]] QString expanded(QString text) const;

    QString m_driver;
    QTemporaryDir m_folder;
    QProcess m_emulator;
    std::unique_ptr<kiosk::hal::Device> m_device;
};
