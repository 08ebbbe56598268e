#include "harness.h"

#include <kiosk/serviced/journal.h>

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>

#include <catch2/catch.hpp>

#include <SQLiteCpp/SQLiteCpp.h>
#include <csignal>
#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace kiosk;
using namespace kiosk::services;
using namespace kiosk::services::test;

namespace
{

const QString a4 = QStringLiteral("a4");
const QString print = QStringLiteral("print");

struct Fixture {
    QTemporaryDir folder;
    FakeClock clock;
    std::unique_ptr<Journal> journal = open();

    std::unique_ptr<Journal> open()
    {
        auto opened = Journal::open(folder.filePath(QStringLiteral("journal.sqlite")), terminal,
                                    openKey(folder), clock);
        REQUIRE(codeOf(opened) == "ok");
        return *std::move(opened);
    }
    QString begin()
    {
        auto number = journal->beginCase(
            {QStringLiteral("session-1"), QStringLiteral("id-card-print"), QStringLiteral("HUJI-01")});
        REQUIRE(codeOf(number) == "ok");
        return *number;
    }
    QString beginPrint(const QString &number)
    {
        auto id = journal->beginOperation(number, print, a4, {{QStringLiteral("pages"), 1}});
        REQUIRE(codeOf(id) == "ok");
        return *id;
    }
    QJsonObject entry(const QString &number)
    {
        auto all = journal->read({{QStringLiteral("case"), number}});
        REQUIRE(codeOf(all) == "ok");
        REQUIRE(all->value(u"cases").toArray().size() == 1);
        return all->value(u"cases").toArray().first().toObject();
    }
    std::string state(const QString &number)
    {
        return entry(number).value(u"state").toString().toStdString();
    }
    std::string outcome(const QString &number)
    {
        return entry(number).value(u"outcome").toString().toStdString();
    }
    std::string operationState(const QString &number)
    {
        return entry(number).value(u"operations").toArray().last()[u"state"].toString().toStdString();
    }
    std::string end(const QString &number, const char *result, const QString &reason = {})
    {
        return codeOf(journal->endCase(number, QLatin1String(result), reason));
    }
    std::string end(const QString &id, const char *result, int)
    {
        return codeOf(journal->endOperation(id, QLatin1String(result), QString()));
    }
};

constexpr int operationEnd = 0;

} // namespace

TEST_CASE("journal: a case from submitted to taken", "[journal]")
{
    Fixture f;
    const QString number = f.begin();
    CHECK(QRegularExpression(QStringLiteral("^99000000010001[0-9]{14}[0-9]{4}$")).match(number).hasMatch());
    CHECK(f.begin() != number);
    CHECK(f.state(number) == "submitted");
    const QString id = f.beginPrint(number);
    CHECK(f.state(number) == "printing");
    CHECK(codeOf(f.journal->redeemOperation(id, print, a4)) == "ok");
    CHECK(f.end(id, "printed", operationEnd) == "ok");
    CHECK(f.state(number) == "printed");
    CHECK(f.end(id, "taken", operationEnd) == "ok");
    CHECK(f.state(number) == "taken");
    CHECK(f.end(number, "done") == "ok");
    CHECK(f.outcome(number) == "done");
    CHECK(f.end(number, "done") == "sequenceError");
    CHECK(codeOf(f.journal->beginOperation(number, print, a4, {})) == "sequenceError");
}

TEST_CASE("journal: cases leave nothing on the heap", "[journal]")
{
    Fixture f;
    const auto heapAfter = [&](int cases) {
        for (int i = 0; i < cases; ++i) {
            const QString number = f.begin();
            const QString id = f.beginPrint(number);
            REQUIRE(codeOf(f.journal->redeemOperation(id, print, a4)) == "ok");
            REQUIRE(f.end(id, "printed", operationEnd) == "ok");
            REQUIRE(f.end(number, "done") == "ok");
        }
        return mallinfo2().uordblks;
    };
    const size_t settled = heapAfter(60); // the pages that the database keeps
    CHECK(heapAfter(100) < settled + 100 * size_t(256));
}

TEST_CASE("journal: an operation id is good once, for its device and kind", "[journal]")
{
    Fixture f;
    const QString number = f.begin();
    const QString id = f.beginPrint(number);
    CHECK(codeOf(f.journal->redeemOperation(id, QStringLiteral("issue"), a4)) == "sequenceError");
    CHECK(codeOf(f.journal->redeemOperation(id, print, QStringLiteral("a3"))) == "sequenceError");
    CHECK(codeOf(f.journal->redeemOperation(QStringLiteral("0"), print, a4)) == "sequenceError");
    CHECK(codeOf(f.journal->redeemOperation(id, print, a4)) == "ok");
    CHECK(codeOf(f.journal->redeemOperation(id, print, a4)) == "sequenceError");
    // One that ended without being used can no longer be.
    const QString second = f.beginPrint(number);
    CHECK(f.end(second, "notPrinted", operationEnd) == "ok");
    CHECK(codeOf(f.journal->redeemOperation(second, print, a4)) == "sequenceError");
}

