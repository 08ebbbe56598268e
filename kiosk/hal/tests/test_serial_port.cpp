#include <kiosk/hal/serial_port.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fcntl.h>
#include <termios.h>
#include <thread>
#include <unistd.h>

using namespace kiosk;
using namespace kiosk::hal;

namespace
{

/// The other end of a cable.
struct Cable {
    FileDescriptor master{posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)};
    QString path;

    Cable()
    {
        REQUIRE(grantpt(master.get()) == 0);
        REQUIRE(unlockpt(master.get()) == 0);
        char name[128];
        REQUIRE(ptsname_r(master.get(), name, sizeof name) == 0);
        path = QString::fromLatin1(name);
    }
};

Milliseconds since(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - start);
}

ErrorCode openError(const QString &path, int baud)
{
    const auto port = SerialPort::open(path, baud);
    return port ? error::internalError : port.error().code;
}

/// The contract says 50 ms; the rest is a busy machine's.
constexpr Milliseconds promptly{250};

} // namespace

TEST_CASE("bytes go through a serial port unchanged, all 256 of them")
{
    Cable cable;
    auto port = SerialPort::open(cable.path, 115200);
    REQUIRE(port);
    QByteArray all;
    for (int byte = 0; byte < 256; ++byte)
        all.append(char(byte));
    REQUIRE(::write(cable.master.get(), all.constData(), size_t(all.size())) == all.size());
    QByteArray received;
    while (received.size() < all.size()) {
        const auto bytes = port->read(Deadline::in(5s), {});
        REQUIRE(bytes);
        received += *bytes;
    }
    CHECK(received == all);

    REQUIRE(port->write(all, Deadline::in(5s), {}));
    QByteArray sent;
    while (sent.size() < all.size()) {
        char buffer[256];
        const auto got = ::read(cable.master.get(), buffer, sizeof buffer);
        REQUIRE(got > 0);
        sent.append(buffer, got);
    }
    CHECK(sent == all);
}

TEST_CASE("a serial port has the rate it was opened with")
{
    Cable cable;
    for (const auto &[baud, speed] : {std::pair(9600, speed_t(B9600)), std::pair(115200, speed_t(B115200))}) {
        const auto port = SerialPort::open(cable.path, baud);
        REQUIRE(port);
        termios line{};
        REQUIRE(tcgetattr(cable.master.get(), &line) == 0);
        CHECK(cfgetospeed(&line) == speed);
        CHECK((line.c_cflag & CSIZE) == CS8);
        CHECK((line.c_cflag & (PARENB | CSTOPB)) == 0);
    }
}

TEST_CASE("what cannot be opened says why")
{
    Cable cable;
    CHECK(openError(QStringLiteral("/nonexistent/tty"), 9600) == error::noDevice);
    CHECK(openError(QStringLiteral("/dev/null"), 9600) == error::noDevice);
    CHECK(openError(cable.path, 12345) == error::invalidData);
    {
        const auto first = SerialPort::open(cable.path, 9600);
        REQUIRE(first);
        CHECK(openError(cable.path, 9600) == error::deviceBusy);
    }
    CHECK(SerialPort::open(cable.path, 9600));
}

TEST_CASE("reading ends at the deadline and at a cancel")
{
    Cable cable;
    auto port = SerialPort::open(cable.path, 9600);
    REQUIRE(port);
    auto start = std::chrono::steady_clock::now();
    const auto late = port->read(Deadline::in(100ms), {});
    REQUIRE_FALSE(late);
    CHECK(late.error().code == error::timeOut);
    CHECK(since(start) >= 100ms);
    CHECK(since(start) < 100ms + promptly);

    const CancelToken cancel;
    std::thread canceler([&] {
        start = std::chrono::steady_clock::now();
        cancel.cancel();
    });
    const auto canceled = port->read(Deadline::in(20s), cancel);
    canceler.join();
    REQUIRE_FALSE(canceled);
    CHECK(canceled.error().code == error::canceled);
    CHECK(since(start) < promptly);
}

TEST_CASE("writing to a line that takes nothing ends at the deadline")
{
    Cable cable;
    auto port = SerialPort::open(cable.path, 9600);
    REQUIRE(port);
    const auto status = port->write(QByteArray(1024 * 1024, 'x'), Deadline::in(100ms), {});
    REQUIRE_FALSE(status);
    CHECK(status.error().code == error::timeOut);
}

TEST_CASE("a port that is drawn is gone for reading and writing")
{
    Cable cable;
    auto port = SerialPort::open(cable.path, 9600);
    REQUIRE(port);
    cable.master = FileDescriptor();
    const auto read = port->read(Deadline::in(5s), {});
    REQUIRE_FALSE(read);
    CHECK(read.error().code == error::noDevice);
    const auto written = port->write("x", Deadline::in(5s), {});
    REQUIRE_FALSE(written);
    CHECK(written.error().code == error::noDevice);
}

TEST_CASE("what was received before is discarded when asked to")
{
    Cable cable;
    auto port = SerialPort::open(cable.path, 9600);
    REQUIRE(port);
    REQUIRE(::write(cable.master.get(), "old", 3) == 3);
    REQUIRE(port->read(Deadline::in(5s), {}));
    REQUIRE(::write(cable.master.get(), "older", 5) == 5);
    port->discardInput();
    REQUIRE(::write(cable.master.get(), "new", 3) == 3);
    QByteArray received;
    while (!received.endsWith("new")) {
        const auto bytes = port->read(Deadline::in(5s), {});
        REQUIRE(bytes);
        received += *bytes;
    }
    CHECK(received == "new");
}
