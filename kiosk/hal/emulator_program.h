#pragma once

#include <kiosk/core/sealed_memory.h>
#include <kiosk/hal/emulated_wire.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/end_signals.h>

#include <QCommandLineParser>
#include <QCoreApplication>

namespace kiosk::hal
{

/// What main() of an emulator begins and ends with: the signals that end it, the event loop, the log, the
/// command line and the control socket, which is --control PATH of each. Thread: the main one.
class EmulatorProgram
{
public:
    /// The first thing in main(). `split`: splitProcess, for what programs see through the kernel.
    EmulatorProgram(int &argc, char **argv, const char *name, const char *description,
                    int (*split)() = nullptr);

    /// An option with a value.
    void option(const char *name, const char *description, const QString &standard = {});
    void flag(const char *name, const char *description);
    /// Reads the command line; ends the program with its usage where one of these, or --control, is not
    /// there.
    void parse(const QStringList &needed);

    [[nodiscard]] QString text(const char *name) const { return m_options.value(QLatin1String(name)); }
    /// Ends the program with its usage where it is less.
    [[nodiscard]] int number(const char *name, int least = 0);
    [[nodiscard]] bool isSet(const char *name) const { return m_options.isSet(QLatin1String(name)); }
    [[noreturn]] void showUsage();

    /// The same for an emulator behind a wire. `kernel`: also what programs see of it through the kernel, as
    /// leave() has it; null where they see a pseudo-terminal.
    template <typename Served>
    [[nodiscard]] int run(EmulatedWire &wire, Served *kernel, EmulatorControl::Handler handler)
    {
        return run(wire.plug(), std::move(handler), [this, &wire, kernel] {
            wire.unplug();
            if (kernel == nullptr)
                return QCoreApplication::quit();
            leave(*kernel);
        });
    }

    /// Answers at the control socket until the end signals; main()'s exit code. `started`: how far it came
    /// before. `end`: what is to be put away then; it quits the application.
    [[nodiscard]] int run(
        const Status &started, EmulatorControl::Handler handler,
        std::function<void()> end = [] { QCoreApplication::quit(); });

    /// For run()'s `end`, of what programs see through the kernel (with leavePlace(), idle() and setIdle()):
    /// the place is free for another. The process that was started leaves; this one stays while somebody has
    /// the device open.
    template <typename Served> void leave(Served &served) const
    {
        served.leavePlace();
        if (served.idle())
            return QCoreApplication::quit();
        leaveAlone();
        served.setIdle([] { QCoreApplication::quit(); });
    }

private:
    void leaveAlone() const;

    EndSignals m_ends; ///< before all else
    FileDescriptor m_leave;
    QCoreApplication m_application;
    const char *m_name;
    QCommandLineParser m_options;
};

} // namespace kiosk::hal
