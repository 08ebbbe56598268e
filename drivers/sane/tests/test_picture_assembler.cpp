#include "../picture_assembler.h"

#include <catch2/catch.hpp>

#include <cstring>

using namespace kiosk;
using namespace kiosk::sane;

namespace
{

SANE_Parameters format(SANE_Frame kind, int bytes, int pixels, int lines, int depth = 8, bool last = true)
{
    return {kind, last ? SANE_TRUE : SANE_FALSE, bytes, pixels, lines, depth};
}

Status add(PictureAssembler &picture, std::initializer_list<int> values)
{
    std::vector<SANE_Byte> bytes(values.begin(), values.end());
    return picture.add(bytes);
}

std::vector<int> pixelsOf(const cv::Mat &picture)
{
    return {picture.datastart, picture.dataend};
}

bool refused(const SANE_Parameters &parameters)
{
    PictureAssembler picture;
    const Status begun = picture.begin(parameters);
    return !begun && begun.error().code == error::protocolError;
}

} // namespace

TEST_CASE("red, green and blue become blue, green and red, without what fills the lines up")
{
    PictureAssembler picture;
    REQUIRE(picture.begin(format(SANE_FRAME_RGB, 8, 2, 2)));
    REQUIRE(add(picture, {1, 2, 3}));
    REQUIRE(add(picture, {4, 5, 6, 99, 99, 7, 8, 9, 10}));
    REQUIRE(add(picture, {11, 12, 99, 99}));
    const auto whole = picture.endFrame();
    REQUIRE(whole);
    CHECK(*whole);
    CHECK(pixelsOf(picture.picture()) == std::vector<int>{3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10});
}

TEST_CASE("bits are ink, sixteen bits lose the lower eight, and a length may be unknown")
{
    PictureAssembler bits;
    REQUIRE(bits.begin(format(SANE_FRAME_GRAY, 2, 10, -1, 1)));
    REQUIRE(add(bits, {0xA0, 0x40, 0x00}));
    REQUIRE(bits.endFrame());
    CHECK(pixelsOf(bits.picture()) == std::vector<int>{0, 255, 0, 255, 255, 255, 255, 255, 255, 0});

    PictureAssembler deep;
    REQUIRE(deep.begin(format(SANE_FRAME_GRAY, 4, 2, 1, 16)));
    const std::array<uint16_t, 2> values{0x12FF, 0xFF00};
    std::array<SANE_Byte, 4> bytes{};
    memcpy(bytes.data(), values.data(), 4);
    REQUIRE(deep.add(bytes));
    REQUIRE(deep.endFrame());
    CHECK(pixelsOf(deep.picture()) == std::vector<int>{0x12, 0xFF});
}

TEST_CASE("three passes make one picture, in whatever order they come")
{
    PictureAssembler picture;
    const std::array<std::pair<SANE_Frame, int>, 3> passes{
        {{SANE_FRAME_BLUE, 30}, {SANE_FRAME_RED, 10}, {SANE_FRAME_GREEN, 20}}};
    for (const auto &[kind, value] : passes) {
        REQUIRE(picture.begin(format(kind, 2, 2, 1, 8, kind == SANE_FRAME_GREEN)));
        REQUIRE(add(picture, {value, value + 1}));
        const auto whole = picture.endFrame();
        REQUIRE(whole);
        CHECK(*whole == (kind == SANE_FRAME_GREEN));
    }
    CHECK(pixelsOf(picture.picture()) == std::vector<int>{30, 20, 10, 31, 21, 11});
}

TEST_CASE("what no scanner can mean is refused")
{
    CHECK(refused(format(SANE_Frame(9), 3, 1, 1)));
    CHECK(refused(format(SANE_FRAME_RGB, 3, 1, 1, 7)));
    CHECK(refused(format(SANE_FRAME_RGB, 2, 1, 1)));
    CHECK(refused(format(SANE_FRAME_GRAY, 0, 0, 1)));
    CHECK(refused(format(SANE_FRAME_GRAY, -8, 8, 1)));
    CHECK(refused(format(SANE_FRAME_GRAY, 8, 8, 0)));
    CHECK(refused(format(SANE_FRAME_GRAY, 8, 8, -2)));
    CHECK(refused(format(SANE_FRAME_GRAY, 8, 8, 1000000)));
    CHECK(refused(format(SANE_FRAME_RGB, 48000, 16000, 32000)));
    CHECK(refused(format(SANE_FRAME_GRAY, 1 << 30, 1 << 30, 1)));
}

TEST_CASE("more or less than was announced, or a colour twice, is no picture")
{
    PictureAssembler more;
    REQUIRE(more.begin(format(SANE_FRAME_GRAY, 2, 2, 1)));
    CHECK_FALSE(add(more, {1, 2, 3, 4}));
    PictureAssembler less;
    REQUIRE(less.begin(format(SANE_FRAME_GRAY, 2, 2, 2)));
    REQUIRE(add(less, {1, 2, 3}));
    CHECK_FALSE(less.endFrame());
    PictureAssembler none;
    REQUIRE(none.begin(format(SANE_FRAME_GRAY, 2, 2, -1)));
    CHECK_FALSE(none.endFrame());
    PictureAssembler twice;
    REQUIRE(twice.begin(format(SANE_FRAME_RED, 1, 1, 1, 8, false)));
    REQUIRE(add(twice, {1}));
    REQUIRE(twice.endFrame());
    CHECK_FALSE(twice.begin(format(SANE_FRAME_RED, 1, 1, 1, 8, false)));
    PictureAssembler missing;
    REQUIRE(missing.begin(format(SANE_FRAME_RED, 1, 1, 1, 8, true)));
    REQUIRE(add(missing, {1}));
    CHECK_FALSE(missing.endFrame());
}
