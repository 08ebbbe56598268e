#include "harness.h"

#include <kiosk/serviced/journal.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <catch2/catch.hpp>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace kiosk;
using namespace kiosk::services;
using namespace kiosk::services::test;

namespace
{

struct Fixture {
    QTemporaryDir folder;
    FakeClock clock;
    std::unique_ptr<Journal> journal = open();

    std::unique_ptr<Journal> open()
    {
        auto opened = Journal::open(path("journal.sqlite"), terminal, openKey(folder), clock);
        REQUIRE(codeOf(opened) == "ok");
        return *std::move(opened);
    }
    [[nodiscard]] QString path(const char *name) const { return folder.filePath(QLatin1String(name)); }
    void write(int count)
    {
        for (int i = 0; i < count; ++i)
            REQUIRE(codeOf(journal->record({QStringLiteral("shell"),
                                            QStringLiteral("call"),
                                            {},
                                            QStringLiteral("refused"),
                                            QStringLiteral("call %1").arg(i)})) == "ok");
    }
    /// Somebody who can write the files but has not the key.
    void tamper(std::initializer_list<const char *> statements)
    {
        journal.reset();
        SQLite::Database database(path("journal.sqlite").toStdString(), SQLite::OPEN_READWRITE);
        for (const char *sql : statements)
            REQUIRE(database.exec(sql) > 0);
    }
    qint64 firstBroken(const std::optional<AuditHead> &exported = {})
    {
        journal.reset();
        journal = open();
        const auto finding = journal->verifyAudit(exported);
        REQUIRE(finding);
        INFO(finding->reason.toStdString());
        CHECK((finding->firstBroken == 0) == finding->reason.isEmpty());
        return finding->firstBroken;
    }
};

} // namespace

TEST_CASE("audit: the first entry that does not fit is named", "[audit]")
{
    Fixture f;
    f.write(5);
    CHECK(f.firstBroken() == 0);
    SECTION("changed")
    {
        const auto *column = GENERATE("who", "what", "subject", "result", "detail", "at");
        f.tamper({(std::string("UPDATE audit SET ") + column + " = 'other' WHERE sequence = 3").c_str()});
        CHECK(f.firstBroken() == 3);
    }
    SECTION("taken out of the middle")
    {
        f.tamper({"DELETE FROM audit WHERE sequence = 2"});
        CHECK(f.firstBroken() == 2);
    }
    SECTION("taken off the end")
    {
        f.tamper({"DELETE FROM audit WHERE sequence = 5"});
        CHECK(f.firstBroken() == 5);
    }
    SECTION("taken off the front")
    {
        f.tamper({"DELETE FROM audit WHERE sequence = 1"});
        CHECK(f.firstBroken() == 1);
        f.tamper({"INSERT INTO audit_base SELECT 1, 1, chain, chain FROM audit WHERE sequence = 2"});
        CHECK(f.firstBroken() == 1);
    }
    SECTION("one put in")
    {
        f.tamper({"INSERT INTO audit SELECT 6, at, who, what, subject, result, detail, chain FROM audit "
                  "WHERE sequence = 5"});
        CHECK(f.firstBroken() == 6);
    }
    SECTION("everything gone")
    {
        f.tamper({"DELETE FROM audit", "DELETE FROM audit_head"});
        CHECK(f.firstBroken() == 1);
    }
}

TEST_CASE("audit: an older copy of the database is noticed by what is kept beside it and elsewhere",
          "[audit]")
{
    Fixture f;
    f.write(3);
    f.journal.reset();
    REQUIRE(QFile::copy(f.path("journal.sqlite"), f.path("old.sqlite")));
    REQUIRE(QFile::copy(f.path("audit.head"), f.path("old.head")));
    f.journal = f.open();
    f.write(4);
    const auto exported = f.journal->auditHead();
    REQUIRE(exported);
    CHECK(exported->sequence == 7);
    CHECK(f.firstBroken(*exported) == 0);

    f.journal.reset();
    const auto replace = [&](const char *with, const char *what) {
        REQUIRE(QFile::remove(f.path(what)));
        REQUIRE(QFile::copy(f.path(with), f.path(what)));
    };
    replace("old.sqlite", "journal.sqlite");
    CHECK(f.firstBroken() == 4);
    f.journal.reset();
    SECTION("the file beside it is gone too")
    {
        REQUIRE(QFile::remove(f.path("audit.head")));
        CHECK(f.firstBroken() == 4);
    }
    SECTION("it is an old one too: only who kept the head elsewhere knows")
    {
        replace("old.head", "audit.head");
        CHECK(f.firstBroken() == 0);
        CHECK(f.firstBroken(*exported) == 4);
    }
    SECTION("and went on: not the entry that was exported")
    {
        replace("old.head", "audit.head");
        f.journal = f.open();
        f.clock.advance(1s); // at another time
        f.write(9);
        CHECK(f.firstBroken() == 0);
        CHECK(f.firstBroken(*exported) == 7);
    }
}

