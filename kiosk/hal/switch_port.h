#pragma once

#include <kiosk/hal/device.h>

namespace kiosk::hal
{

/// Something with switched outputs and inputs: GPIO lines, a relay board. Blocking; each call returns by its
/// deadline or within 100 ms of a cancel. Thread: one at a time.
class SwitchPort
{
public:
    SwitchPort() = default;
    SwitchPort(const SwitchPort &) = delete;
    SwitchPort &operator=(const SwitchPort &) = delete;
    virtual ~SwitchPort() = default;

    /// Takes these lines; the outputs are off then. Errors: noDevice, deviceBusy, protocolError (something
    /// else answers), invalidData (no such line) …
    [[nodiscard]] virtual Status open(const QList<int> &outputs, const QList<int> &inputs,
                                      OperationContext &context) = 0;
    virtual void close() = 0;
    /// False once an error has closed it.
    [[nodiscard]] virtual bool isOpen() const = 0;
    /// Returns when the output is so. Errors: noDevice, timeOut, protocolError …
    [[nodiscard]] virtual Status write(int output, bool on, OperationContext &context) = 0;
    /// The inputs of open(), in their order, now; empty where there are none, having made sure that the
    /// device is still there. Errors: likewise.
    [[nodiscard]] virtual Result<QList<bool>> read(OperationContext &context) = 0;
};

} // namespace kiosk::hal
