#include <kiosk/deviced/device_record.h>
#include <kiosk/deviced/maintenance.h>

#include <QFile>
#include <QTemporaryDir>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::deviced;

namespace
{

const QString reader = QStringLiteral("reader");
const QString printer = QStringLiteral("printer");
const QString cardsRead = QStringLiteral("cardsRead");

/// A record in a folder of its own, that can be closed and opened again.
class Kept
{
public:
    Kept() { open(); }
    void open()
    {
        record.reset();
        auto opened = DeviceRecord::open(file(), clock);
        REQUIRE(opened);
        record = std::move(*opened);
        record->add(reader);
    }
    [[nodiscard]] QString file() const { return m_folder.filePath(QStringLiteral("state/devices.db")); }
    [[nodiscard]] QJsonObject read() { return record->of(reader, rules); }
    /// "error paperOut", the newest first.
    [[nodiscard]] QStringList events()
    {
        QStringList list;
        for (const auto &event : read()[u"events"].toArray())
            list.append(event[u"what"].toString() + u' ' + event[u"word"].toString());
        return list;
    }

    FakeClock clock;
    const hal::MaintenanceRule clean{QStringLiteral("clean"), std::chrono::days(30), cardsRead, 100};
    const hal::DeviceRules rules{{{cardsRead, {}, {}}}, {clean}};
    std::unique_ptr<DeviceRecord> record;

private:
    QTemporaryDir m_folder;
};

} // namespace

TEST_CASE("maintenance is due by the day or by the count, whatever comes first")
{
    const QDate day(2026, 11, 1);
    const hal::MaintenanceRule byDay{QStringLiteral("clean"), std::chrono::days(30), {}, 0};
    CHECK(nextCare(byDay, {day, 0}, 5, day).due == QDate(2026, 12, 1));
    CHECK_FALSE(nextCare(byDay, {day, 0}, 5, QDate(2026, 12, 1)).overdue);
    CHECK(nextCare(byDay, {day, 0}, 5, QDate(2026, 12, 2)).overdue);
    CHECK_FALSE(nextCare(byDay, {day, 0}, 5, day).left);

    // Written down with a clock that was wrong: when it was done is not known.
    CHECK(nextCare(byDay, {QDate(2099, 1, 1), 0}, 5, day).overdue);
    CHECK(nextCare(byDay, {QDate(2099, 1, 1), 0}, 5, day).due == day);
    CHECK_FALSE(nextCare(byDay, {day.addDays(1), 0}, 5, day).overdue);

    const hal::MaintenanceRule byCount{QStringLiteral("clean"), std::chrono::days(30),
                                       QStringLiteral("cardsRead"), 100};
    CHECK(nextCare(byCount, {day, 40}, 50, day).left == 90);
    CHECK_FALSE(nextCare(byCount, {day, 40}, 139, day).overdue);
    CHECK(nextCare(byCount, {day, 40}, 140, day).overdue);
    CHECK(nextCare(byCount, {day, 40}, 50, QDate(2027, 1, 1)).overdue);
}

TEST_CASE("what a device did is counted beyond a restart, and it is said since when")
{
    Kept kept;
    const QString since = kept.read()[u"since"].toString();
    CHECK(since.startsWith(QStringLiteral("2026-11-23T10:24:00")));
    kept.record->count(reader, cardsRead, 2);
    kept.record->count(printer, cardsRead, 7);
    kept.clock.advance(24h);
    kept.open();
    kept.record->count(reader, cardsRead, 1);
    CHECK(kept.read()[u"counters"] ==
          QJsonArray{QJsonObject{{QStringLiteral("counter"), cardsRead}, {QStringLiteral("value"), 3}}});
    CHECK(kept.read()[u"since"].toString() == since);
    CHECK(QFile::permissions(kept.file()) ==
          (QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser));
}

