#include "card.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::sam;

namespace
{

/// A text block with fields at byte offsets, as the protocol description gives them.
QByteArray block(std::initializer_list<std::pair<int, QString>> fields)
{
    QByteArray bytes;
    for (int i = 0; i < 128; ++i)
        bytes.append(" \0", 2);
    for (const auto &[offset, text] : fields)
        bytes.replace(offset, text.size() * 2,
                      QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2));
    return bytes;
}

const QByteArray resident = block({{0, QStringLiteral("王𬍛")},
                                   {30, QStringLiteral("2")},
                                   {32, QStringLiteral("05")},
                                   {36, QStringLiteral("19960229")},
                                   {52, QString(35, u'路')},
                                   {122, QStringLiteral("990000199602290026")},
                                   {158, QStringLiteral("示例市公安局")},
                                   {188, QStringLiteral("20210301")},
                                   {204, QStringLiteral("20410301")}});

QByteArray with(QByteArray text, int offset, const QString &value)
{
    return text.replace(offset, value.size() * 2,
                        QByteArray(reinterpret_cast<const char *>(value.utf16()), value.size() * 2));
}

QString failureOf(const QByteArray &text)
{
    const auto card = parseCard(text);
    return card ? QStringLiteral("none") : card.error().code.name().toString();
}

} // namespace

TEST_CASE("a resident card's fields")
{
    const auto card = parseCard(resident);
    REQUIRE(card);
    CHECK(card->form == hal::IdCard::Form::Resident);
    CHECK(card->name == u"王𬍛");
    CHECK(card->name.size() == 3);
    CHECK(card->sex == u"女");
    CHECK(card->nation == u"维吾尔");
    CHECK(card->birth == QDate(1996, 2, 29));
    CHECK(card->address == QString(35, u'路'));
    CHECK(card->idNumber == u"990000199602290026");
    CHECK(card->authority == u"示例市公安局");
    CHECK(card->validFrom == QDate(2021, 3, 1));
    CHECK(card->validTo == QDate(2041, 3, 1));
}

TEST_CASE("长期 has no end, and a wrong end is not 长期")
{
    const auto card = parseCard(with(resident, 204, QStringLiteral("长期      ")));
    REQUIRE(card);
    CHECK_FALSE(card->validTo.has_value());
    CHECK(failureOf(with(resident, 204, QString(8, u' '))) == u"invalidMedia");
    CHECK(failureOf(with(resident, 204, QStringLiteral("20410230"))) == u"invalidMedia");
}

TEST_CASE("what no card has is refused")
{
    CHECK(failureOf(resident.left(255)) == u"invalidMedia");
    CHECK(failureOf({}) == u"invalidMedia");
    CHECK(failureOf(with(resident, 248, QStringLiteral("Z"))) == u"invalidMedia");
    CHECK(failureOf(with(resident, 36, QStringLiteral("19960230"))) == u"invalidMedia");
    CHECK(failureOf(with(resident, 122, QString(18, u' '))) == u"invalidMedia");
    CHECK(failureOf(with(resident, 0, QString(QChar(0xDC00)))) == u"invalidMedia");
    // Reserved areas may hold anything.
    CHECK(failureOf(with(resident, 250, QString(QChar(0xDC00)))) == u"none");
}

TEST_CASE("an error's detail names the field and not what is in it")
{
    const auto card = parseCard(with(resident, 36, QStringLiteral("19960230")));
    REQUIRE_FALSE(card);
    CHECK(card.error().detail.contains(u"birth"));
    CHECK_FALSE(card.error().detail.contains(u"1996"));
}

TEST_CASE("fields padded with zeros are read like those padded with spaces")
{
    const auto card =
        parseCard(with(resident, 158, QStringLiteral("示例市公安局") + QString(9, QChar(u'\0'))));
    REQUIRE(card);
    CHECK(card->authority == u"示例市公安局");
}

TEST_CASE("a read reply is split by its lengths")
{
    const QByteArray text(256, 't'), photo(1024, 'p');
    const auto plain = splitCardData(QByteArray("\x01\x00\x04\x00", 4) + text + photo);
    REQUIRE(plain);
    CHECK(plain->text == text);
    CHECK(plain->photo == photo);
    CHECK(plain->fingerprint.isEmpty());
    for (const int size : {0, 512, 1024}) {
        const QByteArray fingerprint(size, 'f');
        QByteArray data("\x01\x00\x04\x00", 4);
        data.append(char(size >> 8)).append(char(size)).append(text).append(photo).append(fingerprint);
        const auto three = splitCardData(data);
        REQUIRE(three);
        CHECK(three->text == text);
        CHECK(three->fingerprint == fingerprint);
        CHECK_FALSE(splitCardData(data + 'x'));
        CHECK_FALSE(splitCardData(data.chopped(1)));
    }
    CHECK_FALSE(splitCardData({}));
    CHECK_FALSE(splitCardData(QByteArray("\x01", 1)));
    CHECK_FALSE(splitCardData(QByteArray("\x02\x00\x03\x00", 4) + text + photo));
}

TEST_CASE("the newest of several addresses counts")
{
    const auto record = [](const QString &text) {
        const QString padded = text.leftJustified(35);
        return QByteArray(reinterpret_cast<const char *>(padded.utf16()), 70);
    };
    CHECK(*parseNewestAddress(record(QStringLiteral("甲路1号"))) == u"甲路1号");
    CHECK(*parseNewestAddress(record(QStringLiteral("甲路1号")) + record(QStringLiteral("乙路2号")) +
                              record({}) + record({})) == u"乙路2号");
    CHECK(parseNewestAddress(record({}))->isEmpty());
    CHECK(parseNewestAddress({})->isEmpty());
    CHECK_FALSE(parseNewestAddress(QByteArray("\x00\xDC", 2)));
}
