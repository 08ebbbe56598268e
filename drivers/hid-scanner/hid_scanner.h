#pragma once

#include "hid_node.h"

#include <kiosk/hal/stream_scanner.h>

#include <optional>

namespace kiosk::hidscanner
{

/// A scanner on USB that types or reports what it sees. Thread: one.
class HidScanner : public hal::StreamScanner
{
public:
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);

    using Open = Result<hal::DeviceNode> (*)(const QString &path);
    HidScanner(Open open, QString path, std::unique_ptr<hal::CodeDecoder> decoder, Milliseconds quiet);

protected:
    [[nodiscard]] Status connect(hal::OperationContext &context) override;
    void disconnect() override { m_node.reset(); }
    [[nodiscard]] bool connected() const override { return m_node.has_value(); }
    [[nodiscard]] Result<QJsonObject> look(hal::OperationContext &context) override;
    [[nodiscard]] Result<QByteArray> receive(const Deadline &until, const CancelToken &cancel) override;

private:
    Open m_openNode;
    QString m_path;
    std::optional<hal::DeviceNode> m_node;
};

} // namespace kiosk::hidscanner
