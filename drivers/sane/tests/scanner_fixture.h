#pragma once

#include <kiosk/core/tests/late.h>
#include <kiosk/hal/device.h>

#include <catch2/catch.hpp>

#include <QJsonObject>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

template <> struct Catch::StringMaker<QStringView> {
    static std::string convert(QStringView text) { return '"' + text.toString().toStdString() + '"'; }
};
template <> struct Catch::StringMaker<QString> {
    static std::string convert(const QString &text) { return '"' + text.toStdString() + '"'; }
};

/// The error's name, or "success".
template <typename T> [[nodiscard]] QString outcomeOf(const kiosk::Result<T> &result)
{
    return result ? QStringLiteral("success") : result.error().code.name().toString();
}

/// The real driver library on libsane. One emulator serves the cases of a test program; each begins with a
/// scanner that is plugged in, well and empty.
class ScannerFixture
{
public:
    explicit ScannerFixture(const QJsonArray &options = {}, const char *scanner = "bianmin_emulator:*");

    [[nodiscard]] kiosk::hal::Device &device() { return *m_device; }
    [[nodiscard]] QString open();
    [[nodiscard]] QJsonObject status();
    [[nodiscard]] kiosk::Result<kiosk::Payload> scan(QJsonObject arguments,
                                                     kiosk::Milliseconds time = kiosk::test::slowness *
                                                                                kiosk::Milliseconds(20000));

    /// Asks the emulator; the test fails if it refuses.
    QJsonObject tell(QJsonObject request) const;
    void fault(const char *name, int at = 1) const;
    void load(int sheets, double skew = 0) const;
    void lay(int number, double skew = 0, bool small = false) const;
    [[nodiscard]] QJsonObject state() const
    {
        return tell({{QStringLiteral("do"), QStringLiteral("state")}});
    }
    /// A calibration page with this code, as it was printed and is lit.
    void layTarget(const QString &code, double skew = 0, double scale = 1, double light = 1) const;
    /// Waits until the back end has asked for so many pieces of a picture.
    void waitPieces(int count) const;

    /// The folder of this run.
    static QString run();

private:
    std::unique_ptr<kiosk::hal::Device> m_device;
};

/// A scan in a thread of its own, as the device's process runs it.
class ScanRun
{
public:
    ScanRun(ScannerFixture &scanner, const QJsonObject &arguments,
            kiosk::Milliseconds time = kiosk::test::slowness * kiosk::Milliseconds(20000));
    ~ScanRun();

    void cancel() { m_cancel.cancel(); }
    /// Waits for its end.
    [[nodiscard]] QString outcome();

private:
    kiosk::CancelToken m_cancel;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<QString> m_outcome;
    std::thread m_thread;
};

/// The number on a page of the sample paper; -1: none.
[[nodiscard]] int numberOn(const QByteArray &jpeg);
