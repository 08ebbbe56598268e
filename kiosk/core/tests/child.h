#pragma once

#include <QProcess>

#include <csignal>
#include <sys/prctl.h>

namespace kiosk::test
{

/// Before its start: the program ends with this one, however that ends. It is forked then, not vforked, after
/// which ThreadSanitizer would no longer see what this thread locks.
inline void endWithTest(QProcess &program)
{
    program.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
}

} // namespace kiosk::test
