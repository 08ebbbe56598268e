#include <kiosk/hal/usb_process.h>

#include <kiosk/core/sealed_memory.h>

#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kiosk::hal
{

namespace
{

[[noreturn]] void waitFor(pid_t child, int leave)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    const FileDescriptor signalled(signalfd(-1, &ends, SFD_CLOEXEC));
    for (;;) {
        pollfd waiting[] = {{signalled.get(), POLLIN, 0}, {leave, POLLIN, 0}};
        if (poll(waiting, 2, -1) < 0)
            continue;
        if (waiting[0].revents != 0) {
            signalfd_siginfo which{};
            [[maybe_unused]] const ssize_t got = ::read(signalled.get(), &which, sizeof which);
            kill(child, SIGTERM);
        }
        if (waiting[1].revents != 0) {
            char byte = 0;
            if (::read(leave, &byte, 1) == 1)
                _exit(0);
            int status = 0;
            waitpid(child, &status, 0);
            _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
        }
    }
}

} // namespace

int splitProcess()
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    const pid_t child = fork();
    if (child < 0)
        return -1;
    if (child > 0) {
        close(ends[1]);
        waitFor(child, ends[0]);
    }
    close(ends[0]);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    return ends[1];
}

} // namespace kiosk::hal
