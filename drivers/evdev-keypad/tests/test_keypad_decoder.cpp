#include "keypad_decoder.h"

#include <catch2/catch.hpp>
#include <linux/input.h>

using namespace kiosk;
using namespace kiosk::evdevkeypad;

namespace
{

QByteArray event(quint16 type, quint16 code, int value)
{
    const input_event one{{}, type, code, value};
    return {reinterpret_cast<const char *>(&one), sizeof one};
}

/// "+down", "-down", "all up", "headset in", "headset out".
std::string decoded(KeypadDecoder &decoder, const QByteArray &bytes)
{
    const char *const words[] = {"+", "-", "all up", "headset in", "headset out"};
    std::string found;
    for (const hal::KeypadEvent &one : decoder.feed(bytes))
        found += words[int(one.kind)] + one.action.toStdString() + ' ';
    return found;
}

KeypadDecoder decoderOfKeys()
{
    return KeypadDecoder({{KEY_DOWN, QStringLiteral("down")},
                          {KEY_ENTER, QStringLiteral("select")},
                          {KEY_F15, headsetIn.toString()},
                          {KEY_F16, headsetOut.toString()}});
}

QJsonArray keys(std::initializer_list<std::pair<int, const char *>> entries)
{
    QJsonArray array;
    for (const auto &[key, action] : entries)
        array.append(
            QJsonObject{{QStringLiteral("key"), key}, {QStringLiteral("action"), QLatin1String(action)}});
    return array;
}

} // namespace

TEST_CASE("keys are what the map says, and the kernel's own repeating is not")
{
    KeypadDecoder decoder = decoderOfKeys();
    CHECK(decoded(decoder, event(EV_KEY, KEY_DOWN, 1) + event(EV_SYN, SYN_REPORT, 0)) == "+down ");
    CHECK(decoded(decoder, event(EV_KEY, KEY_DOWN, 2)).empty());
    CHECK(decoded(decoder, event(EV_KEY, KEY_DOWN, 0) + event(EV_KEY, KEY_ENTER, 1)) == "-down +select ");
    CHECK(decoded(decoder, event(EV_KEY, KEY_5, 1) + event(EV_REL, KEY_DOWN, 1)).empty());
    CHECK(decoded(decoder, event(EV_SYN, SYN_DROPPED, 0)) == "all up ");
}

TEST_CASE("an event may come in pieces")
{
    KeypadDecoder decoder = decoderOfKeys();
    const QByteArray bytes = event(EV_KEY, KEY_DOWN, 1) + event(EV_KEY, KEY_DOWN, 0);
    std::string found;
    for (const char byte : bytes)
        found += decoded(decoder, QByteArray(1, byte));
    CHECK(found == "+down -down ");
    CHECK(decoded(decoder, bytes.first(5)).empty());
    decoder.clear();
    CHECK(decoded(decoder, bytes) == "+down -down ");
}

TEST_CASE("a headset is told by its switch or by keys")
{
    KeypadDecoder decoder = decoderOfKeys();
    CHECK(decoded(decoder, event(EV_SW, SW_HEADPHONE_INSERT, 1)) == "headset in ");
    CHECK(decoded(decoder, event(EV_SW, SW_HEADPHONE_INSERT, 0)) == "headset out ");
    CHECK(decoded(decoder, event(EV_SW, SW_LID, 1)).empty());
    CHECK(decoded(decoder, event(EV_KEY, KEY_F15, 1) + event(EV_KEY, KEY_F15, 0)) == "headset in ");
    CHECK(decoded(decoder, event(EV_KEY, KEY_F16, 1)) == "headset out ");
}

TEST_CASE("a map has one known action for each key")
{
    const auto map = keyMapOf(keys({{103, "up"}, {28, "select"}, {96, "select"}, {185, "headsetIn"}}));
    REQUIRE(map);
    CHECK(map->value(96) == QStringLiteral("select"));
    CHECK_FALSE(keyMapOf(keys({{103, "dance"}})));
    CHECK_FALSE(keyMapOf(keys({{0, "up"}})));
    CHECK_FALSE(keyMapOf(keys({{768, "up"}})));
    CHECK_FALSE(keyMapOf(keys({{103, "up"}, {103, "down"}})));
}
