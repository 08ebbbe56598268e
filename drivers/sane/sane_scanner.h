#pragma once

#include "sane_handle.h"
#include "sane_quirks.h"
#include "sane_thread.h"

#include <kiosk/hal/document_scanner.h>

namespace kiosk::sane
{

/// A scanner through libsane. Thread: one.
class SaneScanner : public hal::DocumentScanner
{
public:
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);
    ~SaneScanner() override { close(); }

    [[nodiscard]] Status open(hal::OperationContext &context) override;
    void close() override;
    [[nodiscard]] Result<QJsonObject> status(hal::OperationContext &context) override;

protected:
    [[nodiscard]] Result<QList<hal::ScanSource>> sources(hal::OperationContext &context) override;
    [[nodiscard]] Status startScan(const hal::ScanRequest &request, hal::OperationContext &context) override;
    [[nodiscard]] Result<std::optional<hal::ScannedPicture>>
    nextPicture(hal::OperationContext &context) override;
    void endScan() override;
    [[nodiscard]] Status reset(hal::OperationContext &context) override { return open(context); }

private:
    using Handle = std::shared_ptr<SaneHandle>;

    SaneScanner() = default;
    [[nodiscard]] Status ensureOpen(hal::OperationContext &context);
    [[nodiscard]] Error noted(Error error);

    ScannerPattern m_pattern;
    SaneQuirks m_quirks;
    QList<std::pair<QString, QString>> m_options; ///< of devices.yaml
    SaneThread m_thread;
    Handle m_handle;
    double m_resolution = 0; ///< that the scan under way has
};

} // namespace kiosk::sane
