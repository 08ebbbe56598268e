#include <kiosk/hal/picture_codec.h>
#include <kiosk/hal/stand_in.h>

#include <catch2/catch.hpp>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <vector>

using namespace kiosk;
using namespace kiosk::v4l2;

namespace
{

constexpr int number = 0xA5C3;

RawFrame frameOf(const QByteArray &jpeg, Size size)
{
    return {{reinterpret_cast<const uchar *>(jpeg.constData()), size_t(jpeg.size())},
            PixelFormat::Mjpg,
            size,
            0,
            {}};
}

/// The colour of the wall, far from what moves.
cv::Vec4b wall(const std::vector<uchar> &pixels, Size size)
{
    const size_t at = (size_t(size.height / 4) * size_t(size.width) + size_t(size.width) - 8) * 4;
    return {pixels[at], pixels[at + 1], pixels[at + 2], 0};
}

} // namespace

TEST_CASE("a frame is decoded to any size: right, by the decoder's own scales, and by others")
{
    PictureCodec codec;
    const Size whole{640, 480};
    const auto jpeg = codec.encode(drawScene(whole, number));
    REQUIRE(jpeg);
    for (const Size size : {whole, Size{320, 240}, Size{500, 375}, Size{160, 120}, Size{200, 150}}) {
        INFO(size.width);
        std::vector<uchar> pixels(size_t(size.width * size.height * 4) + 1, 0x77);
        REQUIRE(codec.decode(frameOf(*jpeg, whole), size, pixels.data()));
        CHECK(readSceneNumber(pixels.data(), size) == number);
        const cv::Vec4b colour = wall(pixels, size);
        CHECK(std::abs(colour[0] - 235) < 4); // blue first
        CHECK(std::abs(colour[2] - 225) < 4);
        CHECK(pixels.back() == 0x77); // nothing behind it
    }
}

TEST_CASE("a frame with its lines apart is decoded, and becomes a JPEG")
{
    PictureCodec codec;
    const Size size{320, 240};
    cv::Mat wide(size.height, size.width + 16, CV_8UC3, cv::Scalar(1, 2, 3));
    drawScene(size, number).copyTo(wide(cv::Rect(0, 0, size.width, size.height)));
    const RawFrame frame{{wide.data, wide.total() * 3}, PixelFormat::Bgr, size, int(wide.step), {}};
    std::vector<uchar> pixels(size_t(size.width * size.height * 4));
    REQUIRE(codec.decode(frame, size, pixels.data()));
    CHECK(readSceneNumber(pixels.data(), size) == number);
    const auto jpeg = codec.jpegOf(frame);
    REQUIRE(jpeg);
    REQUIRE(codec.decode(frameOf(*jpeg, size), size, pixels.data()));
    CHECK(readSceneNumber(pixels.data(), size) == number);
}

TEST_CASE("a damaged frame is told, neither shown nor taken for a picture")
{
    PictureCodec codec;
    const Size size{640, 480};
    const auto whole = codec.encode(drawScene(size, number));
    REQUIRE(whole);
    CHECK(codec.jpegOf(frameOf(*whole, size)));
    QByteArray striped = *whole;
    striped.remove(striped.size() / 2, striped.size() / 8);
    std::vector<uchar> pixels(size_t(size.width * size.height * 4));
    for (const QByteArray &jpeg :
         {whole->left(whole->size() / 2), striped, QByteArray(5000, 'x'), QByteArray()}) {
        INFO(jpeg.size());
        CHECK(codec.decode(frameOf(jpeg, size), size, pixels.data()).error().code == error::readFailed);
        CHECK(codec.jpegOf(frameOf(jpeg, size)).error().code == error::readFailed);
    }
    CHECK(codec.decode(frameOf(*whole, size), size, pixels.data())); // nothing is left of it
}
