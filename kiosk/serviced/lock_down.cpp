#include <kiosk/serviced/lock_down.h>

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace kiosk::services
{

void lockDown()
{
    ::umask(077);
    ::prctl(PR_SET_DUMPABLE, 0);
    // Under a limit, MCL_FUTURE would make some later allocation fail instead.
    rlimit limit = {};
    if (::getrlimit(RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY)
        ::mlockall(MCL_CURRENT | MCL_FUTURE);
}

} // namespace kiosk::services
