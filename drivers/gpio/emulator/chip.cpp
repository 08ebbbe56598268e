#include "chip.h"

#include <cerrno>
#include <cstring>
#include <linux/gpio.h>

namespace kiosk::gpio::emulator
{

namespace
{

int failed(int number)
{
    errno = number;
    return -1;
}

} // namespace

int Chip::open(const char *name)
{
    const std::lock_guard lock(m_mutex);
    if (!m_plugged || std::strcmp(name, path) != 0)
        return failed(ENOENT);
    m_handles.insert(++m_nextHandle, {});
    return m_nextHandle;
}

void Chip::close(int fd)
{
    const std::lock_guard lock(m_mutex);
    for (const int line : m_handles.take(fd).lines)
        m_lines[line].flags = 0;
}

int Chip::ioctl(int fd, unsigned long request, void *argument)
{
    const std::lock_guard lock(m_mutex);
    const auto handle = m_handles.constFind(fd);
    if (handle == m_handles.constEnd())
        return failed(EBADF);
    if (handle->gone || m_fault != 0)
        return failed(handle->gone ? ENODEV : m_fault);
    const bool chip = handle->lines.isEmpty();
    if (chip && request == GPIO_V2_GET_LINE_IOCTL)
        return getLines(argument);
    if (chip && request == GPIO_GET_CHIPINFO_IOCTL) {
        static_cast<gpiochip_info *>(argument)->lines = lines;
        return 0;
    }
    if (!chip && request == GPIO_V2_LINE_SET_VALUES_IOCTL)
        return setValues(*handle, argument);
    if (!chip && request == GPIO_V2_LINE_GET_VALUES_IOCTL)
        return getValues(*handle, argument);
    return failed(ENOTTY);
}

int Chip::getLines(void *argument)
{
    auto &wanted = *static_cast<gpio_v2_line_request *>(argument);
    const quint64 flags = wanted.config.flags;
    const bool output = (flags & GPIO_V2_LINE_FLAG_OUTPUT) != 0,
               input = (flags & GPIO_V2_LINE_FLAG_INPUT) != 0;
    if (wanted.num_lines == 0 || wanted.num_lines > GPIO_V2_LINES_MAX || output == input)
        return failed(EINVAL);
    quint64 values = 0;
    for (quint32 at = 0; at < wanted.config.num_attrs; ++at)
        if (wanted.config.attrs[at].attr.id == GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES)
            values = wanted.config.attrs[at].attr.values & wanted.config.attrs[at].mask;
    Handle handle;
    for (quint32 at = 0; at < wanted.num_lines; ++at) {
        if (wanted.offsets[at] >= lines || handle.lines.contains(int(wanted.offsets[at])))
            return failed(EINVAL);
        handle.lines.append(int(wanted.offsets[at]));
        if (m_lines[wanted.offsets[at]].taken || m_lines[wanted.offsets[at]].flags != 0)
            return failed(EBUSY);
    }
    for (qsizetype at = 0; at < handle.lines.size(); ++at) {
        Line &line = m_lines[handle.lines[at]];
        line.flags = flags;
        if (output)
            line.high = ((values >> at & 1) != 0) != ((flags & GPIO_V2_LINE_FLAG_ACTIVE_LOW) != 0);
    }
    m_handles.insert(++m_nextHandle, handle);
    wanted.fd = m_nextHandle;
    return 0;
}

int Chip::setValues(const Handle &handle, void *argument)
{
    const auto &values = *static_cast<gpio_v2_line_values *>(argument);
    for (qsizetype at = 0; at < handle.lines.size(); ++at) {
        Line &line = m_lines[handle.lines[at]];
        if ((line.flags & GPIO_V2_LINE_FLAG_OUTPUT) == 0)
            return failed(EPERM);
        if ((values.mask >> at & 1) != 0)
            line.high = ((values.bits >> at & 1) != 0) != ((line.flags & GPIO_V2_LINE_FLAG_ACTIVE_LOW) != 0);
    }
    return 0;
}

bool Chip::highOf(const Line &line) const
{
    const bool output = (line.flags & GPIO_V2_LINE_FLAG_OUTPUT) != 0;
    return output || line.driven ? line.high : (line.flags & GPIO_V2_LINE_FLAG_BIAS_PULL_UP) != 0;
}

int Chip::getValues(const Handle &handle, void *argument) const
{
    auto &values = *static_cast<gpio_v2_line_values *>(argument);
    values.bits = 0;
    for (qsizetype at = 0; at < handle.lines.size(); ++at) {
        const Line &line = m_lines[handle.lines[at]];
        const bool active = highOf(line) != ((line.flags & GPIO_V2_LINE_FLAG_ACTIVE_LOW) != 0);
        if (active && (values.mask >> at & 1) != 0)
            values.bits |= quint64(1) << at;
    }
    return 0;
}

bool Chip::level(int line) const
{
    const std::lock_guard lock(m_mutex);
    return highOf(m_lines[line]);
}

void Chip::drive(int line, bool high)
{
    const std::lock_guard lock(m_mutex);
    m_lines[line].high = high;
    m_lines[line].driven = true;
}

void Chip::release(int line)
{
    const std::lock_guard lock(m_mutex);
    m_lines[line].driven = false;
}

void Chip::take(int line)
{
    const std::lock_guard lock(m_mutex);
    m_lines[line].taken = true;
}

void Chip::unplug()
{
    const std::lock_guard lock(m_mutex);
    m_plugged = false;
    for (Handle &handle : m_handles)
        handle.gone = true;
    for (Line &line : m_lines)
        line = {};
}

void Chip::plug()
{
    const std::lock_guard lock(m_mutex);
    m_plugged = true;
}

void Chip::setFault(int number)
{
    const std::lock_guard lock(m_mutex);
    m_fault = number;
}

int Chip::openCount() const
{
    const std::lock_guard lock(m_mutex);
    return int(m_handles.size());
}

} // namespace kiosk::gpio::emulator
