#pragma once

#include "service_link.h"

#include <kiosk/hal/code_scanner.h>

namespace kiosk::xfs4iot
{

/// A service with the interface BarcodeReader. Calls, threads and errors as CodeScanner says.
class BarcodeReader final : public hal::CodeScanner
{
public:
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);

protected:
    Status connect(hal::OperationContext &context) override { return m_link->open(context); }
    void disconnect() override { m_link->close(); }
    bool connected() const override { return m_link->isOpen(); }
    Result<QJsonObject> look(hal::OperationContext &context) override;
    Status begin(const QList<hal::Symbology> &formats, hal::OperationContext &context) override;
    Result<hal::ScannedCode> next(hal::OperationContext &context) override;
    void end() override {}

private:
    explicit BarcodeReader(std::unique_ptr<ServiceLink> link) : m_link(std::move(link)) {}
    /// Asks for one code, once.
    [[nodiscard]] Result<hal::ScannedCode> readOnce(hal::OperationContext &context);

    std::unique_ptr<ServiceLink> m_link;
    QJsonValue m_symbologies; ///< null = any
    bool m_failed = false;    ///< the reading before this one was of a code that is none
};

} // namespace kiosk::xfs4iot
