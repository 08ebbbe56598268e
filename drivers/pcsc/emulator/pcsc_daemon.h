#pragma once

#include <kiosk/core/result.h>

#include <QProcess>

namespace kiosk::pcsc::emulator
{

/// A real pcscd with vpcd as its only reader, in the world of private_world.h. Thread: the event loop's.
class PcscDaemon
{
public:
    /// vpcd's own; its second slot is at the next. No other world has them.
    static constexpr quint16 port = 0x8C7B;
    static constexpr int slots = 2;

    ~PcscDaemon() { stop(); }

    /// With the reader, or with none: unplugged. Returns when the daemon listens. Errors: noDevice (it does
    /// not start).
    [[nodiscard]] Status start(bool withReader = true);
    void stop();
    /// As a crash: nothing is tidied up.
    void kill();
    /// Stops it where it is, or lets it go on.
    void freeze(bool frozen);
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

private:
    QProcess m_process;
};

} // namespace kiosk::pcsc::emulator
