#pragma once

#include <kiosk/hal/emulated_wire.h>

#include <kiosk/core/sealed_memory.h>

#include <QSocketNotifier>

#include <deque>
#include <memory>

namespace kiosk::hal
{

/// The emulated device's end of a serial cable: a pseudo-terminal whose bytes take the time that they take on
/// a wire.
class PacedLine final : public EmulatedWire
{
public:
    /// The port appears at `link`, a symbolic link.
    PacedLine(QString link, int baud, Received received);
    ~PacedLine() override;

    Status plug() override;
    void unplug() override;
    bool plugged() const override { return m_master.valid(); }
    void send(const QList<Piece> &pieces, qsizetype question) override;
    void setBaud(int baud) override { m_baud = baud; }
    /// What is not on the wire yet is never sent: the device lost its power.
    void discard();
    QString description() const override { return QStringLiteral("%1 baud").arg(m_baud); }

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

} // namespace kiosk::hal
