#include <kiosk/hal/presence_sensor.h>

#include <catch2/catch.hpp>

using namespace kiosk;

TEST_CASE("somebody at the limit does not come and go")
{
    hal::NearLimit limit(800, 1000);
    CHECK_FALSE(limit.present(801));
    CHECK(limit.present(800));
    CHECK(limit.present(1000));
    CHECK_FALSE(limit.present(1001));
    CHECK_FALSE(limit.present(900));
    CHECK(limit.present(10));
    CHECK_FALSE(limit.present(std::nullopt));
    CHECK_FALSE(limit.present(900));
}
