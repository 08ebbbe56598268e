#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/result.h>

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <functional>

namespace kiosk::hal
{

/// What connects an emulated device with a driver. Needs an event loop; thread: its own.
class EmulatedWire
{
public:
    using Received = std::function<void(const QByteArray &bytes)>;

    EmulatedWire() = default;
    EmulatedWire(const EmulatedWire &) = delete;
    EmulatedWire &operator=(const EmulatedWire &) = delete;
    virtual ~EmulatedWire() = default;

    /// Errors: noDevice (it cannot be emulated here), invalidData (something else is at its place).
    [[nodiscard]] virtual Status plug() = 0;
    /// As if the cable were drawn: whoever has the reader sees it vanish.
    virtual void unplug() = 0;
    [[nodiscard]] virtual bool plugged() const = 0;

    struct Piece {
        Milliseconds pause{0}; ///< silence before it
        QByteArray bytes;
        bool begins = true; ///< a frame
        bool ends = true;
        QString fault = {}; ///< one of faults()
    };
    /// Sends after what is being sent, and not before a question of so many bytes would have arrived.
    virtual void send(const QList<Piece> &pieces, qsizetype question) = 0;

    /// What can go wrong on this wire with an answer, by name.
    [[nodiscard]] virtual QStringList faults() const { return {}; }
    /// What can go wrong with the next `count` questions: false where the wire has no such fault.
    [[nodiscard]] virtual bool refuseQuestions(const QString &, int) { return false; }
    virtual void acceptQuestions() {}
    /// From the next piece on.
    virtual void setBaud(int) {}
    /// More of the wire, for those who ask the emulator's state.
    [[nodiscard]] virtual QString description() const = 0;
};

} // namespace kiosk::hal
