#include "sam_fixture.h"

#include <catch2/catch.hpp>

using namespace kiosk;

TEST_CASE("a resident card is read through the port")
{
    SamFixture sam;
    sam.insert("zhang");
    const QJsonObject card = sam.read();
    CHECK(card[u"form"].toString() == u"resident");
    CHECK(card[u"name"].toString() == u"张测试");
    CHECK(card[u"sex"].toString() == u"男");
    CHECK(card[u"nation"].toString() == u"汉");
    CHECK(card[u"birth"].toString() == u"1990-01-01");
    CHECK(card[u"address"].toString() == u"示例省示例市样例区测试路1号1单元101室");
    CHECK(card[u"id_number"].toString() == u"990000199001010017");
    CHECK(card[u"authority"].toString() == u"示例市公安局示例分局");
    CHECK(card[u"valid_from"].toString() == u"2018-06-01");
    CHECK(card[u"valid_to"].toString() == u"2038-06-01");
    CHECK(card[u"photo"].isNull());
}
