#pragma once

#include "kernel.h"

#include <kiosk/hal/switch_port.h>

namespace kiosk::gpio
{

/// Lines of a GPIO chip, by the kernel's character device (linux/gpio.h, version 2 of its interface). Outputs
/// and inputs are the chip's line numbers. Its calls do not wait. Thread: one at a time.
class GpioPort final : public hal::SwitchPort
{
public:
    struct Settings {
        QString chip; ///< "/dev/gpiochip0"
        bool activeLow = false;
        bool pullUp = false; ///< of inputs
    };
    GpioPort(std::shared_ptr<Kernel> kernel, Settings settings);
    ~GpioPort() override { close(); }

    [[nodiscard]] Status open(const QList<int> &outputs, const QList<int> &inputs,
                              hal::OperationContext &context) override;
    void close() override;
    [[nodiscard]] bool isOpen() const override { return m_chip >= 0; }
    [[nodiscard]] Status write(int output, bool on, hal::OperationContext &context) override;
    [[nodiscard]] Result<QList<bool>> read(hal::OperationContext &context) override;

private:
    /// Takes lines; -1 for none.
    [[nodiscard]] Result<int> request(const QList<int> &lines, quint64 flags);
    [[nodiscard]] Error failure(const char *what);

    std::shared_ptr<Kernel> m_kernel;
    Settings m_settings;
    int m_chip = -1, m_outputLines = -1, m_inputLines = -1;
    QList<int> m_outputs, m_inputs;
};

} // namespace kiosk::gpio
