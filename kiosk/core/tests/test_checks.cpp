#include <kiosk/core/checks.h>

#include <catch2/catch.hpp>

using namespace kiosk;

TEST_CASE("an ID number is right only with its check character and a real birth date")
{
    CHECK(isIdNumber(u"990000199001010017"));
    CHECK(isIdNumber(u"990000195803150021"));
    CHECK(isIdNumber(u"11010119900307707X"));
    CHECK(isIdNumber(u"932682198501010017"));
    CHECK_FALSE(isIdNumber(u"990000199001010018"));
    CHECK_FALSE(isIdNumber(u"11010119900307707x"));
    CHECK_FALSE(isIdNumber(u"99000019900101001"));
    CHECK_FALSE(isIdNumber(u"990000199013010017"));
    CHECK_FALSE(isIdNumber(u"九九〇〇〇〇一九九〇〇一〇一〇〇一七"));
    CHECK_FALSE(isIdNumber(u""));
}

TEST_CASE("a unified social credit code is right only with its check character")
{
    CHECK(isCreditCode(u"91440300708461136T"));
    CHECK(isCreditCode(u"91110108551385082Q"));
    CHECK(isCreditCode(u"91990000MA0TE5T163"));
    CHECK(isCreditCode(u"91990000MA0TE5T24X"));
    CHECK_FALSE(isCreditCode(u"91440300708461136U"));
    CHECK_FALSE(isCreditCode(u"91440300708461136I"));
    CHECK_FALSE(isCreditCode(u""));
}
