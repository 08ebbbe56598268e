#pragma once

#include "printer_link.h"

#include <kiosk/hal/document_printer.h>

namespace kiosk::cups
{

/// A printer behind a CUPS queue, or one that speaks IPP itself; create() makes it the one of documents or
/// the one of photos, as its class says. A cancel of print() ends within settings.settle_ms, because the job
/// is taken back and counted; everything else as Device says.
class CupsPrinter : public hal::DocumentPrinter
{
public:
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);
    CupsPrinter(const hal::DeviceConfiguration &configuration, PrinterLink link);

    [[nodiscard]] Status open(hal::OperationContext &context) override;
    void close() override {}
    [[nodiscard]] Result<QJsonObject> status(hal::OperationContext &context) override;
    [[nodiscard]] Status forget(const QStringList &operations, hal::OperationContext &context) override;

protected:
    [[nodiscard]] Result<QJsonObject> readiness(hal::OperationContext &context) override;
    [[nodiscard]] Result<int> print(const hal::PrintJob &job, hal::OperationContext &context) override;
    [[nodiscard]] Status reset(hal::OperationContext &context) override;

private:
    [[nodiscard]] Status clear(const Limit &limit);
    [[nodiscard]] Result<int> createJob(const hal::PrintJob &job, const QByteArray &name, const Limit &limit);
    [[nodiscard]] Status sendDocument(int id, const QByteArray &pdf, const Limit &limit);

    PrinterLink m_link;
    bool m_hasRecord = true; ///< the queue may list jobs of ours: only then is it asked for them
};

} // namespace kiosk::cups
