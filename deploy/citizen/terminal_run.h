#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/result.h>

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace kiosk::citizen
{

/// A terminal of its own for one scenario: `kioskctl up` in folders that go with this object, if they are
/// temporary. Thread: main.
class TerminalRun
{
public:
    struct Options {
        QString configuration; ///< devices.yaml
        QString orientation;
        QString screen; ///< headless, window or fullscreen
        QString folder; ///< empty: a temporary one
    };

    /// Returns when the terminal is up. Errors: deviceNotReady with what kioskctl said.
    [[nodiscard]] static Result<std::unique_ptr<TerminalRun>> start(const Options &options);
    ~TerminalRun();
    TerminalRun(const TerminalRun &) = delete;
    TerminalRun &operator=(const TerminalRun &) = delete;

    /// Everything that it writes is in here: run folder, state, temporary files.
    [[nodiscard]] QString folder() const { return m_folder; }
    [[nodiscard]] QString runFolder() const { return m_folder + QStringLiteral("/run"); }
    [[nodiscard]] QString logFolder() const { return runFolder() + QStringLiteral("/log"); }
    [[nodiscard]] QString stateFolder() const { return m_folder + QStringLiteral("/state"); }
    /// Of kioskctl.
    [[nodiscard]] pid_t processId() const { return pid_t(m_process.processId()); }
    [[nodiscard]] QString busAddress() const { return m_ready[u"bus"].toString(); }
    [[nodiscard]] quint16 touchPort() const { return quint16(m_ready[u"tuio"].toString().toUInt()); }
    /// Number of the X display; empty where the terminal has none of its own.
    [[nodiscard]] QString display() const { return m_ready[u"display"].toString(); }
    /// What the emulators say they are: {"emulator-a4": {"printer": "cups", …}}.
    [[nodiscard]] const QJsonObject &emulators() const { return m_emulators; }
    [[nodiscard]] Milliseconds startTime() const { return m_startTime; }
    /// Copies what each program said to a folder: why a scenario failed.
    void saveLogs(const QString &folder) const;
    /// Stops it and waits. False where it did not end well.
    bool stop();

private:
    TerminalRun() = default;
    Status waitUntilReady();

    std::optional<QTemporaryDir> m_temporary;
    QString m_folder;
    QProcess m_process;
    QJsonObject m_ready;
    QJsonObject m_emulators;
    Milliseconds m_startTime{0};
};

} // namespace kiosk::citizen
