#include "frame.h"

#include <catch2/catch.hpp>

using namespace kiosk::epp;
using Kind = Received::Kind;

namespace
{

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

QList<Kind> kindsIn(const QByteArray &bytes)
{
    FrameDecoder decoder;
    decoder.feed(bytes);
    QList<Kind> kinds;
    while (const auto received = decoder.next())
        kinds.append(received->kind);
    return kinds;
}

} // namespace

TEST_CASE("a frame has its command, its fields and their sum")
{
    CHECK(encodeFrame({"I0", {}}) == hex("02 4930 03 7a"));
    CHECK(encodeFrame({"K0", {"4"}}) == hex("02 4b30 1c34 03 50"));
    CHECK(encodeFrame({"D0", {"1", "32"}}) == hex("02 4430 1c31 1c3332 03 47"));
}

TEST_CASE("frames and receipts are found in whatever pieces they come, and between noise")
{
    const QByteArray frame = hex("02 4b30 1c34 03 50");
    CHECK(kindsIn(hex("06") + frame + hex("15")) == QList{Kind::Good, Kind::Message, Kind::Bad});
    CHECK(kindsIn("OK\r\n" + frame) == QList{Kind::Message});
    CHECK(kindsIn(frame.first(5)).isEmpty());
    FrameDecoder decoder;
    for (qsizetype at = 0; at < frame.size(); ++at) {
        decoder.feed(frame.mid(at, 1));
        const auto received = decoder.next();
        REQUIRE(received.has_value() == (at + 1 == frame.size()));
        if (received)
            CHECK(received->message == Message{"K0", {"4"}});
    }
}

TEST_CASE("a damaged frame is told, and the next is read")
{
    const QByteArray frame = hex("02 4b30 1c34 03 50");
    CHECK(kindsIn(hex("02 4b30 1c35 03 50") + frame) == QList{Kind::Damaged, Kind::Message});
    CHECK(kindsIn(hex("02 4b 03 48")) == QList{Kind::Damaged});
    CHECK(kindsIn(hex("02 4b30 34 03 4c")).first() == Kind::Damaged);
    CHECK(kindsIn(hex("02 4b30 1c80 03 e4")).first() == Kind::Damaged);
    CHECK(kindsIn(QByteArray(1, control::begin) + QByteArray(longestFrame, '1') + frame) ==
          QList{Kind::Damaged, Kind::Message});
}
