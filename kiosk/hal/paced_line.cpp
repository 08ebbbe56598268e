#include <kiosk/hal/paced_line.h>

#include <kiosk/hal/line_speed.h>

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/timerfd.h>
#include <termios.h>
#include <unistd.h>

namespace kiosk::hal
{

namespace
{
constexpr std::chrono::milliseconds writeInterval{2};
}

PacedLine::PacedLine(QString link, int baud, Received received)
    : m_link(std::move(link)), m_baud(baud), m_received(std::move(received)),
      m_timer(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)),
      m_timerNotifier(std::make_unique<QSocketNotifier>(m_timer.get(), QSocketNotifier::Read))
{
    QObject::connect(m_timerNotifier.get(), &QSocketNotifier::activated, [this] {
        quint64 expirations = 0;
        if (::read(m_timer.get(), &expirations, sizeof expirations) > 0)
            transmit();
    });
}

PacedLine::~PacedLine()
{
    unplug();
}

Status PacedLine::plug()
{
    if (plugged())
        return {};
    const auto failed = [](const char *what) {
        return fail(error::noDevice,
                    QStringLiteral("%1: %2").arg(QLatin1String(what), QLatin1String(strerror(errno))));
    };
    FileDescriptor master(posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    char name[128];
    if (!master.valid() || grantpt(master.get()) != 0 || unlockpt(master.get()) != 0 ||
        ptsname_r(master.get(), name, sizeof name) != 0)
        return failed("pseudo-terminal");
    FileDescriptor slave(open(name, O_RDWR | O_NOCTTY | O_CLOEXEC));
    termios line{};
    if (!slave.valid() || tcgetattr(slave.get(), &line) != 0)
        return failed(name);
    // No echo of our own bytes before a driver sets its end.
    cfmakeraw(&line);
    tcsetattr(slave.get(), TCSANOW, &line);

    const QFileInfo place(m_link);
    if (place.exists() && !place.isSymLink())
        return fail(error::invalidData, QStringLiteral("%1 is there and is no link").arg(m_link));
    const QByteArray link = QFile::encodeName(m_link), fresh = link + ".new";
    unlink(fresh.constData());
    if (symlink(name, fresh.constData()) != 0 || rename(fresh.constData(), link.constData()) != 0)
        return failed(link.constData());

    m_master = std::move(master);
    m_slave = std::move(slave);
    m_readNotifier = std::make_unique<QSocketNotifier>(m_master.get(), QSocketNotifier::Read);
    QObject::connect(m_readNotifier.get(), &QSocketNotifier::activated, [this] { readable(); });
    return {};
}

void PacedLine::unplug()
{
    if (!plugged())
        return;
    m_readNotifier.reset();
    discard();
    unlink(QFile::encodeName(m_link).constData());
    m_slave = FileDescriptor();
    m_master = FileDescriptor();
}

std::chrono::nanoseconds PacedLine::byteTime() const
{
    constexpr qint64 bitsPerByte = 10, second = 1'000'000'000; // 8N1 with its start bit
    return std::chrono::nanoseconds(bitsPerByte * second / m_baud);
}

bool PacedLine::speedMatches() const
{
    return lineSpeed(m_slave.get()) == unsigned(m_baud);
}

void PacedLine::readable()
{
    char buffer[4096];
    const ssize_t got = ::read(m_master.get(), buffer, sizeof buffer);
    // At another rate a receiver sees something, but nothing that it could answer.
    if (got > 0 && speedMatches())
        m_received(QByteArray(buffer, got));
}

void PacedLine::send(const QList<Piece> &pieces, qsizetype question)
{
    Time at = std::max<Time>(std::chrono::steady_clock::now() + question * byteTime(), m_busyUntil);
    for (const Piece &piece : pieces) {
        const Time start = at + piece.pause;
        m_queue.push_back({start, byteTime(), piece.bytes});
        at = start + piece.bytes.size() * byteTime();
    }
    m_busyUntil = at;
    transmit();
}

void PacedLine::discard()
{
    m_queue.clear();
    m_busyUntil = {};
}

void PacedLine::transmit()
{
    while (!m_queue.empty()) {
        Sending &piece = m_queue.front();
        const Time now = std::chrono::steady_clock::now();
        const qsizetype due = now < piece.start ? 0 : qsizetype((now - piece.start) / piece.byteTime);
        const qsizetype count = std::min(due, piece.bytes.size()) - piece.sent;
        if (count > 0) {
            // Like a wire without flow control: what nobody takes is lost.
            [[maybe_unused]] const ssize_t taken =
                ::write(m_master.get(), piece.bytes.constData() + piece.sent, size_t(count));
            piece.sent += count;
        }
        if (piece.sent == piece.bytes.size()) {
            m_queue.pop_front();
            continue;
        }
        const Time end = piece.start + piece.bytes.size() * piece.byteTime;
        return wakeAt(std::min<Time>(end, std::max(now, piece.start) + writeInterval));
    }
}

void PacedLine::wakeAt(Time time)
{
    const auto since = std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
    itimerspec when{};
    when.it_value.tv_sec = since / 1'000'000'000;
    when.it_value.tv_nsec = since % 1'000'000'000;
    timerfd_settime(m_timer.get(), TFD_TIMER_ABSTIME, &when, nullptr);
}

} // namespace kiosk::hal