TEST_CASE("journal: an operation is settled once it has an outcome, be it unknown", "[journal]")
{
    Fixture f;
    const QString number = f.begin();
    const QString first = f.beginPrint(number);
    const QString second = f.beginPrint(number);
    const QStringList asked{first, second, QStringLiteral("another's")};
    CHECK(*f.journal->settled(asked) == QStringList());
    CHECK(f.end(first, "unknown", operationEnd) == "ok");
    CHECK(*f.journal->settled(asked) == QStringList{first});
    // One that its owner left behind has one, too.
    REQUIRE(f.journal->abandonCase(number));
    CHECK(*f.journal->settled(asked) == QStringList{first, second});
}

TEST_CASE("journal: an operation goes only where it can", "[journal]")
{
    Fixture f;
    const QString number = f.begin();
    const QString id = f.beginPrint(number);
    CHECK(f.end(id, "taken", operationEnd) == "sequenceError");
    CHECK(f.end(id, "paid", operationEnd) == "sequenceError");
    CHECK(f.end(id, "whatever", operationEnd) == "invalidData");
    CHECK(f.end(id, "printed", operationEnd) == "ok");
    CHECK(f.end(id, "notPrinted", operationEnd) == "ok"); // a printed sheet may still be voided
    CHECK(f.end(id, "printed", operationEnd) == "sequenceError");
    CHECK(codeOf(f.journal->beginOperation(number, QStringLiteral("dance"), a4, {})) == "invalidData");
}

TEST_CASE("journal: nothing is called done that may have happened otherwise", "[journal]")
{
    Fixture f;
    const QString number = f.begin();
    const QString id = f.beginPrint(number);
    REQUIRE(codeOf(f.journal->redeemOperation(id, print, a4)) == "ok");
    SECTION("still printing") {}
    SECTION("unknown")
    {
        REQUIRE(f.end(id, "unknown", operationEnd) == "ok");
    }
    CHECK(f.end(number, "done") == "sequenceError");
    CHECK(f.end(number, "notDone") == "sequenceError");
    CHECK(f.end(number, "beingConfirmed", QStringLiteral("outcomeUnknown")) == "ok");
    CHECK(f.operationState(number) == "unknown");
    CHECK(f.outcome(number) == "beingConfirmed");
    // Staff look at the tray and decide.
    CHECK(codeOf(f.journal->resolve(id, QStringLiteral("unknown"), QStringLiteral("staff-7"))) ==
          "invalidData");
    CHECK(codeOf(f.journal->resolve(id, QStringLiteral("printed"), QStringLiteral("staff-7"))) == "ok");
    CHECK(f.outcome(number) == "done");
    CHECK(f.entry(number).value(u"operations").toArray().first()[u"resolved_by"].toString() ==
          QStringLiteral("staff-7"));
    CHECK(codeOf(f.journal->resolve(id, QStringLiteral("void"), QStringLiteral("staff-7"))) ==
          "sequenceError");
}

TEST_CASE("journal: a platform write left unknown is not made again in its case", "[journal]")
{
    Fixture f;
    const QString number = f.begin();
    const QString issue = QStringLiteral("huji/idcard.issue");
    const auto call = f.journal->beginCall(number, issue);
    REQUIRE(call.ok());
    CHECK(codeOf(f.journal->beginCall(number, issue)) == "platformUncertain"); // still on its way
    SECTION("unknown")
    {
        REQUIRE(f.journal->endCall(*call, QStringLiteral("unknown")).ok());
        CHECK(codeOf(f.journal->beginCall(number, issue)) == "platformUncertain");
        CHECK(f.end(number, "done") == "sequenceError");
        CHECK(f.end(number, "beingConfirmed", QStringLiteral("platformUncertain")) == "ok");
    }
    SECTION("refused")
    {
        REQUIRE(f.journal->endCall(*call, QStringLiteral("refused")).ok());
        CHECK(f.journal->beginCall(number, issue).ok());
    }
}

