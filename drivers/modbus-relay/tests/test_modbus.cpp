#include "modbus.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::modbus;

namespace
{

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

/// Bits as "0110", "more", or the error's name.
std::string answered(const QByteArray &question, const QByteArray &received)
{
    const auto bits = parseAnswer(question, received);
    if (!bits)
        return bits.error().code.name().toString().toStdString();
    if (!*bits)
        return "more";
    std::string text;
    for (const bool bit : **bits)
        text += bit ? '1' : '0';
    return text;
}

} // namespace

TEST_CASE("questions are as the boards' manuals print them")
{
    CHECK(writeCoil(1, 0, true) == hex("01050000ff008c3a"));
    CHECK(writeCoil(1, 0, false) == hex("010500000000cdca"));
    CHECK(writeCoil(1, 1, true) == hex("01050001ff00ddfa"));
    CHECK(readBits(1, Function::ReadInputs, 0, 8) == hex("01020000000879cc"));
    CHECK(readBits(1, Function::ReadCoils, 0, 8) == hex("0101000000083dcc"));
}

TEST_CASE("a write is answered by itself, and by nothing else")
{
    const QByteArray question = writeCoil(1, 0, true);
    CHECK(answered(question, question) == "");
    for (qsizetype length = 0; length < question.size(); ++length)
        CHECK(answered(question, question.first(length)) == "more");
    CHECK(answered(question, writeCoil(1, 0, false)) == "protocolError");
    CHECK(answered(question, writeCoil(2, 0, true)) == "protocolError");
    CHECK(answered(question, question + '\0') == "protocolError");
    CHECK(answered(question, hex("01050000ff008c3b")) == "protocolError");
}

TEST_CASE("bits come lowest first")
{
    const QByteArray question = readBits(1, Function::ReadInputs, 0, 8);
    const QByteArray body = hex("01020105");
    CHECK(answered(question, body + checksum(body)) == "10100000");
    CHECK(answered(question, body) == "more");
    const QByteArray ten = readBits(1, Function::ReadInputs, 3, 10), two = hex("0102020102");
    CHECK(answered(ten, two + checksum(two)) == "1000000001");
    const QByteArray fewer = hex("0102030102"); // says another length than was asked for
    CHECK(answered(ten, fewer + checksum(fewer)) == "protocolError");
}

TEST_CASE("a refusal is told: no such line, or the board cannot")
{
    const QByteArray question = writeCoil(1, 9, true), address = hex("018502"), broken = hex("018504");
    CHECK(answered(question, address + checksum(address)) == "invalidData");
    CHECK(answered(question, broken + checksum(broken)) == "hardwareError");
    CHECK(answered(question, address) == "more");
    CHECK(answered(question, hex("0185020000")) == "protocolError");
}
