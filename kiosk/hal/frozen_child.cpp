#include "frozen_child.h"

#include <csignal>
#include <sys/wait.h>

namespace kiosk::hal
{

void setFrozen(qint64 pid, bool frozen)
{
    if (::kill(pid_t(pid), frozen ? SIGSTOP : SIGCONT) != 0 || !frozen)
        return;
    siginfo_t stopped{};
    // Also comes back when the child has ended meanwhile; its end is left for who waits for that.
    ::waitid(P_PID, id_t(pid), &stopped, WSTOPPED | WEXITED | WNOWAIT);
}

} // namespace kiosk::hal
