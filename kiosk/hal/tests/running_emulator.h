#pragma once

#include <QStringList>

#include <atomic>
#include <thread>

namespace kiosk::test
{

/// An emulator's process; it ends with this, and with the test program, however that ends. It is the device,
/// so it sees the machine as it is, without what umockdev shows to the test. It belongs to a thread of its
/// own: after QProcess::start() ThreadSanitizer no longer sees what that thread locks (Qt 6.4 starts by
/// clone() and longjmp()).
class RunningEmulator
{
public:
    RunningEmulator() = default;
    ~RunningEmulator();
    RunningEmulator(const RunningEmulator &) = delete;
    RunningEmulator &operator=(const RunningEmulator &) = delete;

    /// Returns when the emulator answers at its control socket; the test fails if it does not.
    void start(const QString &program, const QStringList &arguments, const QString &controlSocket);
    /// Asks it to leave, and waits until it has. Its exit code; -1 where it never began or was ended by
    /// force.
    int stop();
    [[nodiscard]] bool running() const { return m_running; }

private:
    void run(const QString &program, const QStringList &arguments);

    std::atomic_bool m_running = false; ///< from before the thread begins to its end
    std::atomic_bool m_leave = false;
    int m_exitCode = -1;
    std::thread m_thread;
};

} // namespace kiosk::test
