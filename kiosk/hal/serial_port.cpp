#include <kiosk/hal/serial_port.h>

#include <kiosk/hal/traffic.h>

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <termios.h>
#include <unistd.h>

namespace kiosk::hal
{

namespace
{

struct Rate {
    int baud;
    speed_t speed;
};
constexpr Rate rates[] = {
    {1200, B1200},     {2400, B2400},       {4800, B4800},       {9600, B9600},       {19200, B19200},
    {38400, B38400},   {57600, B57600},     {115200, B115200},   {230400, B230400},   {460800, B460800},
    {921600, B921600}, {1000000, B1000000}, {2000000, B2000000}, {3000000, B3000000}, {4000000, B4000000},
};

QString systemError(const QString &what)
{
    return QStringLiteral("%1: %2").arg(what, strerror(errno));
}

/// A pseudo-terminal's other side keeps it open when we are gone, so its exclusive flag would outlive a crash
/// of this process; a real port's does not. There the lock alone has to do.
bool isPseudoTerminal(int fd)
{
    constexpr unsigned firstUnix98Slave = 136,
                       lastUnix98Slave = 143; // Linux, Documentation/admin-guide/devices.txt
    struct stat info {
    };
    return fstat(fd, &info) == 0 && major(info.st_rdev) >= firstUnix98Slave &&
           major(info.st_rdev) <= lastUnix98Slave;
}

} // namespace

Result<SerialPort> SerialPort::open(const QString &path, int baud)
{
    const auto *rate =
        std::find_if(std::begin(rates), std::end(rates), [&](Rate r) { return r.baud == baud; });
    if (rate == std::end(rates))
        return fail(error::invalidData, QStringLiteral("%1 baud is not a rate of a serial port").arg(baud));

    // Non-blocking also keeps open() itself from waiting for a carrier.
    FileDescriptor fd(
        ::open(QFile::encodeName(path).constData(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (!fd.valid()) {
        const ErrorCode code = errno == EBUSY    ? error::deviceBusy
                               : errno == EACCES ? error::authorisationRequired
                                                 : error::noDevice;
        return fail(code, systemError(path));
    }
    termios line{};
    if (tcgetattr(fd.get(), &line) != 0)
        return fail(error::noDevice, QStringLiteral("%1 is not a serial port").arg(path));
    if (flock(fd.get(), LOCK_EX | LOCK_NB) != 0)
        return fail(error::deviceBusy, QStringLiteral("%1 is in use by another program").arg(path));
    if (!isPseudoTerminal(fd.get()) && ioctl(fd.get(), TIOCEXCL) != 0)
        return fail(error::deviceBusy, systemError(path));

    cfmakeraw(&line);
    line.c_cflag &= ~tcflag_t(CSTOPB | CRTSCTS | HUPCL);
    line.c_cflag |= CLOCAL | CREAD;
    line.c_cc[VMIN] = 0;
    line.c_cc[VTIME] = 0;
    cfsetispeed(&line, rate->speed);
    cfsetospeed(&line, rate->speed);
    // tcsetattr says yes if it could do any of it: ask back.
    termios got{};
    if (tcsetattr(fd.get(), TCSANOW, &line) != 0 || tcgetattr(fd.get(), &got) != 0)
        return fail(error::noDevice, systemError(path));
    if (cfgetospeed(&got) != rate->speed)
        return fail(error::invalidData, QStringLiteral("%1 cannot do %2 baud").arg(path).arg(baud));

    SerialPort port(std::move(fd));
    port.discardInput();
    return port;
}

SerialPort::~SerialPort()
{
    if (m_fd.valid() && !isPseudoTerminal(m_fd.get()))
        ioctl(m_fd.get(), TIOCNXCL);
}

Status SerialPort::await(short events, const Deadline &deadline, const CancelToken &cancel) const
{
    for (;;) {
        if (cancel.canceled())
            return fail(error::canceled);
        pollfd waiting{m_fd.get(), events, 0};
        // The deadline's rest is cut to whole milliseconds; one more, or its last one would be spun away.
        const auto slice = std::min(deadline.left() + Milliseconds(deadline.passed() ? 0 : 1), cancelLatency);
        const int ready = poll(&waiting, 1, int(slice.count()));
        if (ready < 0 && errno != EINTR)
            return fail(error::noDevice, systemError(QStringLiteral("poll")));
        if (ready > 0 && (waiting.revents & events) != 0)
            return {};
        if (ready > 0)
            return fail(error::noDevice, QStringLiteral("the serial port is gone"));
        if (ready == 0 && deadline.passed())
            return fail(error::timeOut);
    }
}

Status SerialPort::write(QByteArrayView bytes, const Deadline &deadline, const CancelToken &cancel)
{
    while (!bytes.isEmpty()) {
        KIOSK_TRY(await(POLLOUT, deadline, cancel));
        const ssize_t written = ::write(m_fd.get(), bytes.data(), size_t(bytes.size()));
        if (written < 0 && errno != EAGAIN && errno != EINTR)
            return fail(error::noDevice, systemError(QStringLiteral("write")));
        if (written <= 0)
            continue;
        tellBytes(Way::Out, bytes.first(written));
        bytes = bytes.sliced(written);
    }
    return {};
}

Result<QByteArray> SerialPort::read(const Deadline &deadline, const CancelToken &cancel)
{
    for (;;) {
        KIOSK_TRY(await(POLLIN, deadline, cancel));
        QByteArray bytes(4096, Qt::Uninitialized);
        const ssize_t got = ::read(m_fd.get(), bytes.data(), size_t(bytes.size()));
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        // Readable with nothing to read is a line that was hung up.
        if (got <= 0)
            return fail(error::noDevice, QStringLiteral("the serial port is gone"));
        bytes.truncate(got);
        tellBytes(Way::In, bytes);
        return bytes;
    }
}

void SerialPort::discardInput()
{
    tcflush(m_fd.get(), TCIFLUSH);
}

} // namespace kiosk::hal
