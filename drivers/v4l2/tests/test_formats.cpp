#include <kiosk/hal/picture_codec.h>
#include <kiosk/hal/v4l2_formats.h>

#include <catch2/catch.hpp>

#include <linux/videodev2.h>

using namespace kiosk::v4l2;

TEST_CASE("MJPG is preferred, YUYV is taken, others are not")
{
    CHECK(chooseFormat({V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_MJPEG}) == V4L2_PIX_FMT_MJPEG);
    CHECK(chooseFormat({V4L2_PIX_FMT_JPEG, V4L2_PIX_FMT_YUYV}) == V4L2_PIX_FMT_JPEG);
    CHECK(chooseFormat({V4L2_PIX_FMT_NV12, V4L2_PIX_FMT_YUYV}) == V4L2_PIX_FMT_YUYV);
    CHECK_FALSE(chooseFormat({V4L2_PIX_FMT_H264}));
    CHECK_FALSE(chooseFormat({}));
    CHECK(formatName(V4L2_PIX_FMT_MJPEG) == u"MJPG");
}

TEST_CASE("a size covers what is wanted, in the shape of the largest if possible")
{
    const QList<Size> sizes{{1600, 1200}, {1280, 720}, {320, 240}, {640, 480}, {864, 480}};
    CHECK(chooseSize(sizes, {}) == Size{1600, 1200});
    CHECK(chooseSize(sizes, {640, 480}) == Size{640, 480});
    CHECK(chooseSize(sizes, {641, 480}) == Size{1600, 1200}); // not 864×480, which shows another part
    CHECK(chooseSize(sizes, {300, 200}) == Size{320, 240});
    CHECK(chooseSize(sizes, {4000, 3000}) == Size{1600, 1200});
    CHECK(chooseSize({{1920, 1080}, {640, 480}}, {320, 240}) == Size{1920, 1080});
    CHECK(chooseSize({{1920, 1088}, {1280, 720}}, {640, 360}) == Size{1280, 720}); // rounded to blocks
    CHECK(chooseSize({}, {640, 480}) == Size{640, 480});
}

TEST_CASE("a frame is made to fit, never larger")
{
    CHECK(fitted({1600, 1200}, {640, 480}) == Size{640, 480});
    CHECK(fitted({1600, 1200}, {800, 800}) == Size{800, 600});
    CHECK(fitted({320, 240}, {640, 480}) == Size{320, 240});
    CHECK(fitted({4000, 10}, {160, 120}) == Size{160, 1});
}
