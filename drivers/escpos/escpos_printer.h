#pragma once

#include "commands.h"
#include "escpos_channel.h"

#include <kiosk/hal/receipt_printer.h>

namespace kiosk::escpos
{

/// A receipt printer that speaks ESC/POS. Calls, threads and errors as ReceiptPrinter says.
class EscposPrinter final : public hal::ReceiptPrinter
{
public:
    /// Errors: invalidData.
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);

    EscposPrinter(const hal::DeviceConfiguration &configuration, EscposChannel channel, Printing printing,
                  Milliseconds blockTime);

    Status open(hal::OperationContext &context) override;
    void close() override { m_channel.close(); }

protected:
    Result<QJsonObject> look(hal::OperationContext &context) override;
    Status checkBlock(const hal::Receipt &block) override;
    Status printBlock(const hal::Receipt &block, hal::OperationContext &context) override;
    Status reset(hal::OperationContext &context) override;

private:
    [[nodiscard]] Status sendBlock(const QList<QByteArray> &pieces, hal::OperationContext &context);
    [[nodiscard]] Status checkReady(hal::OperationContext &context);
    [[nodiscard]] Status checkStillPrinting(hal::OperationContext &context);
    void forgetRest();

    EscposChannel m_channel;
    Printing m_printing;
    Milliseconds m_blockTime;
    bool m_stale = true;   ///< the printer may have something in its buffers that is not ours to be printed
    bool m_silent = false; ///< it did not answer when it was looked at last
    Deadline m_nextRecovery = Deadline::in(Milliseconds(0));
};

} // namespace kiosk::escpos
