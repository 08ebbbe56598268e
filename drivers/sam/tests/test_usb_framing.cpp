#include "frame.h"
#include "usb_framing.h"
#include "usb_products.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::sam;
using kiosk::hal::UsbInterface;

namespace
{

UsbInterface vendorInterface(const QList<quint8> &endpoints)
{
    UsbInterface interface {
        0, 0xFF, {}
    };
    for (const quint8 address : endpoints)
        interface.endpoints.append({address, false, 64});
    return interface;
}

const UsbInterface hidInterface{1, 3, {{0x81, true, 64}, {0x01, true, 64}}};

} // namespace

TEST_CASE("the framing follows from the descriptors")
{
    // In whatever order the descriptors have them.
    auto pipes = choosePipes({hidInterface, vendorInterface({0x85, 0x06, 0x81, 0x02})}, {});
    REQUIRE(pipes);
    CHECK(pipes->framing == UsbFraming::FourPipe);
    CHECK(pipes->headerOut == 0x02);
    CHECK(pipes->out == 0x06);
    CHECK(pipes->headerIn == 0x81);
    CHECK(pipes->in == 0x85);

    pipes = choosePipes({vendorInterface({0x02, 0x81})}, {});
    REQUIRE(pipes);
    CHECK(pipes->framing == UsbFraming::BulkPair);
    CHECK(pipes->out == 0x02);
    CHECK(pipes->in == 0x81);

    pipes = choosePipes({hidInterface}, {});
    REQUIRE(pipes);
    CHECK(pipes->framing == UsbFraming::Hid);
    CHECK(pipes->interface.number == 1);
    CHECK(pipes->out == 0x01);

    pipes = choosePipes({UsbInterface{0, 3, {{0x81, true, 64}}}}, UsbFraming::WrappedHid);
    REQUIRE(pipes);
    CHECK(pipes->framing == UsbFraming::WrappedHid);
    CHECK(pipes->out == 0); // by control transfers

    CHECK(choosePipes({}, {}).error().code == error::noDevice);
    CHECK_FALSE(choosePipes({vendorInterface({0x02})}, {}));
    CHECK_FALSE(choosePipes({UsbInterface{0, 0xFF, {{0x02, false, 64}, {0x81, false, 0}}}}, {}));
    CHECK_FALSE(choosePipes({hidInterface}, UsbFraming::FourPipe));
}

TEST_CASE("products that are known are what driver.yaml says")
{
    const auto shared = findUsbProduct(0x0400, 0xC35A), wrapped = findUsbProduct(0x10C4, 0x0007),
               unusable = findUsbProduct(0x261A, 0x000C), unknown = findUsbProduct(0x1234, 0x5678);
    REQUIRE(shared);
    REQUIRE(wrapped);
    REQUIRE(unusable);
    REQUIRE(unknown);
    CHECK_FALSE(shared->framing);
    CHECK(wrapped->framing == UsbFraming::WrappedHid);
    CHECK(unusable->unusable.contains(u"control transfers"));
    CHECK_FALSE(unknown->framing);
    CHECK(unknown->unusable.isEmpty());
}

TEST_CASE("a wrapped frame has the verified bytes")
{
    CHECK(wrapFrame(encodeCommand(command::find)).toHex(' ') ==
          "88 00 00 0b 00 b1 aa aa aa 96 69 00 03 20 01 22 ff 03");
}

TEST_CASE("reports are whole")
{
    CHECK(reportsOf({}).isEmpty());
    for (const int size : {1, 63, 64, 65, 128, 1295}) {
        const QByteArray bytes(size, 'x');
        const auto reports = reportsOf(bytes);
        CHECK(reports.size() == (size + 63) / 64);
        for (const QByteArray &report : reports)
            CHECK(report.size() == 64);
        CHECK(reports.join() == bytes.leftJustified(reports.size() * 64, '\0'));
    }
}

TEST_CASE("header and body are joined in whatever order they come")
{
    const QByteArray frame = encodeReply({0, 0, 0x9F, QByteArray(4, '\1')});
    const QByteArray header = frame.left(frameHeader), body = frame.mid(frameHeader);
    PipeJoiner joiner;
    joiner.feedBody(body.left(3));
    CHECK(joiner.take().isEmpty());
    joiner.feedHeader(header.left(5));
    CHECK(joiner.take().isEmpty());
    joiner.feedHeader(header.mid(5));
    QByteArray joined = joiner.take();
    joiner.feedBody(body.mid(3) + body);
    joiner.feedHeader("\x55\xAA\x96" + header);
    joined += joiner.take();
    // The first of the preamble's bytes is not needed, and goes.
    CHECK(joined == frame.mid(1) + frame.mid(1));

    joiner.feedHeader(header);
    (void)joiner.take();
    joiner.clear();
    joiner.feedHeader(header);
    joiner.feedBody(body);
    CHECK(joiner.take() == frame.mid(1));
}