TEST_CASE("maintenance that was done begins anew, and says when and by whom")
{
    Kept kept;
    kept.record->count(reader, cardsRead, 100);
    CHECK(kept.record->overdue(reader, kept.rules) == QJsonArray{QStringLiteral("clean")});
    REQUIRE(kept.record->maintained(reader, kept.clean, QStringLiteral("0007")));
    kept.open();
    CHECK(kept.record->overdue(reader, kept.rules).isEmpty());
    const QJsonObject task = kept.read()[u"maintenance"][0].toObject();
    CHECK(task[u"left"].toInt() == 100);
    CHECK(task[u"by"].toString() == u"0007");
    CHECK(task[u"due"].toString() == u"2026-12-23");
    kept.clock.advance(31 * 24h);
    CHECK(kept.record->overdue(reader, kept.rules).size() == 1);
    CHECK(kept.events().first() == u"maintenance clean");
}

TEST_CASE("a hundred events of each device are kept, the newest first, and a state once")
{
    Kept kept;
    kept.record->note(printer, QStringLiteral("restart"), QStringLiteral("ok"));
    for (int i = 0; i < 150; ++i)
        kept.record->note(reader, QStringLiteral("self-test"),
                          i % 2 == 0 ? QStringLiteral("ok") : QStringLiteral("noMedia"));
    CHECK(kept.events().size() == DeviceRecord::keptEvents);
    CHECK(kept.events().first() == u"self-test noMedia");
    CHECK(kept.record->of(printer, {})[u"events"].toArray().size() == 1);

    const auto state = [&](const char *what, const char *word) {
        kept.record->noteState(reader, QString::fromLatin1(what), QString::fromLatin1(word));
    };
    state("error", "paperOut");
    state("error", "paperOut");
    kept.record->note(reader, QStringLiteral("reset"), QStringLiteral("ok"));
    kept.open(); // and a restart changes nothing
    state("error", "paperOut");
    state("state", "online");
    state("", "");
    state("state", "online");
    CHECK(kept.events().mid(0, 3) == QStringList{QStringLiteral("state online"), QStringLiteral("reset ok"),
                                                 QStringLiteral("error paperOut")});
}

TEST_CASE("nothing but plain words becomes an event")
{
    Kept kept;
    for (const char *word :
         {"\xe5\xbc\xa0\xe6\xb5\x8b\xe8\xaf\x95", "99000019800101001X", "two words", "", "ok\n"})
        kept.record->note(reader, QStringLiteral("self-test"), QString::fromUtf8(word));
    CHECK(kept.events().isEmpty());
}

TEST_CASE("a file that is no record goes aside and a new one begins")
{
    Kept kept;
    kept.record.reset();
    QFile::remove(kept.file());
    {
        QFile file(kept.file());
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(4096, 'x'));
    }
    kept.open();
    kept.record->count(reader, cardsRead, 1);
    kept.open();
    CHECK(kept.read()[u"counters"][0][u"value"].toInt() == 1);
    CHECK(QFile::exists(kept.file() + QStringLiteral(".damaged")));
}

TEST_CASE("a record that opens and is damaged further in goes aside too")
{
    Kept kept;
    for (int i = 0; i < 200; ++i)
        kept.record->note(QStringLiteral("device-%1").arg(i), QStringLiteral("self-test"),
                          QStringLiteral("ok"));
    kept.record.reset();
    {
        QFile file(kept.file());
        REQUIRE(file.open(QIODevice::ReadWrite));
        constexpr qint64 page = 4096;
        REQUIRE(file.size() > 8 * page);
        REQUIRE(file.seek(page)); // the first stays: the file opens
        file.write(QByteArray(file.size() - page, 'x'));
    }
    kept.open();
    CHECK(QFile::exists(kept.file() + QStringLiteral(".damaged")));
    kept.record->count(reader, cardsRead, 1);
    kept.open();
    CHECK(kept.read()[u"counters"][0][u"value"].toInt() == 1);
}

TEST_CASE("where no file can be kept the devices work all the same")
{
    const FakeClock clock;
    const auto record = DeviceRecord::open(QStringLiteral("/proc/no/such/devices.db"), clock);
    REQUIRE(record);
    (*record)->add(reader);
    (*record)->count(reader, cardsRead, 1);
    CHECK((*record)->of(reader, {{{cardsRead, {}, {}}}, {}})[u"counters"][0][u"value"].toInt() == 1);
}
