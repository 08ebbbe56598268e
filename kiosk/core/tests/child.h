#pragma once

#include <QProcess>

#include <csignal>
#include <sys/prctl.h>

namespace kiosk::test
{

/// Before its start: the program ends with this one, however that ends.
inline void endWithTest(QProcess &program)
{
    program.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
}

} // namespace kiosk::test
