#pragma once

#include <kiosk/hal/device.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/tests/running_emulator.h>

#include <QStringList>

#include <catch2/catch.hpp>

template <> struct Catch::StringMaker<QStringView> {
    static std::string convert(QStringView text) { return '"' + text.toString().toStdString() + '"'; }
};
template <> struct Catch::StringMaker<QString> {
    static std::string convert(const QString &text) { return '"' + text.toStdString() + '"'; }
};

/// The real driver library, a real pcscd with vpcd, and our card on its socket.
class PcscFixture
{
public:
    explicit PcscFixture(const char *slot = "contact");
    ~PcscFixture();

    void startEmulator();
    void stopEmulator();

    kiosk::hal::Device &device() { return *m_device; }
    /// Another device object, for the same reader or another.
    [[nodiscard]] std::unique_ptr<kiosk::hal::Device> another(const char *reader = nullptr) const;

    /// Asks the emulator; the test fails if it refuses.
    QJsonObject tell(QJsonObject request) const;
    void insert(const char *card) const;
    void remove() const;
    void fault(const char *name, QJsonObject more = {}) const;
    void clear() const;
    /// Of the fixture's slot.
    [[nodiscard]] QJsonObject slotState() const;

    kiosk::Result<kiosk::Payload> run(const char *operation,
                                      kiosk::Milliseconds time = kiosk::Milliseconds(20000),
                                      const QJsonObject &fields = {});
    /// The `card` object of a reading that must succeed.
    QJsonObject read();
    /// The error of an operation, as its name, or "success".
    QString failure(const char *operation, kiosk::Milliseconds time = kiosk::Milliseconds(20000),
                    const QJsonObject &fields = {});
    /// The answer of the chip, or the error's name.
    QString transmit(const char *apdu, kiosk::Milliseconds time = kiosk::Milliseconds(20000));
    /// The answer to reset, empty for off, or the error's name.
    QString power(const char *action);
    QString statusWord(const char *key);
    /// Asks for the state until it has this word, for pcscd looks only now and then.
    bool becomes(const char *key, const char *word);

    QStringList stages;
    /// Called at each stage.
    std::function<void(const QString &)> atStage;
    kiosk::CancelToken cancel;

private:
    QString m_slot;
    kiosk::hal::DeviceConfiguration m_configuration;
    kiosk::test::RunningEmulator m_emulator;
    std::unique_ptr<kiosk::hal::Device> m_device;
};
