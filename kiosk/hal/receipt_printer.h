#pragma once

#include <kiosk/hal/device.h>
#include <kiosk/hal/receipt.h>

namespace kiosk::hal
{

/// What is done with a receipt that the end of the paper, an open cover or a jam cut short.
enum class AfterStop { Resume, Void };

/// Class receipt-printer. Operation `print`: blob 0 is the receipt (parseReceipt), further blobs its
/// pictures; no fields; result {"outcome": "printed", "blocks": n, "stops": n}. Operation `reset`: makes the
/// printer forget what it has not printed. Operation `selfTest`: prints selfTestReceipt(); result as of
/// `print`, and "code", what its QR code says.
///
/// Of all errors of what prints only `outcomeUnknown` leaves it open whether a valid receipt came out; every
/// other one means that none did. How it knows: a receipt goes out in blocks, and none before the printer has
/// confirmed the one before. Only the last, which holds nothing of the receipt, makes it valid (以下空白),
/// so only while that one is under way an outcome can be unknown. Nobody gets two valid receipts, and none is
/// claimed that is not complete.
///
/// When the printer stops (paper, cover, jam), the operation waits for it until the deadline or a cancel.
/// Then, by the setting `after_stop`: resume repeats the block that was cut short, after a line that says so;
/// void prints 作废 and begins anew. The last block is repeated either way: nothing of the receipt is in it.
/// Where a receipt was given up half-way, 作废 is owed: it is printed as soon as the printer is well and
/// asked for its state, and before anything else.
///
/// A demonstration terminal's receipts carry 样张 无效 first and last, put there here, so that no path to
/// paper goes round it. A cancel ends an operation within 100 ms, but not while the last block is under way:
/// then its confirmation is worth more, and is waited for as long as the driver says.
class ReceiptPrinter : public Device
{
public:
    /// Reads `after_stop` of the settings: resume or void.
    explicit ReceiptPrinter(const DeviceConfiguration &configuration);

    /// {"device", "paper": {"upper": full | low | out | jammed | unknown}, "cover": open | closed, "reasons",
    /// "owed": none | void | cut, …}
    [[nodiscard]] Result<QJsonObject> status(OperationContext &context) final;
    [[nodiscard]] Result<Payload> execute(QStringView operation, const Payload &arguments,
                                          OperationContext &context) final;

protected:
    /// The printer's state, without `owed`. Errors: none but timeOut and canceled of the context: a printer
    /// that does not answer is described (describeFailure).
    [[nodiscard]] virtual Result<QJsonObject> look(OperationContext &context) = 0;
    /// Can all of it be printed? Asked of every block before the first is sent. Errors: unsupportedData, …
    [[nodiscard]] virtual Status checkBlock(const Receipt &block) = 0;
    /// Sends a block and waits until the printer confirms it. Errors: the reason why the printer stopped
    /// (paperOut, coverOpen, paperJammed, deviceNotReady, hardwareError), timeOut, protocolError, noDevice,
    /// canceled. After each it is open how much of the block came out, and the printer forgets the rest.
    [[nodiscard]] virtual Status printBlock(const Receipt &block, OperationContext &context) = 0;
    [[nodiscard]] virtual Status reset(OperationContext &context) = 0;

private:
    enum class Owed { None, Void, Cut };

    [[nodiscard]] Result<Payload> print(const Payload &arguments, OperationContext &context);
    [[nodiscard]] Result<Payload> selfTest(const QJsonObject &arguments, OperationContext &context);
    [[nodiscard]] Result<Payload> printReceipt(const Receipt &receipt, OperationContext &context);
    [[nodiscard]] Result<int> printAll(QList<Receipt> blocks, OperationContext &context);
    [[nodiscard]] Status awaitRepair(const Error &stopped, OperationContext &context);
    [[nodiscard]] Status settle(OperationContext &context);
    [[nodiscard]] Status settleAtLength(OperationContext &context);
    [[nodiscard]] static Error conclude(const Error &error, bool doubtful);

    bool m_demonstration;
    AfterStop m_afterStop;
    Owed m_owed = Owed::None;
};

} // namespace kiosk::hal