TEST_CASE("audit: what was found at a start stays found", "[audit]")
{
    Fixture f;
    f.write(5);
    f.tamper({"DELETE FROM audit WHERE sequence > 3"});
    REQUIRE(f.firstBroken() == 4);
    REQUIRE(codeOf(f.journal->record(
                {{}, QStringLiteral("chain"), QStringLiteral("4"), QStringLiteral("failed"), {}})) == "ok");
    CHECK(f.firstBroken() == 4);
}

TEST_CASE("audit: a power cut between the database and the file beside it is no finding", "[audit]")
{
    Fixture f;
    f.write(3);
    REQUIRE(QFile::copy(f.path("audit.head"), f.path("old.head")));
    f.write(1);
    f.journal.reset();
    REQUIRE(QFile::remove(f.path("audit.head")));
    REQUIRE(QFile::rename(f.path("old.head"), f.path("audit.head")));
    CHECK(f.firstBroken() == 0);
}

TEST_CASE("audit: the rule takes old entries from the front, and the chain still holds", "[audit]")
{
    Fixture f;
    f.write(3);
    const auto early = f.journal->auditHead();
    REQUIRE(early);
    f.clock.advance(std::chrono::days(150));
    f.write(2);
    f.clock.advance(std::chrono::days(60));
    SECTION("not while the clock may be wrong")
    {
        REQUIRE(codeOf(f.journal->rotateAudit(std::chrono::days(200))) == "ok");
        CHECK(f.journal->readAudit({})->size() == 5);
    }
    SECTION("the day after something was written")
    {
        f.write(1);
        REQUIRE(codeOf(f.journal->rotateAudit(std::chrono::days(200))) == "ok");
        const auto entries = f.journal->readAudit({});
        REQUIRE(entries);
        CHECK(entries->size() == 4);
        CHECK(entries->first()[u"what"].toString() == u"rotate");
        CHECK(entries->last()[u"sequence"].toInteger() == 4);
        CHECK(f.firstBroken(*early) == 0);
        f.tamper({"DELETE FROM audit WHERE sequence = 4"});
        CHECK(f.firstBroken() == 4);
    }
}

TEST_CASE("audit: who, what and how it ended; nothing of a citizen", "[audit]")
{
    Fixture f;
    {
        const auto acting = f.journal->actFor(QStringLiteral("shell"));
        auto number = f.journal->beginCase(
            {QStringLiteral("s"), QStringLiteral("id-card-print"), QStringLiteral("HUJI-01")});
        REQUIRE(number);
        REQUIRE(codeOf(f.journal->setSubject(*number, citizen())) == "ok");
        REQUIRE(codeOf(f.journal->record({{},
                                          QStringLiteral("call"),
                                          *number,
                                          QStringLiteral("refused"),
                                          QStringLiteral("张测试，示例市示例区 990000199001010017 ends")})) ==
                "ok");
    }
    REQUIRE(codeOf(f.journal->record({{}, QStringLiteral("stop"), {}, QStringLiteral("ok"), {}})) == "ok");
    const auto entries = f.journal->readAudit({});
    REQUIRE(entries);
    CHECK(entries->first()[u"who"].toString() == u"serviced");
    CHECK(entries->at(1)[u"who"].toString() == u"shell");
    CHECK(entries->at(1)[u"result"].toString() == u"refused");
    CHECK(entries->at(1)[u"detail"].toString().endsWith(u"ends"));
    const QByteArray text = QJsonDocument(*entries).toJson();
    for (const char *secret : {"张测试", "张*试", "示例区", "990000199001010017", "0017"})
        CHECK_FALSE(text.contains(secret));
    CHECK(codeOf(f.journal->record(
              {{}, QStringLiteral("call"), QStringLiteral("张测试"), QStringLiteral("ok"), {}})) ==
          "invalidData");
}
