#include "measurement.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::tfrange;

namespace
{

/// "500", "nothing" (in reach), or "" where there is no whole measurement.
std::string measured(MeasurementDecoder &decoder, const QByteArray &bytes)
{
    const auto measurement = decoder.feed(bytes);
    if (!measurement)
        return {};
    return measurement->distance ? std::to_string(*measurement->distance) : "nothing";
}

std::string measured(const char *hex)
{
    MeasurementDecoder decoder;
    return measured(decoder, QByteArray::fromHex(hex));
}

} // namespace

TEST_CASE("a frame is a distance in millimetres")
{
    CHECK(measured("5959 3200 dc05 6009 2e") == "500");     // 50 cm, strength 1500
    CHECK(measured("5959 2c01 6400 6009 ac") == "3000");    // 3 m, as weak as may be
    CHECK(measured("5959 2c01 6300 6009 ab") == "nothing"); // weaker
    CHECK(measured("5959 3200 ffff 6009 4b") == "nothing"); // blinded
    CHECK(measured("5959 0000 dc05 6009 fc") == "nothing");
    CHECK(measured("5959 b104 dc05 6009 b1") == "nothing"); // 12.01 m
    CHECK(measured("5959 3200 dc05 6009 2f") == "");        // wrong sum
    CHECK(measured("5958 3200 dc05 6009 2d") == "");
}

TEST_CASE("frames are found in whatever pieces they come, and between noise; the newest counts")
{
    const QByteArray half = QByteArray::fromHex("59593200dc0560092e"),
                     metre = QByteArray::fromHex("59596400dc05600960");
    MeasurementDecoder decoder;
    for (qsizetype at = 0; at < half.size(); ++at)
        CHECK(measured(decoder, half.sliced(at, 1)) == (at + 1 == half.size() ? "500" : ""));
    CHECK(measured(decoder, half + metre) == "1000");
    CHECK(measured(decoder, half.sliced(3) + "\x59" + metre) == "1000");
    CHECK(measured(decoder, metre.first(8)).empty());
    decoder.clear();
    CHECK(measured(decoder, half) == "500");
}
