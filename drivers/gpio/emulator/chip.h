#pragma once

#include "../kernel.h"

#include <QMap>
#include <QString>

#include <mutex>

namespace kiosk::gpio::emulator
{

/// A GPIO chip of eight lines, as the kernel shows it: ioctls of version 2, levels, who has which line.
/// Thread: any.
class Chip final : public Kernel
{
public:
    static constexpr int lines = 8;
    static constexpr const char *path = "/dev/gpiochip0";

    int open(const char *path) override;
    int ioctl(int fd, unsigned long request, void *argument) override;
    void close(int fd) override;

    /// The level that a line has, as a meter shows it.
    [[nodiscard]] bool level(int line) const;
    /// What is wired to an input does this.
    void drive(int line, bool high);
    /// As a line that nothing drives has it: with the pull-up, if one was asked for.
    void release(int line);
    /// Another program has it.
    void take(int line);
    /// Drawn: whoever has it open gets ENODEV from now on.
    void unplug();
    void plug();
    /// Errno that each ioctl gives; 0: none.
    void setFault(int number);
    [[nodiscard]] int openCount() const;

private:
    struct Line {
        quint64 flags = 0; ///< as it was requested; 0: nobody has it
        bool high = false, driven = false, taken = false;
    };
    struct Handle {
        QList<int> lines; ///< none: the chip itself
        bool gone = false;
    };
    [[nodiscard]] int getLines(void *argument);
    [[nodiscard]] int setValues(const Handle &handle, void *argument);
    [[nodiscard]] int getValues(const Handle &handle, void *argument) const;
    [[nodiscard]] bool highOf(const Line &line) const;

    mutable std::mutex m_mutex;
    Line m_lines[lines];
    QMap<int, Handle> m_handles;
    int m_nextHandle = 100;
    bool m_plugged = true;
    int m_fault = 0;
};

} // namespace kiosk::gpio::emulator
