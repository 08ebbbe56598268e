#include "gpio_port.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <linux/gpio.h>

namespace kiosk::gpio
{

namespace
{

constexpr char consumer[] = "kiosk"; ///< whom gpioinfo names

quint64 maskOf(qsizetype count)
{
    return count >= GPIO_V2_LINES_MAX ? ~quint64(0) : (quint64(1) << count) - 1;
}

} // namespace

GpioPort::GpioPort(std::shared_ptr<Kernel> kernel, Settings settings)
    : m_kernel(std::move(kernel)), m_settings(std::move(settings))
{
}

Error GpioPort::failure(const char *what)
{
    const int number = errno;
    const ErrorCode code = number == EACCES || number == EPERM ? error::authorisationRequired
                           : number == EBUSY                   ? error::deviceBusy
                           : number == EINVAL                  ? error::invalidData
                           : number == ENOTTY                  ? error::protocolError
                                                               : error::noDevice;
    close();
    return fail(code, QStringLiteral("%1: %2: %3")
                          .arg(m_settings.chip, QLatin1String(what), QLatin1String(strerror(number))));
}

Status GpioPort::open(const QList<int> &outputs, const QList<int> &inputs, hal::OperationContext &context)
{
    KIOSK_TRY(context.check());
    close();
    m_chip = m_kernel->open(QFile::encodeName(m_settings.chip).constData());
    if (m_chip < 0)
        return failure("open");
    const quint64 polarity = m_settings.activeLow ? GPIO_V2_LINE_FLAG_ACTIVE_LOW : 0;
    const auto out = request(outputs, GPIO_V2_LINE_FLAG_OUTPUT | polarity);
    if (!out)
        return out.error();
    m_outputLines = *out;
    const auto in = request(inputs, GPIO_V2_LINE_FLAG_INPUT | polarity |
                                        (m_settings.pullUp ? GPIO_V2_LINE_FLAG_BIAS_PULL_UP : 0));
    if (!in)
        return in.error();
    m_inputLines = *in;
    m_outputs = outputs;
    m_inputs = inputs;
    return {};
}

/// Outputs begin at zero, which is off: the kernel knows which level that is.
Result<int> GpioPort::request(const QList<int> &lines, quint64 flags)
{
    if (lines.isEmpty())
        return -1;
    if (lines.size() > GPIO_V2_LINES_MAX) {
        close();
        return fail(error::invalidData, QStringLiteral("more than %1 lines").arg(GPIO_V2_LINES_MAX));
    }
    gpio_v2_line_request wanted{};
    for (qsizetype at = 0; at < lines.size(); ++at)
        wanted.offsets[at] = quint32(lines[at]);
    std::memcpy(wanted.consumer, consumer, sizeof consumer);
    wanted.num_lines = quint32(lines.size());
    wanted.config.flags = flags;
    if ((flags & GPIO_V2_LINE_FLAG_OUTPUT) != 0) {
        wanted.config.num_attrs = 1;
        wanted.config.attrs[0].attr.id = GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES;
        wanted.config.attrs[0].mask = maskOf(lines.size());
    }
    if (m_kernel->ioctl(m_chip, GPIO_V2_GET_LINE_IOCTL, &wanted) < 0)
        return failure("lines");
    return wanted.fd;
}

void GpioPort::close()
{
    for (int *fd : {&m_inputLines, &m_outputLines, &m_chip}) {
        if (*fd >= 0)
            m_kernel->close(*fd);
        *fd = -1;
    }
}

Status GpioPort::write(int output, bool on, hal::OperationContext &context)
{
    KIOSK_TRY(context.check());
    const qsizetype at = m_outputs.indexOf(output);
    if (!isOpen() || at < 0)
        return fail(error::noDevice);
    gpio_v2_line_values values{};
    values.mask = quint64(1) << at;
    values.bits = on ? values.mask : 0;
    return m_kernel->ioctl(m_outputLines, GPIO_V2_LINE_SET_VALUES_IOCTL, &values) < 0 ? Status(failure("set"))
                                                                                      : Status();
}

Result<QList<bool>> GpioPort::read(hal::OperationContext &context)
{
    KIOSK_TRY(context.check());
    if (!isOpen())
        return fail(error::noDevice);
    if (m_inputs.isEmpty()) { // is the chip still there?
        gpiochip_info info{};
        return m_kernel->ioctl(m_chip, GPIO_GET_CHIPINFO_IOCTL, &info) < 0
                   ? Result<QList<bool>>(failure("chip"))
                   : QList<bool>();
    }
    gpio_v2_line_values values{};
    values.mask = maskOf(m_inputs.size());
    if (m_kernel->ioctl(m_inputLines, GPIO_V2_LINE_GET_VALUES_IOCTL, &values) < 0)
        return failure("get");
    QList<bool> inputs;
    for (qsizetype at = 0; at < m_inputs.size(); ++at)
        inputs.append((values.bits >> at & 1) != 0);
    return inputs;
}

} // namespace kiosk::gpio
