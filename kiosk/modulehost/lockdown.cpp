#include <kiosk/modulehost/lockdown.h>

#include <QtGlobal>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef KIOSK_SANITIZED
// The leak check needs /proc, which the sandbox does not show; the run-time reads even its environment there.
extern "C" const char *__asan_default_options()
{
    return "detect_leaks=0";
}
#endif

namespace kiosk::modulehost
{

namespace
{

QString reason(const char *what)
{
    return QStringLiteral("%1: %2").arg(QString::fromLatin1(what),
                                        QString::fromLocal8Bit(std::strerror(errno)));
}

Status restrictFiles()
{
    // ABI 1's rights: every kernel with Landlock knows them.
    constexpr __u64 reading =
        LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_EXECUTE;
    constexpr __u64 all = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
    landlock_ruleset_attr ruleset{};
    ruleset.handled_access_fs = all;
    const FileDescriptor rules(int(::syscall(SYS_landlock_create_ruleset, &ruleset, sizeof(ruleset), 0)));
    if (!rules.valid())
        return errno == ENOSYS || errno == EOPNOTSUPP
                   ? Status()
                   : Status(fail(error::authorisationRequired, reason("Landlock")));
    constexpr std::array<std::pair<const char *, __u64>, 6> places{
        {{"/usr", reading},
         {"/app", reading},
         {"/var/cache/fontconfig", reading},
         {"/run/portal", reading},
         {"/dev", reading | LANDLOCK_ACCESS_FS_WRITE_FILE},
         {"/tmp", all}}};
    for (const auto &[path, rights] : places) {
        const FileDescriptor place(::open(path, O_PATH | O_CLOEXEC));
        if (!place.valid())
            continue; // what the sandbox does not show needs no rule
        landlock_path_beneath_attr beneath{};
        beneath.allowed_access = rights;
        beneath.parent_fd = place.get();
        if (::syscall(SYS_landlock_add_rule, rules.get(), LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) != 0)
            return fail(error::authorisationRequired, reason("Landlock rule"));
    }
    if (::syscall(SYS_landlock_restrict_self, rules.get(), 0) != 0)
        return fail(error::authorisationRequired, reason("Landlock"));
    return {};
}

Status restrictCalls()
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == nullptr)
        return fail(error::authorisationRequired, QStringLiteral("seccomp"));
    constexpr std::array refused{
        SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(ptrace),
        SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(mount), SCMP_SYS(umount2),
        SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(bpf),
        SCMP_SYS(perf_event_open), SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key),
        SCMP_SYS(kexec_load), SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(delete_module),
        SCMP_SYS(userfaultfd), SCMP_SYS(open_by_handle_at), SCMP_SYS(swapon), SCMP_SYS(swapoff),
        SCMP_SYS(reboot), SCMP_SYS(settimeofday), SCMP_SYS(clock_settime), SCMP_SYS(io_uring_setup),
        SCMP_SYS(fsopen), SCMP_SYS(open_tree), SCMP_SYS(move_mount), SCMP_SYS(pidfd_getfd),
        SCMP_SYS(quotactl), SCMP_SYS(acct), SCMP_SYS(fsmount), SCMP_SYS(fsconfig), SCMP_SYS(fspick),
        SCMP_SYS(mount_setattr), SCMP_SYS(pidfd_open), SCMP_SYS(pidfd_send_signal), SCMP_SYS(process_madvise),
        SCMP_SYS(kcmp), SCMP_SYS(name_to_handle_at), SCMP_SYS(fanotify_init), SCMP_SYS(syslog),
        SCMP_SYS(personality), SCMP_SYS(sethostname), SCMP_SYS(setdomainname), SCMP_SYS(iopl),
        SCMP_SYS(ioperm), SCMP_SYS(io_uring_enter), SCMP_SYS(io_uring_register), SCMP_SYS(sched_setscheduler),
        SCMP_SYS(sched_setattr),
        // Memory that no limit of a process counts.
        SCMP_SYS(memfd_secret), SCMP_SYS(shmget), SCMP_SYS(shmat), SCMP_SYS(semget), SCMP_SYS(msgget),
        SCMP_SYS(mq_open)};
    int result = 0;
    for (const int call : refused)
        result |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0);
    // Threads yes, processes no; glibc falls back from clone3, whose flags a filter cannot see.
    const scmp_arg_cmp noThread{0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0};
    const scmp_arg_cmp notUnix{0, SCMP_CMP_NE, AF_UNIX, 0};
    result |= seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1, &noThread);
    result |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    result |= seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1, &notUnix);
    // It ends with the shell, and does not decide otherwise.
    const scmp_arg_cmp outlive{0, SCMP_CMP_EQ, PR_SET_PDEATHSIG, 0};
    result |= seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prctl), 1, &outlive);
    if (result == 0)
        result = seccomp_load(filter);
    seccomp_release(filter);
    if (result != 0)
        return fail(error::authorisationRequired, QStringLiteral("seccomp: %1").arg(result));
    return {};
}

/// Counted in the sandbox's own user namespace (Linux 5.14 and later), and not at all for root: the shell
/// counts, too. The rest of the limits it sets before this process begins.
Status restrictThreads()
{
    const rlim_t threads = qEnvironmentVariableIntValue("KIOSK_MODULE_THREADS");
    const rlimit both{threads, threads};
    if (threads == 0 || ::setrlimit(RLIMIT_NPROC, &both) != 0)
        return fail(error::authorisationRequired, reason("threads"));
    return {};
}

} // namespace

Status shutIn()
{
    const rlimit noCore{0, 0};
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || ::prctl(PR_SET_DUMPABLE, 0) != 0 ||
        ::setrlimit(RLIMIT_CORE, &noCore) != 0)
        return fail(error::authorisationRequired, reason("prctl"));
    KIOSK_TRY(restrictThreads());
    KIOSK_TRY(restrictFiles());
    return restrictCalls();
}

} // namespace kiosk::modulehost
