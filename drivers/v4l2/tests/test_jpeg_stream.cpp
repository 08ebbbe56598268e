#include <kiosk/hal/jpeg_stream.h>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::v4l2;

namespace
{

Result<QByteArray> plain(const QByteArray &frame)
{
    return plainJpeg({reinterpret_cast<const uchar *>(frame.constData()), size_t(frame.size())});
}

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

const QByteArray begin = hex("ffd8"), end = hex("ffd9");
const QByteArray quantisation = hex("ffdb0003 11"), frameHeader = hex("ffc00003 08"),
                 tables = hex("ffc40003 00");
const QByteArray scan =
    hex("ffda0003 01") + hex("1234 ff00 56 ffd0 78"); // a stuffed byte and a restart in it

} // namespace

TEST_CASE("what is around the picture goes, the picture stays to the last bit")
{
    const QByteArray picture = quantisation + frameHeader + tables + scan;
    CHECK(*plain(begin + picture + end) == begin + picture + end);
    const QByteArray avi = hex("ffe00006 41564931"), exif = hex("ffe10006 45786966"),
                     note = hex("fffe0004 6869");
    CHECK(*plain(begin + avi + exif + quantisation + note + frameHeader + tables + scan + end) ==
          begin + picture + end);
    CHECK(*plain(begin + picture + end + QByteArray(512, '\0')) == begin + picture + end); // padding
    CHECK(*plain(begin + hex("ffff") + picture.mid(1) + end) == begin + picture + end);    // fill bytes
    CHECK(*plain(begin + picture + note + scan + end) == begin + picture + scan + end);    // progressive
}

TEST_CASE("the tables that motion JPEG leaves out are put in, before the scan and once")
{
    const auto whole = plain(begin + quantisation + frameHeader + scan + scan + end);
    REQUIRE(whole);
    CHECK(whole->size() ==
          begin.size() + quantisation.size() + frameHeader.size() + 420 + 2 * scan.size() + end.size());
    CHECK(whole->indexOf(hex("ffc401a2")) == begin.size() + quantisation.size() + frameHeader.size());
    CHECK(whole->count(hex("ffc401a2")) == 1);
}

TEST_CASE("what is no JPEG, or not a whole one, is refused")
{
    const QByteArray picture = begin + quantisation + frameHeader + tables + scan + end;
    for (qsizetype length = 0; length < picture.size(); ++length) {
        INFO(length);
        const auto cut = plain(picture.left(length));
        REQUIRE_FALSE(cut);
        CHECK(cut.error().code == error::readFailed);
    }
    CHECK_FALSE(plain(begin + end)); // no scan in it
    CHECK_FALSE(plain(begin + hex("ffdb0001") + scan + end));
    CHECK_FALSE(plain(begin + hex("ffdbffff") + scan + end));
    CHECK_FALSE(plain(begin + hex("00") + scan + end));
    CHECK_FALSE(plain(QByteArray(1000, '\0')));
    CHECK_FALSE(plain("\x89PNG and more of it"));
}
