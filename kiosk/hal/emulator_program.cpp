#include <kiosk/hal/emulator_program.h>

#include <kiosk/core/log.h>

#include <cstdio>
#include <unistd.h>

namespace kiosk::hal
{

EmulatorProgram::EmulatorProgram(int &argc, char **argv, const char *name, const char *description,
                                 int (*split)())
    : m_leave(split != nullptr ? split() : -1), m_application(argc, argv), m_name(name)
{
    installLog(QLatin1String(name));
    m_options.setApplicationDescription(QLatin1String(description));
    m_options.addHelpOption();
    option("control", "socket to play with it");
}

void EmulatorProgram::option(const char *name, const char *description, const QString &standard)
{
    m_options.addOption({QLatin1String(name), QLatin1String(description), QLatin1String(name), standard});
}

void EmulatorProgram::flag(const char *name, const char *description)
{
    m_options.addOption({QLatin1String(name), QLatin1String(description)});
}

void EmulatorProgram::parse(const QStringList &needed)
{
    m_options.process(m_application);
    for (const QString &name : QStringList{QStringLiteral("control")} + needed) {
        if (m_options.value(name).isEmpty())
            showUsage();
    }
}

int EmulatorProgram::number(const char *name, int least)
{
    const int value = text(name).toInt();
    if (value < least)
        showUsage();
    return value;
}

void EmulatorProgram::showUsage()
{
    m_options.showHelp(2);
}

int EmulatorProgram::run(const Status &started, EmulatorControl::Handler handler, std::function<void()> end)
{
    auto control = EmulatorControl::create(text("control"), std::move(handler));
    if (!started || !control) {
        std::fprintf(stderr, "%s: %s\n", m_name,
                     qUtf8Printable((started ? control.error() : started.error()).detail));
        return 1;
    }
    m_ends.whenSent([&control, &end] {
        control->reset();
        end();
    });
    return QCoreApplication::exec();
}

void EmulatorProgram::leaveAlone() const
{
    [[maybe_unused]] const ssize_t told = ::write(m_leave.get(), "", 1);
}

} // namespace kiosk::hal