TEST_CASE("journal: killed at any step, what was acknowledged is there and the rest is known", "[journal]")
{
    // The child does the steps of a case and tells after each; the parent kills it after the n-th.
    const int steps = GENERATE(range(1, 7));
    INFO("killed after step " << steps);
    Fixture f;
    f.journal.reset();
    int pipe[2];
    REQUIRE(::pipe(pipe) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        auto journal = Journal::open(f.folder.filePath(QStringLiteral("journal.sqlite")), terminal,
                                     openKey(f.folder), f.clock);
        QString number;
        QString id;
        const auto tell = [&](bool done) {
            if (!done)
                ::_exit(1);
            if (::write(pipe[1], "+", 1) != 1)
                ::_exit(1);
        };
        auto begun =
            (*journal)->beginCase({QStringLiteral("s"), QStringLiteral("m"), QStringLiteral("HUJI-01")});
        number = *begun;
        tell(begun.ok());
        tell((*journal)->setSubject(number, citizen()).ok());
        auto call = (*journal)->beginCall(number, QStringLiteral("huji/idcard.issue"));
        tell(call.ok());
        (void)(*journal)->endCall(*call, QStringLiteral("done"));
        auto operation = (*journal)->beginOperation(number, print, a4, {});
        id = *operation;
        tell(operation.ok());
        tell((*journal)->redeemOperation(id, print, a4).ok());
        tell((*journal)->endOperation(id, QStringLiteral("printed"), {}).ok());
        ::pause();
        ::_exit(0);
    }
    for (int i = 0; i < steps; ++i) {
        char byte = 0;
        REQUIRE(::read(pipe[0], &byte, 1) == 1);
    }
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(pipe[0]);
    ::close(pipe[1]);

    f.journal = f.open();
    CHECK(f.journal->verifyAudit()->firstBroken == 0);
    const auto left = f.journal->reconcile();
    REQUIRE(codeOf(left) == "ok");
    REQUIRE(left->size() == 1);
    const QString number = left->first();
    // The child may have come one step further than it could tell.
    const std::string outcome = f.outcome(number);
    const std::string state = f.state(number);
    CAPTURE(outcome, state);
    CHECK(f.entry(number).value(u"reason").toString() == QStringLiteral("internalError"));
    switch (steps) {
    case 1:
        CHECK((outcome == "notDone" || outcome == "beingConfirmed"));
        break;
    case 2:
    case 3: // a write was on its way, or had come back
    case 4: // the id was given out, perhaps redeemed
        CHECK((outcome == "beingConfirmed" || outcome == "notDone"));
        break;
    case 5:
        CHECK((outcome == "beingConfirmed" || outcome == "done"));
        CHECK((state == "unknown" || state == "printed"));
        break;
    default:
        CHECK(outcome == "done");
        CHECK(state == "printed");
        break;
    }
    CHECK(f.journal->reconcile()->isEmpty());
    CHECK(f.journal->verifyAudit()->firstBroken == 0);
}

TEST_CASE("journal: after a crash a redeemed print is unknown, an unused id is void", "[journal]")
{
    Fixture f;
    const QString printing = f.begin();
    REQUIRE(codeOf(f.journal->redeemOperation(f.beginPrint(printing), print, a4)) == "ok");
    const QString waiting = f.begin();
    const QString unused = f.beginPrint(waiting);
    const QString sent = f.begin();
    REQUIRE(f.journal->beginCall(sent, QStringLiteral("huji/idcard.issue")).ok());
    const QString idle = f.begin();

    f.journal.reset();
    f.journal = f.open();
    REQUIRE(f.journal->reconcile()->size() == 4);
    CHECK(f.operationState(printing) == "unknown");
    CHECK(f.outcome(printing) == "beingConfirmed");
    CHECK(f.operationState(waiting) == "void");
    CHECK(f.outcome(waiting) == "notDone");
    CHECK(codeOf(f.journal->redeemOperation(unused, print, a4)) == "sequenceError");
    CHECK(f.outcome(sent) == "beingConfirmed");
    CHECK(f.outcome(idle) == "notDone");
    // That is the list for staff.
    const auto open = f.journal->read({{QStringLiteral("open"), true}});
    CHECK(open->value(u"cases").toArray().size() == 2);
}

