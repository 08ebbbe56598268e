#include "sam_fixture.h"

#include <catch2/catch.hpp>
#include <thread>

using namespace kiosk;

namespace
{

QStringList reader(const char *hiddenCard)
{
    return {QStringLiteral("--hidden-card"), QLatin1String(hiddenCard)};
}

} // namespace

TEST_CASE("a card that was read and lies there still is seen, whichever way the reader has")
{
    const char *way = GENERATE("select", "reset");
    SamFixture sam(SamFixture::fastBaud, reader(way));
    CHECK(sam.media() == u"notPresent");
    sam.insert("zhang");
    CHECK(sam.media() == u"present");
    sam.read();
    CHECK(sam.media() == u"present");
    CHECK(sam.failure("awaitRemoval", 200ms) == u"timeOut");
    CHECK(sam.media() == u"present");

    std::thread citizen([&] { sam.remove(); });
    CHECK(sam.run("awaitRemoval"));
    citizen.join();
    CHECK(sam.media() == u"notPresent");
    sam.insert("li");
    CHECK(sam.media() == u"present");
    CHECK(sam.read()[u"name"].toString() == u"李样例");
}

TEST_CASE("a card that lies there still can be read again")
{
    SamFixture sam;
    sam.insert("zhang");
    for (int i = 0; i < 3; ++i)
        CHECK(sam.read()[u"name"].toString() == u"张测试");
}

TEST_CASE("a card that another program read is found after open")
{
    SamFixture sam;
    sam.insert("zhang");
    sam.read();
    sam.device().close();
    CHECK(sam.media() == u"present");
    CHECK(sam.read()[u"name"].toString() == u"张测试");
}

TEST_CASE("a reader that cannot tell says so")
{
    SamFixture sam(SamFixture::fastBaud, reader("none"));
    sam.insert("zhang");
    sam.read();
    CHECK(sam.media() == u"unknown");
    CHECK(sam.failure("awaitRemoval") == u"unsupportedCommand");
    // The next card is read all the same.
    sam.insert("li");
    CHECK(sam.read()[u"name"].toString() == u"李样例");
}

TEST_CASE("a card put back during removal is not gone")
{
    SamFixture sam;
    sam.insert("zhang");
    sam.read();
    sam.remove();
    sam.insert("zhang");
    CHECK(sam.failure("awaitRemoval", 200ms) == u"timeOut");
    sam.remove();
    CHECK(sam.run("awaitRemoval"));
}
