#include <kiosk/hal/line_speed.h>

// Not beside <termios.h>: both declare struct termios. This one has the rate as a number.
#include <asm/ioctls.h>
#include <asm/termbits.h>
#include <sys/ioctl.h>

namespace kiosk::hal
{

unsigned lineSpeed(int terminal)
{
    termios2 line{};
    return ioctl(terminal, TCGETS2, &line) == 0 ? line.c_ospeed : 0;
}

} // namespace kiosk::hal
