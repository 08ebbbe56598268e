#include "hostile_host.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <linux/bpf.h>
#include <linux/keyctl.h>
#include <linux/perf_event.h>
#include <linux/sched.h>
#include <pthread.h>
#include <string>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kiosk::hostile
{

namespace
{

/// Whether it worked. What the kernel refuses says nothing to anybody: only the attacker sees it.
struct Attempt {
    const char *what;
    std::function<bool()> worked;
};

bool opens(const char *path, int flags)
{
    const int fd = ::open(path, flags | O_CLOEXEC, 0600);
    if (fd >= 0)
        ::close(fd);
    return fd >= 0;
}

bool reads(const char *path)
{
    return opens(path, O_RDONLY);
}

bool writes(const char *path)
{
    return opens(path, O_RDWR | O_CREAT);
}

bool socketOf(int family, int type)
{
    const int fd = ::socket(family, type, 0);
    if (fd >= 0)
        ::close(fd);
    return fd >= 0;
}

/// `name`: a path, or with a zero in front an abstract one.
bool connects(const QByteArray &name)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.constData(), size_t(std::min<qsizetype>(name.size(), 107)));
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(name.size()));
    const bool worked = ::connect(fd, reinterpret_cast<sockaddr *>(&address), length) == 0;
    ::close(fd);
    return worked;
}

template <typename... Arguments> bool calls(long number, Arguments... arguments)
{
    return ::syscall(number, arguments...) >= 0;
}

/// A new process, which would end at once.
bool forks(const std::function<long()> &fork)
{
    const long child = fork();
    if (child == 0)
        ::_exit(0);
    if (child > 0)
        ::waitpid(pid_t(child), nullptr, 0);
    return child > 0;
}

bool raises(__rlimit_resource resource)
{
    const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
    return ::setrlimit(resource, &all) == 0;
}

/// `victim`: by its number outside, which none of our own threads may have here. Our own process is number
/// one of its namespace, and -1 means everybody else who is in it.
bool kills(pid_t victim)
{
    const bool ours = ::syscall(SYS_tgkill, ::getpid(), victim, 0) == 0;
    return (!ours && ::kill(victim, SIGKILL) == 0) || ::kill(-1, 0) == 0;
}

std::vector<Attempt> attempts(const QByteArray &abstractSocket, pid_t victim)
{
    std::vector<Attempt> all;
    for (const char *path : {"/etc/passwd",
                             "/etc/kiosk/devices.yaml",
                             "/proc/self/environ",
                             "/proc/1/maps",
                             "/proc/sys/kernel/ostype",
                             "/sys/class/net",
                             "/root",
                             "/home",
                             "/var/lib/kiosk/journal.sqlite",
                             "/run/kiosk",
                             "/run/dbus",
                             "/run/udev",
                             "/dev/mem",
                             "/dev/ttyS0",
                             "/dev/ttyS1",
                             "/dev/bus/usb",
                             "/dev/dri/card0",
                             "/dev/input",
                             "/dev/kmsg",
                             "/dev/shm/../../etc/shadow"})
        all.push_back({path, [path] { return reads(path); }});
    for (const char *path : {"/usr/bin/hostile", "/app/hostile", "/app/kiosk-modulehost", "/dev/hostile",
                             "/dev/shm/hostile", "/hostile", "/run/portal/hostile", "/usr/lib/os-release"})
        all.push_back({path, [path] { return writes(path); }});
    for (const char *path : {"/run/dbus/system_bus_socket", "/tmp/.X11-unix/X0", "/run/user/0/bus"})
        all.push_back({path, [path] { return connects(path); }});
    all.push_back({"abstract socket", [abstractSocket] { return connects('\0' + abstractSocket); }});
    for (const auto &[name, family] :
         std::initializer_list<std::pair<const char *, int>>{{"inet", AF_INET},
                                                             {"inet6", AF_INET6},
                                                             {"netlink", AF_NETLINK},
                                                             {"packet", AF_PACKET},
                                                             {"vsock", AF_VSOCK},
                                                             {"alg", AF_ALG},
                                                             {"bluetooth", AF_BLUETOOTH}})
        all.push_back(
            {name, [family = family] { return socketOf(family, SOCK_RAW) || socketOf(family, SOCK_DGRAM); }});

    const auto add = [&all](const char *what, std::function<bool()> worked) {
        all.push_back({what, std::move(worked)});
    };
    add("ptrace", [] { return ::ptrace(PTRACE_ATTACH, 2, nullptr, nullptr) == 0; });
    add("traced", [] { return ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0; });
    add("process_vm_readv", [] {
        char byte = 0;
        const iovec here{&byte, 1};
        return ::syscall(SYS_process_vm_readv, ::getpid(), &here, 1, &here, 1, 0) >= 0;
    });
    add("kill another", [victim] { return kills(victim); });
    add("outlive", [] { return ::prctl(PR_SET_PDEATHSIG, 0) == 0; });
    add("fork", [] { return forks([] { return ::syscall(SYS_fork); }); });
    add("clone", [] { return forks([] { return ::syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0); }); });
    add("clone3", [] {
        clone_args arguments{};
        arguments.exit_signal = SIGCHLD;
        return forks([&] { return ::syscall(SYS_clone3, &arguments, sizeof(arguments)); });
    });
    add("execve", [] {
        char *const nothing[] = {nullptr};
        return ::execve("/usr/bin/true", nothing, nothing) == 0;
    });
    add("program in memory", [] {
        char *const nothing[] = {nullptr};
        const int memory = ::memfd_create("program", 0);
        return ::syscall(SYS_execveat, memory, "", nothing, nothing, AT_EMPTY_PATH) == 0;
    });
    add("mount", [] { return ::mount("none", "/tmp", "tmpfs", 0, nullptr) == 0; });
    add("umount", [] { return ::umount2("/usr", MNT_DETACH) == 0; });
    add("chroot", [] { return ::chroot("/tmp") == 0; });
    add("pivot_root", [] { return calls(SYS_pivot_root, "/tmp", "/tmp"); });
    add("unshare", [] { return ::unshare(CLONE_NEWUSER) == 0 || ::unshare(CLONE_NEWNET) == 0; });
    add("setns", [] { return calls(SYS_setns, 0, 0); });
    add("open_tree", [] { return calls(SYS_open_tree, AT_FDCWD, "/", 0); });
    add("fsopen", [] { return calls(SYS_fsopen, "proc", 0); });
    add("io_uring", [] {
        std::array<char, 120> parameters{};
        return calls(SYS_io_uring_setup, 8, parameters.data());
    });
    add("keyctl", [] { return calls(SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_SESSION_KEYRING, 1); });
    add("add_key", [] { return calls(SYS_add_key, "user", "hostile", "x", 1, KEY_SPEC_PROCESS_KEYRING); });
    add("bpf", [] {
        bpf_attr attributes{};
        attributes.map_type = BPF_MAP_TYPE_ARRAY;
        attributes.key_size = 4;
        attributes.value_size = 4;
        attributes.max_entries = 1;
        return calls(SYS_bpf, BPF_MAP_CREATE, &attributes, sizeof(attributes));
    });
    add("perf", [] {
        perf_event_attr attributes{};
        attributes.size = sizeof(attributes);
        attributes.type = PERF_TYPE_SOFTWARE;
        return calls(SYS_perf_event_open, &attributes, 0, -1, -1, 0);
    });
    add("userfaultfd", [] { return calls(SYS_userfaultfd, O_CLOEXEC); });
    add("pidfd", [] { return calls(SYS_pidfd_open, ::getpid(), 0); });
    add("shared memory of System V", [] { return calls(SYS_shmget, 0, 4096, 01600); });
    add("messages of System V", [] { return calls(SYS_msgget, 0, 01600); });
    add("personality", [] { return calls(SYS_personality, ADDR_NO_RANDOMIZE); });
    add("clock", [] {
        const timespec then{1, 0};
        return ::clock_settime(CLOCK_REALTIME, &then) == 0;
    });
    add("host name", [] { return ::sethostname("hostile", 7) == 0; });
    add("more descriptors", [] { return raises(RLIMIT_NOFILE); });
    add("larger files", [] { return raises(RLIMIT_FSIZE); });
