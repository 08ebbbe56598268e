#include <kiosk/hal/social_security_record.h>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::hal::chipcard;

namespace
{

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

Field field(quint8 tag, const char *value)
{
    return {tag, hex(value)};
}

hal::SocialSecurityCard card(const QList<Field> &fields)
{
    const auto made = cardOf(fields);
    INFO((made ? std::string() : made.error().detail.toStdString()));
    REQUIRE(made);
    return *made;
}

std::string failure(const QList<Field> &fields)
{
    const auto made = cardOf(fields);
    return made ? "success" : made.error().code.name().toString().toStdString();
}

} // namespace

TEST_CASE("a record is tag, length and value")
{
    const auto fields = splitRecord(hex("0110330300D15600000599110145FFFFFFFF"));
    REQUIRE(fields);
    REQUIRE(fields->size() == 1);
    CHECK(fields->first().tag == 0x01);
    CHECK(fields->first().value == hex("330300D15600000599110145FFFFFFFF"));
    CHECK(card(*fields).cardId == hex("330300D15600000599110145"));
}

TEST_CASE("a record may have several fields, and padding after them")
{
    const auto fields = splitRecord(hex("0A0131"
                                        "0B0101"
                                        "0000FF"));
    REQUIRE(fields);
    CHECK(fields->size() == 2);
    const auto one = splitRecord(hex("0A0131FFFF"));
    REQUIRE(one);
    CHECK(one->size() == 1);
    const auto longForm = splitRecord(hex("07810141"));
    REQUIRE(longForm);
    CHECK(longForm->first().value == hex("41"));
}

TEST_CASE("a record that is cut short says so, and not what it holds")
{
    for (const char *cut :
         {"01", "0110", "011033", "0110330300D15600000599110145FFFFFF", "0A013109", "0781", "078102AA"}) {
        INFO(cut);
        const auto fields = splitRecord(hex(cut));
        REQUIRE_FALSE(fields);
        CHECK(fields.error().code == error::invalidMedia);
        CHECK(fields.error().detail.contains(QStringLiteral("cut short")));
        CHECK_FALSE(fields.error().detail.contains(QStringLiteral("330300"), Qt::CaseInsensitive));
    }
    for (const char *blank : {"", "0000", "FFFFFF"})
        CHECK_FALSE(splitRecord(hex(blank)));
}

TEST_CASE("the fields of EF05")
{
    const auto made =
        card({field(0x01, "990300D15600000599000001FFFFFFFF"), field(0x02, "32"), field(0x03, "322E3030"),
              field(0x04, "990000000001990000000001"), field(0x05, "20180601"), field(0x06, "20280601"),
              field(0x07, "413030303030303031")});
    CHECK(made.cardClass == u"2");
    CHECK(made.version == u"2.00");
    CHECK(made.issuer == hex("990000000001990000000001"));
    CHECK(made.issued == QDate(2018, 6, 1));
    CHECK(made.expires == QDate(2028, 6, 1));
    CHECK(made.cardNumber == u"A00000001");
}

TEST_CASE("the fields of EF06: text in GBK, digits in half bytes")
{
    const auto made =
        card({field(0x08, "393930303030313939303031303130303137"),
              field(0x09, "D5C5B2E2CAD4000000000000000000000000000000000000000000000000"), // 张测试
              field(0x4E, "0000000000000000000000000000000000000000"), field(0x0A, "31"), field(0x0B, "01"),
              field(0x0C, "990000"), field(0x0D, "19900101")});
    CHECK(made.socialSecurityNumber == u"990000199001010017");
    CHECK(made.name == u"张测试");
    CHECK(made.sex == u"男");
    CHECK(made.nation == u"汉");
    CHECK(made.birthplace == u"990000");
    CHECK(made.birth == QDate(1990, 1, 1));
    CHECK(made.withheld.isEmpty());
}

TEST_CASE("padding of any kind goes, and a blank field is none")
{
    CHECK(card({field(0x09, "D5C5B2E2CAD42020202020")}).name == u"张测试");
    CHECK(card({field(0x09, "D5C5B2E2CAD4FFFFFFFF")}).name == u"张测试");
    CHECK(card({field(0x09, "0000000000")}).name.isEmpty());
    CHECK_FALSE(card({field(0x0D, "00000000")}).birth.isValid());
    CHECK_FALSE(card({field(0x06, "FFFFFFFF")}).expires.isValid());
    CHECK(card({field(0x0C, "FFFFFF")}).birthplace.isEmpty());
    CHECK(card({field(0x07, "")}).cardNumber.isEmpty());
}

TEST_CASE("a name goes on in the extension, in whatever order and across a character")
{
    // 王𬍛: two bytes and four, cut after three of these.
    const Field first = field(0x09, "CDF59931D9");
    const Field rest = field(0x4E, "37000000");
    CHECK(card({first, rest}).name == u"王𬍛");
    CHECK(card({rest, first}).name == u"王𬍛");
    CHECK(failure({first}) == "invalidMedia");
}

TEST_CASE("a sex may be a letter or a number, and a code that no table has tells nothing")
{
    CHECK(card({field(0x0A, "32")}).sex == u"女");
    CHECK(card({field(0x0A, "02")}).sex == u"女");
    CHECK(card({field(0x0A, "37")}).sex.isEmpty());
    CHECK(card({field(0x0B, "05")}).nation == u"维吾尔");
    CHECK(card({field(0x0B, "99")}).nation.isEmpty());
}

TEST_CASE("unknown tags change nothing, and the first of two holds")
{
    const auto made = card({field(0x51, "01020304"), field(0x07, "41"), field(0x07, "42"), field(0xDF, "")});
    CHECK(made.cardNumber == u"A");
}

TEST_CASE("what cannot be is invalidMedia, and its detail has no value")
{
    CHECK(failure({field(0x0D, "19900231")}) == "invalidMedia");
    CHECK(failure({field(0x0D, "1990A101")}) == "invalidMedia");
    CHECK(failure({field(0x0D, "199001")}) == "invalidMedia");
    CHECK(failure({field(0x09, "D5")}) == "invalidMedia");
    CHECK(failure({field(0x08, "3939003939")}) == "invalidMedia");
    CHECK(failure({field(0x0C, "9900FF")}) == "invalidMedia");
    const auto wrong = cardOf({field(0x0D, "19900231")});
    CHECK(wrong.error().detail.contains(QStringLiteral("0d")));
    CHECK_FALSE(wrong.error().detail.contains(QStringLiteral("1990")));
}
