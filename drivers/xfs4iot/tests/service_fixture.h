#pragma once

#include <kiosk/core/tests/late.h>
#include <kiosk/hal/device.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/tests/running_emulator.h>

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <catch2/catch.hpp>

template <> struct Catch::StringMaker<QString> {
    static std::string convert(const QString &text) { return '"' + text.toStdString() + '"'; }
};

namespace kiosk::xfs4iot
{

using test::late;

/// The simulated services in a process of their own, and a device behind one of them, made as the terminal
/// makes it.
class ServiceFixture
{
public:
    /// `className` empty: no device yet.
    explicit ServiceFixture(const char *className = "", const QStringList &emulatorArguments = {});
    ~ServiceFixture();

    /// A device of the class, instead of the one there is.
    void use(const char *className, const QJsonObject &settings = {}, const QJsonObject &connect = {});
    [[nodiscard]] hal::Device &device() { return *m_device; }
    /// The error's name, or "ok".
    QString open(Milliseconds time = 5s);
    QJsonObject status();
    /// The last operation's fields and blobs are in `result`.
    QString outcome(const char *operation, const QJsonObject &fields = {},
                    const QList<QByteArray> &blobs = {}, Milliseconds time = 5s);

    QJsonObject tell(const QJsonObject &request) const;
    void act(const char *what) const { tell({{QStringLiteral("do"), QLatin1String(what)}}); }
    void fault(const char *name, const char *command = "", int ms = 300, int count = 1) const;
    void set(const char *service, const char *field, const QJsonValue &value, bool silent = false) const;
    void show(const QString &text, const QJsonObject &more = {}) const;
    [[nodiscard]] QJsonObject state() const
    {
        return tell({{QStringLiteral("do"), QStringLiteral("state")}});
    }
    [[nodiscard]] int count(const char *command) const;
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    [[nodiscard]] QString publisher() const;

    Payload result;
    QString detail; ///< of the last error
    QStringList stages;
    QStringList reasons; ///< of its progress, where there are any
    std::function<void(const QString &stage)> atStage;
    CancelToken cancel;
    QElapsedTimer sinceCancel; ///< started by cancelNow()
    void cancelNow();

private:
    QTemporaryDir m_folder;
    test::RunningEmulator m_emulator;
    std::unique_ptr<hal::Device> m_device;
};

/// A PDF of one empty A4 page.
[[nodiscard]] QByteArray onePage();

} // namespace kiosk::xfs4iot
