#include <kiosk/core/masking.h>

#include <catch2/catch.hpp>

using namespace kiosk;

TEST_CASE("names are masked without cutting a character in two")
{
    CHECK(maskName(u"张测试") == u"张*试");
    CHECK(maskName(u"李样") == u"李*");
    CHECK(maskName(u"买买提·样例") == u"买*");
    CHECK(maskName(u"𬍛试用") == u"𬍛*用");
    CHECK(maskName(u"") == u"");
}

TEST_CASE("numbers keep what the rules keep")
{
    CHECK(maskIdNumber(u"990000199001010017") == u"990***********0017");
    CHECK(maskPhone(u"100 0000 0001") == u"100****0001");
    CHECK(maskIdNumber(u"12") == u"**");
    CHECK(maskAddress(u"示例市样例区试用路1号") == u"示例市样例区****");
}

TEST_CASE("a log line loses every long number")
{
    CHECK(redactNumbers(QStringLiteral("citizen 990000195803150021, job 12")) == u"citizen *******, job 12");
    CHECK(redactNumbers(QStringLiteral("11010119900307707X")) == u"*******");
}
