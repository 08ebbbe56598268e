#include "key_decoder.h"
#include "pos_decoder.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::hidscanner;
using hal::Symbology;

namespace
{

/// Codes, and "!" for a damaged one.
std::string decoded(hal::CodeDecoder &decoder, QByteArrayView bytes, bool silence = false)
{
    std::string found;
    decoder.feed(bytes);
    if (silence)
        decoder.endOfSending();
    for (auto event = decoder.next(); event != hal::CodeDecoder::Event::NeedsMore; event = decoder.next())
        found += event == hal::CodeDecoder::Event::Code ? "<" + decoder.code().data.toStdString() + ">" : "!";
    return found;
}

QByteArray reportOf(const QByteArray &data, bool goesOn = false, const QByteArray &aim = "]Q1")
{
    QByteArray one(64, '\0');
    one[0] = 2;
    one[1] = char(data.size());
    one.replace(2, aim.size(), aim);
    one.replace(5, data.size(), data);
    one[63] = goesOn ? 1 : 0;
    return one;
}

QByteArray events(std::initializer_list<std::pair<quint16, int>> keys)
{
    QByteArray stream;
    for (const auto &[key, value] : keys) {
        const input_event event{{}, EV_KEY, key, value};
        stream.append(reinterpret_cast<const char *>(&event), sizeof event);
    }
    return stream;
}

QByteArray stroke(quint16 key)
{
    return events({{key, 1}, {key, 0}});
}

} // namespace

TEST_CASE("a report is a code with its kind, and several can be one")
{
    PosDecoder decoder;
    CHECK(decoded(decoder, reportOf("4240001")) == "<4240001>");
    CHECK(decoder.code().symbology == Symbology::QrCode);
    const QByteArray first(56, 'a');
    CHECK(decoded(decoder, reportOf(first, true, "]C1")).empty());
    CHECK(decoder.inCode());
    CHECK(decoded(decoder, reportOf("b")) == "<" + first.toStdString() + "b>");
    CHECK(decoder.code().symbology == Symbology::Ean128); // of the first
    CHECK_FALSE(decoder.inCode());
    CHECK(decoded(decoder, reportOf("c", false, QByteArray(3, '\0'))) == "<c>");
    CHECK(decoder.code().symbology == Symbology::Unknown);
    CHECK(decoded(decoder, reportOf(QByteArray("\0\xff", 2))) == "<" + std::string("\0\xff", 2) + ">");
}

TEST_CASE("a report that is none, a code that is cut or too long is damaged, and the next is whole")
{
    PosDecoder decoder;
    QByteArray wrong = reportOf("x");
    const int what = GENERATE(0, 1, 2, 3);
    if (what == 0) {
        wrong[0] = 3;
        CHECK(decoded(decoder, wrong) == "!");
    } else if (what == 1) {
        wrong[1] = 57;
        CHECK(decoded(decoder, wrong) == "!");
    } else if (what == 2) {
        CHECK(decoded(decoder, reportOf("x", true), true) == "!");
    } else {
        for (int part = 0; part < 200; ++part)
            CHECK(decoded(decoder, reportOf(QByteArray(56, 'x'), true)).empty());
        CHECK(decoded(decoder, reportOf("x")) == "!");
    }
    CHECK(decoded(decoder, reportOf("ok")) == "<ok>");
}

TEST_CASE("a scanner is known by its usage page")
{
    const auto describes = [](const char *hex) { return describesScanner(QByteArray::fromHex(hex)); };
    CHECK(describes("058c0902a101c0"));
    CHECK(describes("068c000902a101c0"));   // two bytes for the page
    CHECK(describes("05010906a101c0058c")); // a keyboard that is a scanner, too
    CHECK_FALSE(describes("05010902a101c0"));
    CHECK_FALSE(describes("098c"));       // a usage
    CHECK_FALSE(describes("fe0200058c")); // inside a long item
    CHECK_FALSE(describes(""));
    CHECK_FALSE(describes("05"));
}

TEST_CASE("keys are the characters of a US keyboard")
{
    std::string plain, shifted;
    for (quint16 key = KEY_1; key <= KEY_SPACE; ++key) {
        if (characterOf(key, false) == '\0' || key == KEY_KPASTERISK || key == KEY_TAB)
            continue;
        plain += characterOf(key, false);
        shifted += characterOf(key, true);
    }
    CHECK(plain == "1234567890-=qwertyuiop[]asdfghjkl;'`\\zxcvbnm,./ ");
    CHECK(shifted == "!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"~|ZXCVBNM<>? ");
    CHECK(characterOf(KEY_KP0, false) == '0');
    CHECK(characterOf(KEY_KP7, false) == '7');
    CHECK(characterOf(KEY_F1, false) == '\0');
}

TEST_CASE("keys up to the terminator are a code")
{
    KeyDecoder decoder(Terminator::Enter, false);
    CHECK(decoded(decoder, stroke(KEY_4) + stroke(KEY_2)).empty());
    CHECK(decoder.inCode());
    CHECK(decoded(decoder, stroke(KEY_ENTER)) == "<42>");
    CHECK(decoded(decoder, stroke(KEY_ENTER)).empty()); // CR LF, as keys
    CHECK(decoded(decoder,
                  events({{KEY_LEFTSHIFT, 1}, {KEY_A, 1}, {KEY_A, 2}, {KEY_A, 0}, {KEY_LEFTSHIFT, 0}}) +
                      stroke(KEY_B) + stroke(KEY_KPENTER)) == "<Ab>");
    CHECK(decoded(decoder, stroke(KEY_CAPSLOCK) + stroke(KEY_A) + stroke(KEY_1) + stroke(KEY_CAPSLOCK) +
                               stroke(KEY_A) + stroke(KEY_ENTER)) == "<A1a>");
    KeyDecoder tabbed(Terminator::Tab, true);
    CHECK(decoded(tabbed, stroke(KEY_RIGHTBRACE) + events({{KEY_RIGHTSHIFT, 1}}) + stroke(KEY_Q) +
                              events({{KEY_RIGHTSHIFT, 0}}) + stroke(KEY_1) + stroke(KEY_7) +
                              stroke(KEY_TAB)) == "<7>");
    CHECK(tabbed.code().symbology == Symbology::QrCode);
    CHECK(decoded(tabbed, stroke(KEY_7) + stroke(KEY_TAB)) == "!");
    KeyDecoder silent(Terminator::None, false);
    CHECK(decoded(silent, stroke(KEY_7) + stroke(KEY_TAB), true) == "<7\t>");
}

TEST_CASE("keys that type nothing, lost events, silence and too many keys spoil a code, and not the next")
{
    KeyDecoder decoder(Terminator::Enter, false);
    const QByteArray seven = stroke(KEY_7), enter = stroke(KEY_ENTER);
    CHECK(decoded(decoder, seven + stroke(KEY_F1) + enter) == "!");
    CHECK(decoded(decoder, events({{KEY_LEFTALT, 1}}) + seven + events({{KEY_LEFTALT, 0}}) + enter) == "!");
    const input_event lost{{}, EV_SYN, SYN_DROPPED, 0};
    CHECK(decoded(decoder, seven + QByteArray(reinterpret_cast<const char *>(&lost), sizeof lost) + seven +
                               enter) == "!");
    CHECK(decoded(decoder, seven, true) == "!");
    CHECK(decoded(decoder, seven.repeated(5000)).empty());
    CHECK(decoded(decoder, enter) == "!");
    CHECK(decoded(decoder, seven + enter) == "<7>");
}
