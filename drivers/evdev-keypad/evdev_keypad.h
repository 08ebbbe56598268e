#pragma once

#include "keypad_decoder.h"

#include <kiosk/hal/device_node.h>

namespace kiosk::evdevkeypad
{

/// A keypad that is an input device to the kernel. Thread: one.
class EvdevKeypad final : public hal::NavKeypad
{
public:
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);

    EvdevKeypad(const hal::DeviceConfiguration &configuration, KeyMap keys);

protected:
    [[nodiscard]] Status connect(hal::OperationContext &context) override;
    void disconnect() override { m_node.reset(); }
    [[nodiscard]] bool connected() const override { return m_node.has_value(); }
    [[nodiscard]] Result<QList<hal::KeypadEvent>> receive(const Deadline &until,
                                                          const CancelToken &cancel) override;
    [[nodiscard]] Result<std::optional<bool>> headsetNow() override;
    [[nodiscard]] QString model() const override { return m_node ? m_node->model() : QString(); }
    [[nodiscard]] bool hasKeyFor(const QString &action) const override;

private:
    [[nodiscard]] bool hasKey(const hal::DeviceNode &node, const QString &action) const;

    QString m_path;
    KeypadDecoder m_decoder;
    std::optional<hal::DeviceNode> m_node;
};

} // namespace kiosk::evdevkeypad
