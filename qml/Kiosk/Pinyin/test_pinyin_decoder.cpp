#include "pinyin_decoder.h"

#include <catch2/catch.hpp>

#include <QDir>
#include <QTemporaryDir>

#include <array>
#include <random>
#include <string>

namespace
{
void type(PinyinDecoder &decoder, const char *letters)
{
    for (const char *letter = letters; *letter; ++letter)
        decoder.add(QString(QLatin1Char(*letter)));
}
} // namespace

TEST_CASE("a word is found by its pinyin", "[pinyin]")
{
    PinyinDecoder decoder;
    REQUIRE(decoder.available());
    type(decoder, "ruxue");
    CHECK(decoder.composition() == QStringLiteral("ru xue"));
    REQUIRE_FALSE(decoder.candidates().isEmpty());
    CHECK(decoder.candidates().first() == QStringLiteral("入学"));
    CHECK(decoder.choose(0) == QStringLiteral("入学"));
    CHECK(decoder.composition().isEmpty());
    CHECK(decoder.candidates().isEmpty());
}

TEST_CASE("a sentence is put together word by word, and a choice can be taken back", "[pinyin]")
{
    PinyinDecoder decoder;
    type(decoder, "banlixuji");
    const qsizetype word = decoder.candidates().indexOf(QStringLiteral("办理"));
    REQUIRE(word > 0);
    CHECK(decoder.choose(int(word)).isEmpty());
    CHECK(decoder.composition() == QStringLiteral("办理 xu ji"));
    decoder.removeLast();
    CHECK(decoder.composition() == QStringLiteral("ban li xu ji"));
    CHECK(decoder.choose(int(word)).isEmpty());
    const QString rest = decoder.candidates().first();
    CHECK(rest.size() == 2);
    CHECK(decoder.choose(0) == QStringLiteral("办理") + rest);
}

TEST_CASE("letters are taken back one by one, separators part syllables", "[pinyin]")
{
    PinyinDecoder decoder;
    decoder.add(QStringLiteral("'"));
    CHECK(decoder.composition().isEmpty());
    type(decoder, "xi'an");
    CHECK(decoder.candidates().contains(QStringLiteral("西安")));
    decoder.removeLast();
    decoder.removeLast();
    CHECK(decoder.letters() == QStringLiteral("xi'"));
    for (int times = 0; times < 5; ++times)
        decoder.removeLast();
    CHECK(decoder.letters().isEmpty());
    CHECK(decoder.candidates().isEmpty());
    decoder.add(QStringLiteral("1"));
    decoder.add(QStringLiteral("ü"));
    CHECK(decoder.letters().isEmpty());
}

TEST_CASE("what nobody can read stays letters and ends", "[pinyin]")
{
    PinyinDecoder decoder;
    type(decoder, "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv");
    CHECK(decoder.letters().size() <= 15);
    CHECK(decoder.choose(99).isEmpty());
    decoder.clear();
    CHECK(decoder.composition().isEmpty());
}

TEST_CASE("a key held down, and a choice taken back before letters that are none: it goes on", "[pinyin]")
{
    PinyinDecoder decoder;
    for (char letter = 'a'; letter <= 'z'; ++letter) {
        type(decoder, std::string(40, letter).c_str());
        decoder.clear();
    }
    for (const char *heavy : {"zhzhzhzhzhzhzhzhzhzhzhzhzhzh", "sszzsszzsszzsszzsszz", "zhzzhzzhzzhzzhzzhzzhz",
                              "angangangangangang", "anananananananananan"}) {
        type(decoder, heavy);
        decoder.clear();
    }
    type(decoder, "niv");
    CHECK(decoder.choose(0).isEmpty());
    CHECK(decoder.letters() == QStringLiteral("niv"));
    decoder.removeLast();
    CHECK(decoder.composition() == QStringLiteral("ni v"));
}

TEST_CASE("what has been typed is finished with whatever it may mean", "[pinyin]")
{
    PinyinDecoder decoder;
    CHECK(decoder.finish().isEmpty());
    type(decoder, "ruxue");
    CHECK(decoder.finish() == QStringLiteral("入学"));
    CHECK(decoder.composition().isEmpty());
    type(decoder, "niv");
    const QString likeliest = decoder.candidates().first();
    CHECK(decoder.finish() == likeliest + QStringLiteral("v"));
    type(decoder, "niv");
    CHECK(decoder.choose(0).isEmpty());
    CHECK(decoder.finish() == likeliest + QStringLiteral("v"));
    type(decoder, "v");
    CHECK(decoder.finish() == QStringLiteral("v"));
    type(decoder, "zhonghuarenmingongheguo");
    CHECK(decoder.full());
    decoder.removeLast();
    CHECK_FALSE(decoder.full());
}

TEST_CASE("whatever is typed, chosen and taken back, it goes on", "[pinyin]")
{
    std::mt19937 random(2811); // NOLINT: the same each time
    const std::array<std::string, 6> keys{
        "aeaonghi", "aaeioubcdfghjklmnpqrstwxyzng'", "aaaaaaaaae", "nnnnnng", "zzhsshzz", "an"};
    PinyinDecoder decoder;
    for (int step = 0; step < 20'000; ++step) {
        const std::string &row = keys.at(size_t(step) / 40 % keys.size());
        const auto what = random() % 20;
        if (what < 15)
            decoder.add(QString(QLatin1Char(row[random() % row.size()])));
        else if (what < 17)
            decoder.removeLast();
        else
            decoder.choose(int(random() % 60));
        REQUIRE(decoder.letters().size() <= 15);
        REQUIRE(decoder.composition().isEmpty() == decoder.letters().isEmpty());
    }
}

TEST_CASE("nothing is learnt and no file is written", "[pinyin]")
{
    const QTemporaryDir home;
    qputenv("HOME", home.path().toUtf8());
    const QString before = QDir::currentPath();
    QDir::setCurrent(home.path());
    QStringList first;
    {
        PinyinDecoder decoder;
        type(decoder, "shili");
        first = decoder.candidates();
        CHECK(decoder.choose(int(first.indexOf(QStringLiteral("示例")))) == QStringLiteral("示例"));
    }
    PinyinDecoder decoder;
    type(decoder, "shili");
    CHECK(decoder.candidates() == first);
    CHECK(QDir(home.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
    QDir::setCurrent(before);
}
