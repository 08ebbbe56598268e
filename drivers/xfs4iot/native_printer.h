#pragma once

#include "service_link.h"

#include <kiosk/hal/document_printer.h>

namespace kiosk::xfs4iot
{

/// A service with the interface Printer, whose printer takes PDF as it is (Printer.PrintNative). Calls,
/// threads and errors as DocumentPrinter says; a cancel of a print may last `settle_ms`.
class NativePrinter final : public hal::DocumentPrinter
{
public:
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);

    Status open(hal::OperationContext &context) override { return m_link->open(context); }
    void close() override { m_link->close(); }
    Result<QJsonObject> status(hal::OperationContext &context) override;

protected:
    Result<hal::PrintJob> readJob(const Payload &arguments, bool numbered) const override;
    Result<int> print(const hal::PrintJob &job, hal::OperationContext &context) override;
    Status reset(hal::OperationContext &context) override;

private:
    NativePrinter(const hal::DeviceConfiguration &configuration, std::unique_ptr<ServiceLink> link)
        : DocumentPrinter(configuration), m_link(std::move(link))
    {
    }
    /// XFS4IoT's name of a tray.
    [[nodiscard]] QString sourceOf(const QString &tray) const;

    std::unique_ptr<ServiceLink> m_link;
};

/// What a completion of PrintNative that is no success means for a document of so many sides. Only what a
/// service says before it begins, and the end of the paper before a document's only side, is certain;
/// outcomeUnknown otherwise. Pure; thread: any.
[[nodiscard]] Error printErrorOf(const Message &completion, int sides);

} // namespace kiosk::xfs4iot
