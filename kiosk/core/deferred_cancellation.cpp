// In place of glibc's, in programs that load drivers: no thread is ended wherever it stands.
// Some of SANE's back ends (avision, pixma, plustek, umax, test) let their reader thread be cancelled
// asynchronously; one that holds malloc()'s lock at that moment never gives it back, and the next free()
// waits for ever. Deferred, a thread ends in its next read, write or wait.
#include <dlfcn.h>
#include <pthread.h>

extern "C" int pthread_setcanceltype(int /*type*/, int *previous)
{
    using Function = int (*)(int, int *);
    static const auto next = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "pthread_setcanceltype"));
    return next(PTHREAD_CANCEL_DEFERRED, previous);
}
