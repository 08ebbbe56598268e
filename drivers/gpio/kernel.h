#pragma once

#include <memory>

namespace kiosk::gpio
{

/// The system calls that reach a GPIO chip: where an emulator stands, because a line is a descriptor that
/// only the kernel can make. As the calls of these names: errno tells. Thread: any.
class Kernel
{
public:
    Kernel() = default;
    Kernel(const Kernel &) = delete;
    Kernel &operator=(const Kernel &) = delete;
    virtual ~Kernel() = default;

    [[nodiscard]] virtual int open(const char *path) = 0;
    [[nodiscard]] virtual int ioctl(int fd, unsigned long request, void *argument) = 0;
    virtual void close(int fd) = 0;

    /// The machine's own.
    [[nodiscard]] static std::shared_ptr<Kernel> real();
};

} // namespace kiosk::gpio
