#include "frame.h"
#include "recording.h"
#include "sam_fixture.h"

#include <kiosk/hal/serial_port.h>

#include <QFileInfo>

#include <catch2/catch.hpp>

using namespace kiosk;

namespace
{

/// What comes back until a whole frame is there.
QByteArray exchange(hal::SerialPort &port, const QByteArray &request)
{
    port.discardInput();
    REQUIRE(port.write(request, Deadline::in(5s), {}));
    sam::FrameDecoder decoder;
    QByteArray all;
    while (decoder.next() != sam::FrameDecoder::Event::Frame) {
        const auto bytes = port.read(Deadline::in(5s), {});
        REQUIRE(bytes);
        all += *bytes;
        decoder.feed(*bytes);
    }
    return all;
}

} // namespace

TEST_CASE("the emulator answers with the verified bytes")
{
    SamFixture sam;
    auto port = hal::SerialPort::open(sam.port(), SamFixture::fastBaud);
    REQUIRE(port);
    const auto frames = loadRecording("verified");
    const auto check = [&](int request) {
        CHECK(exchange(*port, frames[request].bytes).toHex(' ') == frames[request + 1].bytes.toHex(' '));
    };
    check(2); // find, no card
    check(6); // select, nothing found
    sam.insert("zhang");
    check(10); // read, nothing selected
    check(0);
    check(4);
    check(8);
    const QByteArray read = exchange(*port, frames[10].bytes);
    CHECK(read.size() == 1295);
    CHECK(read.startsWith(QByteArray::fromHex("AAAAAA96690508000090 01000400")));
    check(14); // has not moved
    QByteArray damaged = frames[0].bytes;
    damaged.back() = char(damaged.back() ^ 1);
    CHECK(exchange(*port, damaged) == frames[13].bytes);
    // Hidden once read, until it is taken away or the module is reset.
    check(2);
    CHECK(exchange(*port, frames[16].bytes) == frames[17].bytes);
    check(0);
}

TEST_CASE("the emulator changes its rate when it is told to")
{
    SamFixture sam(115200);
    {
        auto port = hal::SerialPort::open(sam.port(), 115200);
        REQUIRE(port);
        CHECK(exchange(*port, sam::encodeCommand({0x60, 1})) ==
              QByteArray::fromHex("AAAAAA9669000400009094"));
    }
    auto port = hal::SerialPort::open(sam.port(), 57600);
    REQUIRE(port);
    CHECK(exchange(*port, sam::encodeCommand(sam::command::find)) ==
          QByteArray::fromHex("AAAAAA9669000400008084"));
}

TEST_CASE("what the emulator cannot do it says")
{
    SamFixture sam;
    const auto refusal = [&](const QJsonObject &request) {
        const auto reply = hal::askEmulator(sam.controlPath(), request, Deadline::in(5s));
        return reply ? QString() : reply.error().detail;
    };
    CHECK(refusal({{QStringLiteral("do"), QStringLiteral("dance")}}).contains(u"dance"));
    CHECK(refusal({{QStringLiteral("do"), QStringLiteral("insert")},
                   {QStringLiteral("card"), QStringLiteral("../li")}})
              .contains(u"no card"));
    CHECK(refusal({{QStringLiteral("do"), QStringLiteral("fault")},
                   {QStringLiteral("name"), QStringLiteral("status:zz")}})
              .contains(u"status"));
    CHECK(refusal({}).contains(u"insert"));
    sam.insert("zhang");
    CHECK(sam.tell({{QStringLiteral("do"), QStringLiteral("state")}})[u"card"].toString() == u"zhang");
    sam.remove();
    CHECK(sam.tell({{QStringLiteral("do"), QStringLiteral("state")}})[u"card"].isNull());
}

TEST_CASE("the emulator leaves nothing behind")
{
    SamFixture sam;
    REQUIRE(QFileInfo(sam.port()).isSymLink());
    CHECK(sam.emulator().stop() == 0);
    CHECK_FALSE(QFileInfo(sam.port()).isSymLink());
    CHECK_FALSE(QFileInfo::exists(sam.controlPath()));
}
