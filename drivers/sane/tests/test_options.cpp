#include "../scan_options.h"

#include <catch2/catch.hpp>

#include <array>

using namespace kiosk;
using namespace kiosk::sane;

namespace
{

constexpr int both = SANE_CAP_SOFT_SELECT | SANE_CAP_SOFT_DETECT;

SANE_Option_Descriptor descriptor(SANE_Value_Type type, int size = sizeof(SANE_Word), int cap = both)
{
    SANE_Option_Descriptor result{};
    result.name = "thing";
    result.type = type;
    result.size = size;
    result.cap = cap;
    return result;
}

ScanOption option(const SANE_Option_Descriptor &from)
{
    const auto made = ScanOption::of(3, &from);
    REQUIRE(made);
    return *made;
}

int wordOf(const Result<QByteArray> &bytes)
{
    REQUIRE(bytes);
    REQUIRE(bytes->size() == 4);
    int value = 0;
    memcpy(&value, bytes->constData(), 4);
    return value;
}

} // namespace

TEST_CASE("a resolution is the next one that the scanner has, or the largest")
{
    static constexpr std::array<SANE_Word, 5> list{4, 75, 150, 300, 600};
    auto from = descriptor(SANE_TYPE_INT);
    from.constraint_type = SANE_CONSTRAINT_WORD_LIST;
    from.constraint.word_list = list.data();
    const ScanOption listed = option(from);
    CHECK(listed.atLeast(150) == 150);
    CHECK(listed.atLeast(200) == 300);
    CHECK(listed.atLeast(10) == 75);
    CHECK(listed.atLeast(1200) == 600);
    CHECK(wordOf(listed.encoded(290.0)) == 300);

    static const SANE_Range range{SANE_FIX(50), SANE_FIX(400), 0};
    auto fixed = descriptor(SANE_TYPE_FIXED);
    fixed.constraint_type = SANE_CONSTRAINT_RANGE;
    fixed.constraint.range = &range;
    const ScanOption ranged = option(fixed);
    CHECK(ranged.atLeast(200) == 200);
    CHECK(ranged.atLeast(1000) == 400);
    CHECK(wordOf(ranged.encoded(10.0)) == SANE_FIX(50));
    CHECK(ranged.decoded(*ranged.encoded(123.5)) == Approx(123.5));
}

TEST_CASE("values are as SANE takes them, and what an option does not have is refused")
{
    static constexpr std::array<SANE_String_Const, 3> words{"Gray", "Color", nullptr};
    auto from = descriptor(SANE_TYPE_STRING, 8);
    from.constraint_type = SANE_CONSTRAINT_STRING_LIST;
    from.constraint.string_list = words.data();
    const ScanOption mode = option(from);
    CHECK(*mode.encoded(QStringLiteral("Gray")) == QByteArray("Gray\0\0\0\0", 8));
    CHECK_FALSE(mode.encoded(QStringLiteral("Grey")));
    CHECK(firstOf({QStringLiteral("24bit Color"), QStringLiteral("COLOR")}, mode) == QStringLiteral("Color"));
    CHECK_FALSE(firstOf({QStringLiteral("Lineart")}, mode));
    const ScanOption free = option(descriptor(SANE_TYPE_STRING, 4));
    CHECK_FALSE(free.encoded(QStringLiteral("abcd"))); // no place for the end
    CHECK(free.encoded(QStringLiteral("abc")));

    const ScanOption yes = option(descriptor(SANE_TYPE_BOOL));
    CHECK(wordOf(yes.encoded(QStringLiteral("yes"))) == SANE_TRUE);
    CHECK(wordOf(yes.encoded(QStringLiteral("false"))) == SANE_FALSE);
    CHECK_FALSE(yes.encoded(QStringLiteral("1")));

    const ScanOption number = option(descriptor(SANE_TYPE_INT));
    CHECK(wordOf(number.encoded(QStringLiteral("-12"))) == -12);
    CHECK(wordOf(number.encoded(1e30)) == 2147483647);
    CHECK_FALSE(number.encoded(QStringLiteral("many")));
    CHECK_FALSE(option(descriptor(SANE_TYPE_INT, 8)).encoded(1.0)); // an array
    CHECK_FALSE(option(descriptor(SANE_TYPE_INT, 4, SANE_CAP_SOFT_DETECT)).encoded(1.0));
    CHECK_FALSE(option(descriptor(SANE_TYPE_INT, 4, both | SANE_CAP_INACTIVE)).encoded(1.0));
}

TEST_CASE("what is no option is none")
{
    CHECK_FALSE(ScanOption::of(0, nullptr));
    auto from = descriptor(SANE_TYPE_GROUP);
    CHECK_FALSE(ScanOption::of(1, &from));
    from = descriptor(SANE_TYPE_INT);
    from.name = nullptr;
    CHECK_FALSE(ScanOption::of(1, &from));
    from = descriptor(SANE_TYPE_STRING, -4);
    CHECK_FALSE(ScanOption::of(1, &from));
    from = descriptor(SANE_TYPE_STRING, 1 << 30);
    CHECK_FALSE(ScanOption::of(1, &from));
    static constexpr std::array<SANE_Word, 1> negative{-1};
    from = descriptor(SANE_TYPE_INT);
    from.constraint_type = SANE_CONSTRAINT_WORD_LIST;
    from.constraint.word_list = negative.data();
    CHECK(option(from).values.isEmpty());
}

TEST_CASE("options of devices.yaml are name=value")
{
    const auto setting = optionSetting(QStringLiteral("read-return-value=SANE_STATUS_JAMMED=1"));
    REQUIRE(setting);
    CHECK(setting->first == u"read-return-value");
    CHECK(setting->second == u"SANE_STATUS_JAMMED=1");
    CHECK_FALSE(optionSetting(QStringLiteral("=1")));
    CHECK_FALSE(optionSetting(QStringLiteral("brightness")));
}