TEST_CASE("journal: the files say nothing about who it was", "[journal]")
{
    Fixture f;
    const QString number = f.begin();
    REQUIRE(codeOf(f.journal->setSubject(number, citizen())) == "ok");
    const QString id = *f.journal->beginOperation(number, print, a4,
                                                  {{QStringLiteral("pages"), 2},
                                                   {QStringLiteral("document"), QStringLiteral("T-05")},
                                                   {QStringLiteral("name"), QStringLiteral("张测试")}});
    REQUIRE(codeOf(f.journal->endOperation(id, QStringLiteral("printed"),
                                           QStringLiteral("job of 990000199001010017"))) == "ok");
    REQUIRE(codeOf(f.journal->record({{},
                                      QStringLiteral("call"),
                                      number,
                                      QStringLiteral("refused"),
                                      QStringLiteral("张测试 asked for 990000199001010017")})) == "ok");
    REQUIRE(codeOf(f.journal->enqueue(QStringLiteral("rating.submit"), number,
                                      {{QStringLiteral("text"), QStringLiteral("张测试 很满意")}})) == "ok");
    REQUIRE(codeOf(f.journal->endCase(number, QStringLiteral("done"), {})) == "ok");

    const QJsonObject entry = f.entry(number);
    CHECK(entry.value(u"subject").toString() == QStringLiteral("张*试 990***********0017"));
    CHECK(entry.value(u"operations").toArray().first()[u"summary"].toObject().keys() ==
          QStringList{QStringLiteral("document"), QStringLiteral("pages")});
    for (const QString &secret :
         {QStringLiteral("张测试"), QStringLiteral("990000199001010017"), QStringLiteral("很满意")})
        CHECK_FALSE(folderHolds(f.folder.path(), secret));
    CHECK(folderHolds(f.folder.path(), QStringLiteral("990***********0017"))); // so the search works
    REQUIRE(f.journal->outbox()->size() == 1);
    CHECK(f.journal->outbox()->first().arguments.value(u"text").toString() ==
          QStringLiteral("张测试 很满意"));
}

TEST_CASE("journal: cases of one person and item are counted by day", "[journal]")
{
    Fixture f;
    const auto goThrough = [&](const QJsonObject &person, const char *outcome) {
        const QString number = f.begin();
        REQUIRE(codeOf(f.journal->setSubject(number, person)) == "ok");
        const int before = *f.journal->casesToday(number);
        REQUIRE(f.end(number, outcome) == "ok");
        return before;
    };
    QJsonObject other = citizen();
    other.insert(QStringLiteral("id_number"), QStringLiteral("990000198512200045"));
    CHECK(goThrough(citizen(), "done") == 0);
    CHECK(goThrough(citizen(), "notDone") == 1);
    CHECK(goThrough(citizen(), "done") == 1);
    CHECK(goThrough(other, "done") == 0);
    f.clock.advance(24h);
    CHECK(goThrough(citizen(), "done") == 0);
}

TEST_CASE("journal: one owner, one terminal, no strange words", "[journal]")
{
    Fixture f;
    f.begin();
    CHECK_FALSE(Journal::open(f.folder.filePath(QStringLiteral("journal.sqlite")), terminal,
                              openKey(f.folder), f.clock)
                    .ok());
    CHECK(codeOf(Journal::open(f.folder.filePath(QStringLiteral("j2")), QStringLiteral("kiosk"),
                               openKey(f.folder), f.clock)) == "invalidData");
    CHECK(codeOf(f.journal->beginCase(
              {QStringLiteral("s"), QStringLiteral("张测试"), QStringLiteral("HUJI-01")})) == "invalidData");
    CHECK(codeOf(f.journal->record({{}, QStringLiteral("a b"), {}, QStringLiteral("ok"), {}})) ==
          "invalidData");
    CHECK(f.end(f.begin(), "done", QStringLiteral("no such code")) == "invalidData");
}

TEST_CASE("journal: no case is begun that the disk has no room to end", "[journal]")
{
    Fixture f;
    const QString before = f.begin();
    f.journal.reset();
    REQUIRE(QFile::remove(f.folder.filePath(QStringLiteral("reserve"))));

    // As a disk that is nearly full: what is kept for endings does not fit, a few changes do.
    const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
    rlimit usual{};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &usual) == 0);
    const rlimit little{rlim_t(1024) * 1024, usual.rlim_max};
    REQUIRE(setrlimit(RLIMIT_FSIZE, &little) == 0);
    f.journal = f.open();
    const auto refused = f.journal->beginCase(
        {QStringLiteral("session-1"), QStringLiteral("id-card-print"), QStringLiteral("HUJI-01")});
    const std::string ended = f.end(before, "notDone");
    REQUIRE(setrlimit(RLIMIT_FSIZE, &usual) == 0);
    std::signal(SIGXFSZ, ignored);

    CHECK(codeOf(refused) == "notEnoughSpace");
    CHECK(ended == "ok");
    CHECK(f.state(f.begin()) == "submitted"); // room again, without a restart
}
