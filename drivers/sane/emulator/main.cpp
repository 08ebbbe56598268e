#include "machine.h"

#include <kiosk/core/paths.h>
#include <kiosk/hal/emulator_program.h>

#include <QDir>
#include <QFile>

using namespace kiosk;

int main(int argc, char **argv)
{
    hal::EmulatorProgram program(argc, argv, "sane-emulator", "A scanner behind a SANE back end of its own");
    program.option("link", "the folder for LD_LIBRARY_PATH");
    program.parse({QStringLiteral("link")});

    const QString library = QStringLiteral("libsane-bianmin_emulator.so.1");
    const QString link = program.text("link") + u'/' + library;
    QDir().mkpath(program.text("link"));
    QFile::remove(link);
    const bool linked =
        QFile::link(paths::prefix() + QStringLiteral("/lib/kiosk/emulators/") + library, link);
    sane::emulator::Machine machine;
    return program.run(
        linked ? Status() : fail(error::internalError, QStringLiteral("its back end cannot be linked")),
        [&](const QJsonObject &request) { return machine.control(request); },
        [&] {
            QFile::remove(link);
            QCoreApplication::quit();
        });
}
