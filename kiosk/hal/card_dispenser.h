#pragma once

#include <kiosk/hal/card_movement.h>
#include <kiosk/hal/chip.h>
#include <kiosk/hal/device.h>

namespace kiosk::hal
{

/// Class card-dispenser: XFS4IoT's CardReader and Storage. One card is under way at a time.
///
/// - `dispense` → {"position": "transport"}: a card of the stack, at the chip
/// - `present` → {"position": "exit"}: within the citizen's reach
/// - `awaitTaken` → {"outcome": "taken"}
/// - `retain` → {"outcome": "retained", "count": n}, or "taken" where the citizen was faster
/// - `reset` {to: auto, exit, retain, currentPosition} → {"outcome": none, presented, retained or kept}
/// - `chipPower` {action: cold, warm, off} → {"atr": hexadecimal}, {} for off
/// - `chipIo` {apdu: hexadecimal} → {"response": hexadecimal}, status word last
/// - `detect` → media, position and units as in status()
/// - `selfTest` → {"outcome": "retained", "count": n}: a card of the stack to the gate and into the bin;
///   "taken" where somebody took it from the gate
///
/// `dispense` needs a journal operation: it is one card, until that is taken or retained. `awaitTaken` ends
/// before its deadline, by half of what is left or `retain_reserve_ms`, to take a card back that nobody
/// wanted: then its error is mediaRetained, and progress says "cardRetained" {"count": n}. Cancelled, it
/// leaves the card where it is.
///
/// The base owns the flow and never repeats a movement. Where the device does not confirm one, it asks where
/// the card is and decides by that; of all errors of a movement only outcomeUnknown leaves it open whether
/// the card moved. A movement cannot be called back: cancelled or at its deadline meanwhile, its outcome is
/// unknown, and the next call asks where the card is. `selfTest` brings its card into the bin whatever became
/// of the way out, also when it is cancelled: after an error of the way out the bin has it or it was never
/// drawn, but where the error is outcomeUnknown or the device's own about the way back.
///
/// open() finds a card that a power cut left inside, and `card_inside_at_start` says what becomes of it.
/// status() tells it as "card_at_start": none, retained, kept or unknown; a card that was found stays told
/// until the next is dispensed, so that the journal operation that was open can be resolved. "count" counts
/// the cards that this object retained.
class CardDispenser : public Device
{
public:
    explicit CardDispenser(const DeviceConfiguration &configuration);

    [[nodiscard]] Status open(OperationContext &context) final;
    void close() final { disconnect(); }
    [[nodiscard]] Result<QJsonObject> status(OperationContext &context) final;
    [[nodiscard]] Result<Payload> execute(QStringView operation, const Payload &arguments,
                                          OperationContext &context) final;

protected:
    /// Opens the line and initialises the device, a card staying where it is. Errors: noDevice, timeOut …, or
    /// what the device says is wrong with it (it is connected then).
    [[nodiscard]] virtual Status connect(OperationContext &context) = 0;
    virtual void disconnect() = 0;
    [[nodiscard]] virtual bool connected() const = 0;
    /// Clears what the device holds against itself, moves nothing.
    [[nodiscard]] virtual Status initialise(OperationContext &context) = 0;
    /// Asked now. Errors: deviceNotReady (it lost its power and waits to be initialised), timeOut …
    [[nodiscard]] virtual Result<DispenserState> look(OperationContext &context) = 0;
    /// Tells the device once, and waits for its word. Errors: timeOut, canceled, protocolError and noDevice
    /// mean that there was none; every other one is the device's.
    [[nodiscard]] virtual Status move(CardTarget target, OperationContext &context) = 0;
    /// The answer to reset, empty for Off. Errors: atrNotObtained, protocolNotSupported, chipFailed …
    [[nodiscard]] virtual Result<QByteArray> chipPower(ChipAction action, OperationContext &context) = 0;
    /// Errors: chipFailed, protocolNotSupported …
    [[nodiscard]] virtual Result<QByteArray> chipIo(const QByteArray &apdu, OperationContext &context) = 0;

private:
    using Operation = Result<Payload> (CardDispenser::*)(const QJsonObject &, OperationContext &);
    struct Known {
        QStringView name;
        QStringView argument; ///< the only one it takes, a string; empty = none
        Operation run;
    };
    static const Known operations[];

    Result<Payload> dispense(const QJsonObject &, OperationContext &context);
    Result<Payload> present(const QJsonObject &, OperationContext &context);
    Result<Payload> awaitTaken(const QJsonObject &, OperationContext &context);
    Result<Payload> retain(const QJsonObject &, OperationContext &context);
    Result<Payload> reset(const QJsonObject &arguments, OperationContext &context);
    Result<Payload> powerChip(const QJsonObject &arguments, OperationContext &context);
    Result<Payload> exchange(const QJsonObject &arguments, OperationContext &context);
    Result<Payload> detect(const QJsonObject &, OperationContext &context);
    Result<Payload> selfTest(const QJsonObject &, OperationContext &context);

    [[nodiscard]] Result<DispenserState> ready(OperationContext &context);
    [[nodiscard]] Status resolveCardInside(OperationContext &context);
    [[nodiscard]] Result<bool> taken(const Deadline &until, OperationContext &context);
    [[nodiscard]] Status bringToGate(OperationContext &context);
    [[nodiscard]] Result<Payload> takeBack(const Status &way, OperationContext &context);
    [[nodiscard]] Status moveCard(CardTarget target, CardPlace from, OperationContext &context);
    [[nodiscard]] Status retainFrom(CardPlace from, OperationContext &context);
    [[nodiscard]] std::optional<DispenserState> lookAfter(OperationContext &context);
    [[nodiscard]] QJsonObject describe(const DispenserState &state) const;

    bool m_keepAtStart = false;
    Milliseconds m_takeInterval;
    Milliseconds m_retainReserve;

    QString m_atStart = QStringLiteral("none");
    /// A card that was found at start is on its way to the bin, and the device has not confirmed it.
    std::optional<CardPlace> m_unresolved;
    std::optional<Error> m_problem; ///< why the last movement failed, as the device told it
    bool m_presented = false;       ///< what is or was at the gate is the citizen's to take
    int m_retained = 0;
};

} // namespace kiosk::hal
