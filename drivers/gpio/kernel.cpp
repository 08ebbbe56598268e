#include "kernel.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace kiosk::gpio
{

namespace
{

class RealKernel final : public Kernel
{
public:
    int open(const char *path) override { return ::open(path, O_RDWR | O_CLOEXEC); }
    int ioctl(int fd, unsigned long request, void *argument) override
    {
        return ::ioctl(fd, request, argument);
    }
    void close(int fd) override { ::close(fd); }
};

} // namespace

std::shared_ptr<Kernel> Kernel::real()
{
    return std::make_shared<RealKernel>();
}

} // namespace kiosk::gpio
