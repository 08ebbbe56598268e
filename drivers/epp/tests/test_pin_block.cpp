#include "pin_block.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::epp::emulator;

namespace
{

const QByteArray key = QByteArray::fromHex("00112233445566778899aabbccddeeff"), ones(8, '\xff');
const QByteArray pan = "1234567890123456789";

/// The PIN, or "-".
QByteArray opened(const QByteArray &with, const QByteArray &block, const QByteArray &account)
{
    const auto pin = decipher(with, block, account);
    return pin ? *pin : QByteArray("-");
}

} // namespace

TEST_CASE("format 4's fields are as ISO 9564-1 says")
{
    CHECK(pinField("1234", ones).toHex() == "441234aaaaaaaaaaffffffffffffffff");
    CHECK(pinField("123456789012", ones).toHex() == "4c123456789012aaffffffffffffffff");
    CHECK(accountField("1234567890123456789").toHex() == "71234567890123456789000000000000");
    CHECK(accountField("123456789012").toHex() == "01234567890120000000000000000000");
    CHECK(accountField("123456789").toHex() == "00001234567890000000000000000000");
}

TEST_CASE("a block is enciphered as in the published examples, and opens with its key and account only")
{
    const auto block = encipher(key, "1234", pan, ones);
    REQUIRE(block);
    CHECK(block->toHex() == "28b41fddd29b743e93124bd8e32d921e");
    CHECK(opened(key, *block, pan) == "1234");
    CHECK(opened(QByteArray(16, '\x01'), *block, pan) == "-");
    CHECK(opened(key, *block, "1234567890123456780") == "-");
    CHECK_FALSE(encipher(key, "123", pan, ones));
    CHECK_FALSE(encipher(key.first(15), "1234", pan, ones));
    CHECK(opened(key, QByteArray::fromHex("52db178c6edce52e3a70f7fbc8e9c758"), "1234567890123456") == "1234");
    CHECK(opened(key, QByteArray::fromHex("847a0209c659e4c4a79ca6a2a2217d31"), "123456789012345678") ==
          "123456");
}
