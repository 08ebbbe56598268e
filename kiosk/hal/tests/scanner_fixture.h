#pragma once

#include "device_fixture.h"

/// A driver of the class code-scanner, and its emulator.
class ScannerFixture : public DeviceFixture
{
public:
    explicit ScannerFixture(const char *driver, const QStringList &emulatorArguments = {},
                            const char *emulator = nullptr) ///< DRIVER-emulator
        : DeviceFixture("code-scanner", driver, emulatorArguments, emulator)
    {
    }

    /// Somebody shows a code.
    void show(const QString &text, const QJsonObject &more = {}) const;

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
};
