// What a technician's record of the wire tells while a citizen's card is read.
#include "sam_fixture.h"

#include <kiosk/hal/tests/traffic_record.h>
#include <kiosk/hal/traffic.h>

#include <QRegularExpression>

#include <atomic>

using namespace kiosk;

TEST_CASE("the record of a card's reading has its commands and states, and nothing of the card")
{
    SamFixture sam;
    sam.insert("zhang");
    const test::TrafficRecord record(QStringLiteral("sam"));
    const QJsonObject card = sam.read();
    for (const char *field : {"name", "address", "id_number", "birth", "authority"})
        record.checkAbsent(card[QLatin1String(field)].toString());
    record.checkForm();
    // What is of use: which command, how the reader answered, how long it took, how much came.
    const QString text = record.lines().join(u'\n');
    CHECK(text.contains(QStringLiteral("> aa aa aa 96 69 00 03 30 01")));
    CHECK(text.contains(QStringLiteral("< 00 00 90 +1284 B")));
    sam.remove();
}

TEST_CASE("what is alike is known as alike within one record and in no other")
{
    SamFixture sam;
    const auto hashes = [&] {
        const test::TrafficRecord record(QStringLiteral("sam"));
        sam.insert("zhang");
        (void)sam.read();
        sam.remove();
        static const QRegularExpression hash(QStringLiteral("#[0-9a-f]{8}"));
        QStringList found;
        for (const QString &line : record.lines()) {
            if (const auto match = hash.match(line); match.hasMatch())
                found.append(match.captured());
        }
        REQUIRE_FALSE(found.isEmpty());
        return found;
    };
    const QStringList first = hashes(), second = hashes();
    for (const QString &hash : first)
        CHECK_FALSE(second.contains(hash));
}

TEST_CASE("when a record is over nothing is told any more")
{
    SamFixture sam;
    std::atomic_int told = 0;
    REQUIRE(hal::tapDriver(QStringLiteral("sam"), [&](const QString &) { ++told; }));
    sam.insert("zhang");
    (void)sam.read();
    const int before = told;
    CHECK(before > 0);
    REQUIRE(hal::tapDriver(QStringLiteral("sam"), {}));
    (void)sam.read();
    CHECK(told == before);
}
