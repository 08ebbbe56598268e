#include <kiosk/hal/code_tables.h>

#include <catch2/catch.hpp>

using namespace kiosk::hal;

TEST_CASE("nation and sex codes")
{
    CHECK(nationName(u"01") == u"汉");
    CHECK(nationName(u"56") == u"基诺");
    CHECK(nationName(u"98") == u"外国血统中国籍人士");
    CHECK(nationName(u"57").isEmpty());
    int nations = 0;
    for (int code = 0; code < 100; ++code)
        nations += nationName(QStringLiteral("%1").arg(code, 2, 10, QLatin1Char('0'))).isEmpty() ? 0 : 1;
    CHECK(nations == 58);
    CHECK(sexName(u"1") == u"男");
    CHECK(sexName(u"9") == u"未说明");
    CHECK(sexName(u"3").isEmpty());
}
