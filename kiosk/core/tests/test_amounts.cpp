#include <kiosk/core/amounts.h>

#include <catch2/catch.hpp>

#include <limits>

using namespace kiosk;

TEST_CASE("fen are written as yuan, thousands apart")
{
    CHECK(yuan(0) == u"0.00");
    CHECK(yuan(5) == u"0.05");
    CHECK(yuan(-5) == u"-0.05");
    CHECK(yuan(99999) == u"999.99");
    CHECK(yuan(100000) == u"1,000.00");
    CHECK(yuan(812345678) == u"8,123,456.78");
    CHECK(yuan(std::numeric_limits<qint64>::min()) == u"-92,233,720,368,547,758.08");
}
