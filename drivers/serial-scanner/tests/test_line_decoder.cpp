#include "line_decoder.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::serialscanner;

namespace
{

/// Codes and "!" for a damaged one.
std::string decoded(LineDecoder &decoder, QByteArrayView bytes, bool silence = false)
{
    std::string found;
    decoder.feed(bytes);
    if (silence)
        decoder.endOfSending();
    for (auto event = decoder.next(); event != LineDecoder::Event::NeedsMore; event = decoder.next())
        found += event == LineDecoder::Event::Code ? "<" + decoder.code().data.toStdString() + ">" : "!";
    return found;
}

} // namespace

TEST_CASE("a line is a code, in whatever pieces it comes")
{
    LineDecoder decoder(Framing{});
    CHECK(decoded(decoder, "12").empty());
    CHECK(decoder.inCode());
    CHECK(decoded(decoder, "34\r") == "<1234>");
    CHECK_FALSE(decoder.inCode());
    CHECK(decoded(decoder, "\n\r\r5\r6\r") == "<5><6>"); // CR LF, empty lines, two at once
    CHECK(decoded(decoder, "7", true) == "!");           // cut
    CHECK(decoded(decoder, "8\r") == "<8>");
}

TEST_CASE("what stands before a prefix is noise")
{
    LineDecoder decoder(Framing{"\x02\x02", "\x03"});
    CHECK(decoded(decoder, "noise\x03\x02").empty());
    CHECK(decoded(decoder, "\x02"
                           "a\x03"
                           "b\x03"
                           "\x02\x02"
                           "c") == "<a>");
    CHECK(decoded(decoder, "\x03") == "<c>");
    CHECK(decoded(decoder, "\x02", true).empty()); // half a prefix
    CHECK_FALSE(decoder.inCode());
}

TEST_CASE("without a suffix a code ends in silence")
{
    LineDecoder decoder(Framing{{}, {}});
    CHECK(decoded(decoder, "12").empty());
    CHECK(decoded(decoder, "34", true) == "<1234>");
    CHECK(decoded(decoder, "5", true) == "<5>");
}

TEST_CASE("a code that is too long is dropped to its end, and the next is whole")
{
    const bool suffixed = GENERATE(true, false);
    LineDecoder decoder(Framing{{}, suffixed ? QByteArray("\r\n") : QByteArray()});
    const QByteArray longest(hal::longestCode, 'x'), end = suffixed ? "\r\n" : "";
    CHECK(decoded(decoder, longest + end, !suffixed) == "<" + longest.toStdString() + ">");
    CHECK(decoded(decoder, longest + 'y' + end, !suffixed) == "!");
    for (int piece = 0; piece < 100; ++piece)
        CHECK(decoded(decoder, longest).empty());
    CHECK(decoder.inCode());
    CHECK(decoded(decoder, end, !suffixed) == "!");
    CHECK(decoded(decoder, "z" + end, !suffixed) == "<z>");
}

TEST_CASE("with AIM identifiers each code says its kind, or is none")
{
    LineDecoder decoder(Framing{{}, "\r", true});
    CHECK(decoded(decoder, "]Q1abc\r") == "<abc>");
    CHECK(decoder.code().symbology == hal::Symbology::QrCode);
    CHECK(decoded(decoder, "]C0128\r") == "<128>");
    CHECK(decoder.code().symbology == hal::Symbology::Code128);
    CHECK(decoded(decoder, "abc\r") == "!");
    // Told nothing, the same characters are a part of the code: anybody can print them.
    LineDecoder plain(Framing{});
    CHECK(decoded(plain, "]C0128\r") == "<]C0128>");
    CHECK(plain.code().symbology == hal::Symbology::Unknown);
}