#ifndef KIOSK_SANITIZED
    add("more memory", [] { return raises(RLIMIT_DATA); });
#endif
    add("core files", [] { return raises(RLIMIT_CORE); });
    add("priority", [] { return ::setpriority(PRIO_PROCESS, 0, -10) == 0; });
    add("real time", [] {
        const sched_param priority{1};
        return ::sched_setscheduler(0, SCHED_FIFO, &priority) == 0;
    });
    add("huge file in memory", [] {
        const int memory = ::memfd_create("huge", MFD_CLOEXEC);
        const bool worked = ::ftruncate(memory, off_t(1) << 30) == 0;
        ::close(memory);
        return worked;
    });
    add("full disk", [] {
        // The tmpfs of its own is the only place that can be written to.
        const int file = ::open("/tmp/full", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        const bool worked = ::posix_fallocate(file, 0, off_t(1) << 30) == 0;
        ::unlink("/tmp/full");
        ::close(file);
        return worked;
    });
    return all;
}

} // namespace

void attackSystem(HostileHost &host, const QJsonObject &environment)
{
    for (const QString &descriptor : host.leaked())
        host.tell(descriptor);
    const auto all =
        attempts(environment[u"abstract_socket"].toString().toLatin1(), environment[u"victim"].toInt());
    for (const Attempt &attempt : all) {
        if (attempt.worked())
            host.tell(QString::fromLatin1(attempt.what));
    }
    host.tell(QStringLiteral("tried %1").arg(all.size()));
}

void floodLog(HostileHost &, const QJsonObject &)
{
    static const std::string line(200, 'x');
    while (::write(STDERR_FILENO, line.data(), line.size()) > 0)
        ;
}

void takeMemory(HostileHost &, const QJsonObject &)
{
    for (;;) {
        constexpr std::size_t size = 16U << 20;
        std::memset(::malloc(size), 1, size);
    }
}

void takeThreads(HostileHost &host, const QJsonObject &)
{
    // As many as it gets, and it keeps them.
    int got = 1; // our own
    for (pthread_t thread; got < 500 && ::pthread_create(
                                            &thread, nullptr,
                                            [](void *) -> void * {
                                                ::pause();
                                                return nullptr;
                                            },
                                            nullptr) == 0;)
        ++got;
    host.tell(QStringLiteral("threads: %1").arg(got));
}

} // namespace kiosk::hostile
