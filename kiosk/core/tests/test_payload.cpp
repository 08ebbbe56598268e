#include <kiosk/core/payload.h>

#include <catch2/catch.hpp>

using namespace kiosk;

TEST_CASE("fields and documents arrive as they were sent")
{
    const Payload sent{{{QStringLiteral("name"), QStringLiteral("张测试")}},
                       {"%PDF", QByteArray(1000, '\0')}};
    const auto sealed = seal(sent);
    REQUIRE(sealed);
    const auto received = readPayload(sealed->get());
    REQUIRE(received);
    CHECK(received->fields == sent.fields);
    CHECK(received->blobs == sent.blobs);
    CHECK_FALSE(readPayload(sealed->get(), 100));
}

TEST_CASE("an image cut or lengthened anywhere is refused")
{
    const QByteArray image = encodePayload({{{QStringLiteral("a"), 1}}, {"blob"}});
    for (qsizetype length = 0; length < image.size(); ++length)
        CHECK_FALSE(decodePayload(image.first(length)));
    CHECK_FALSE(decodePayload(image + 'x'));
    CHECK(decodePayload(image));
}
