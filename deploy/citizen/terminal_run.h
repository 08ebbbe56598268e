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

/// What a citizen needs to know of a running terminal.
struct TerminalAddress {
    QString folder; ///< everything that it writes: run folder, state, temporary files
    QString runFolder;
    QString stateFolder;
    QString simulatedFolder; ///< the run folder of what plays devices and platform: emulators/, printed/
    pid_t processId = 0;     ///< of kioskctl
    QString busAddress;
    QString display;       ///< number of the X display; empty where the terminal has none of its own
    quint16 touchPort = 0; ///< TUIO
    Milliseconds startTime{0};

    [[nodiscard]] QString logFolder() const { return runFolder + QStringLiteral("/log"); }
    /// The control socket of an emulator.
    [[nodiscard]] QString emulator(const QString &device) const
    {
        return simulatedFolder + QStringLiteral("/emulators/%1.sock").arg(device);
    }
};

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
        bool training = false;
    };

    /// Returns when the terminal is up. Errors: deviceNotReady with what kioskctl said.
    [[nodiscard]] static Result<std::unique_ptr<TerminalRun>> start(const Options &options);
    ~TerminalRun();
    TerminalRun(const TerminalRun &) = delete;
    TerminalRun &operator=(const TerminalRun &) = delete;

    [[nodiscard]] TerminalAddress address() const;
    /// What the emulators say they are: {"emulator-a4": {"printer": "cups", …}}.
    [[nodiscard]] const QJsonObject &emulators() const { return m_emulators; }
    /// Copies what each program said to a folder: why a scenario failed.
    void saveLogs(const QString &folder) const;
    /// Stops it and waits. False where it did not end well.
    bool stop();

private:
    TerminalRun() = default;
    Status waitUntilReady();
    [[nodiscard]] QString runFolder() const { return m_folder + QStringLiteral("/run"); }

    std::optional<QTemporaryDir> m_temporary;
    QString m_folder;
    QProcess m_process;
    QJsonObject m_ready;
    QJsonObject m_emulators;
    Milliseconds m_startTime{0};
};

} // namespace kiosk::citizen
