#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/result.h>
#include <kiosk/core/sealed_memory.h>

#include <QSocketNotifier>

#include <deque>
#include <functional>
#include <memory>

namespace kiosk::sam::emulator
{

/// The reader's end of a serial cable: a pseudo-terminal whose bytes take the time that they take on a wire.
/// Needs an event loop; thread: its own.
class PacedLine
{
public:
    using Received = std::function<void(const QByteArray &bytes)>;

    /// The port appears at `link`, a symbolic link.
    PacedLine(QString link, int baud, Received received);
    ~PacedLine();

    /// Errors: noDevice (no pseudo-terminal), invalidData (something else is at the link's place).
    [[nodiscard]] Status plug();
    /// As if the cable were drawn: whoever has the port sees it vanish.
    void unplug();
    [[nodiscard]] bool plugged() const { return m_master.valid(); }

    struct Piece {
        Milliseconds pause{0}; ///< silence before it
        QByteArray bytes;
    };
    /// Sends after what is being sent, and not before a question of so many bytes would have arrived on a
    /// wire.
    void send(const QList<Piece> &pieces, qsizetype question);
    /// From the next piece on.
    void setBaud(int baud) { m_baud = baud; }

private:
    using Time = std::chrono::steady_clock::time_point;
    struct Sending {
        Time start;
        std::chrono::nanoseconds byteTime;
        QByteArray bytes;
        qsizetype sent = 0;
    };

    void readable();
    void transmit();
    void wakeAt(Time time);
    [[nodiscard]] bool speedMatches() const;
    [[nodiscard]] std::chrono::nanoseconds byteTime() const;

    QString m_link;
    int m_baud;
    Received m_received;
    FileDescriptor m_master;
    FileDescriptor m_slave; ///< keeps the terminal alive while nobody has it open
    FileDescriptor m_timer;
    std::unique_ptr<QSocketNotifier> m_readNotifier;
    std::unique_ptr<QSocketNotifier> m_timerNotifier;
    std::deque<Sending> m_queue;
    Time m_busyUntil{};
};

} // namespace kiosk::sam::emulator
