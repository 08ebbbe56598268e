#include "reports.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::stu;

namespace
{

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

/// "x,y pressure[@clock]", "-" for a pen above the pad, "" for none in reach.
std::string shown(const PenSample &sample)
{
    if (!sample.near)
        return "";
    std::string text = std::to_string(sample.x) + ',' + std::to_string(sample.y) + ' ' +
                       (sample.down ? std::to_string(sample.pressure) : "-");
    return sample.clock ? text + '@' + std::to_string(*sample.clock) : text;
}

const QByteArray stu430 = hex("09 2580 1770 03ff 0140 00c8 c8 09ec 01 0000");

} // namespace

TEST_CASE("a pen report is where the pen is and how hard it is pressed")
{
    PenDecoder decoder;
    const auto samples = decoder.feed(hex("01 91ff 03e8 07d0") + hex("01 8000 03e8 07d0") +
                                      hex("01 0000 0000 0000") + hex("34 93ff 2580 1770 fffe 0001"));
    REQUIRE(samples.size() == 4);
    CHECK(shown(samples[0]) == "1000,2000 511");
    CHECK(shown(samples[1]) == "1000,2000 -");
    CHECK(shown(samples[2]).empty());
    CHECK(shown(samples[3]) == "9600,6000 1023@65534");
}

TEST_CASE("pen reports are put together from pieces, and others are skipped")
{
    PenDecoder decoder;
    const QByteArray one = hex("34 91ff 03e8 07d0 0005 0001");
    for (qsizetype at = 0; at < one.size(); ++at)
        CHECK(decoder.feed(one.mid(at, 1)).size() == (at + 1 == one.size() ? 1 : 0));
    CHECK(decoder.feed(hex("10 ffff ffff")).isEmpty());
    CHECK(decoder.feed(one.first(4)).isEmpty());
    decoder.clear();
    CHECK(decoder.feed(one).size() == 1);
}

TEST_CASE("a pad describes itself")
{
    const auto pad = capabilityIn(stu430);
    REQUIRE(pad);
    CHECK(pad->maxX == 9600);
    CHECK(pad->maxY == 6000);
    CHECK(pad->maxPressure == 1023);
    CHECK(pad->screenWidth == 320);
    CHECK(pad->screenHeight == 200);
    CHECK(pad->millimetres(pad->maxX) == Approx(96));
    CHECK(capabilityIn(stu430.first(16)).error().code == error::protocolError);
    CHECK(capabilityIn(hex("09") + QByteArray(16, '\0')).error().code == error::protocolError);
    const auto model = modelIn(hex("08 5354552d34333056 00 0104 00 00000000"));
    REQUIRE(model);
    CHECK(*model == u"STU-430V");
    CHECK_FALSE(modelIn(hex("08 7f7f7f7f7f7f7f7f7f 0104 00 00000000")));
}

TEST_CASE("areas and pictures are told as the pad takes them")
{
    CHECK(writingArea({0, 159, 320}) == hex("2a 0000 0000 3f01 9f00"));
    CHECK(pictureStart(0, std::nullopt) == hex("25 00"));
    CHECK(pictureStart(4, Rows{384, 479, 800}) == hex("24 04 01 0000 8001 1f03 df01"));
    const auto blocks = pictureBlocks(QByteArray(300, '\xff'));
    REQUIRE(blocks.size() == 2);
    CHECK(blocks[0].first(4) == hex("26 fd00 ff"));
    CHECK(blocks[1].first(3) == hex("26 2f00"));
    CHECK(blocks[1].size() == report::blockSize);
}
