#include "harness.h"

#include <kiosk/serviced/journal.h>

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QSet>

#include <catch2/catch.hpp>

#include <SQLiteCpp/SQLiteCpp.h>
#include <csignal>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace kiosk;
using namespace kiosk::services;
using namespace kiosk::services::test;

namespace
{

const QString form = QStringLiteral("licence-a3");
const StockLedger::Tray upper{QStringLiteral("a3"), QStringLiteral("licence")};
const StockLedger::Tray lower{QStringLiteral("a3"), QStringLiteral("copy")};

SerialRange range(const char *first, const char *last)
{
    return *SerialRange::create(QLatin1String(first), QLatin1String(last));
}

std::string nameOf(const Status &status)
{
    return status ? "ok" : status.error().code.name().toString().toStdString();
}

/// The account in a database of its own, each change in its transaction.
struct Account {
    SQLite::Database database{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    StockLedger ledger{
        database,
        {QStringLiteral("2026-11-23T10:00:00+08:00"), QStringLiteral("li"), QStringLiteral("wang")}};

    Account() { database.exec(StockLedger::tables); }

    std::string change(const std::function<Status(StockLedger &)> &body)
    {
        SQLite::Transaction transaction(database);
        const Status changed = body(ledger);
        if (changed)
            transaction.commit();
        return nameOf(changed);
    }
    std::string receive(const char *first, const char *last)
    {
        return change([&](StockLedger &l) { return l.receive(form, range(first, last)); });
    }
    std::string load(const char *first, const char *last, const StockLedger::Tray &tray = upper)
    {
        return change([&](StockLedger &l) { return l.load(tray, range(first, last)); });
    }
    std::string count(const std::optional<SerialRange> &found)
    {
        return change([&](StockLedger &l) { return l.count(upper, found); });
    }
    std::string reserve(const char *operation)
    {
        std::string answer;
        change([&](StockLedger &l) -> Status {
            const auto number = l.reserve(QLatin1String(operation), upper);
            answer = number ? number->toStdString() : codeOf(number);
            return number ? Status() : Status(number.error());
        });
        return answer;
    }
    QJsonObject tray() { return ledger.read({})[u"trays"][0].toObject(); }
    std::string next() { return tray()[u"next"].toString().toStdString(); }
    qint64 of(const char *column) { return ledger.read({})[u"forms"][0][QLatin1String(column)].toInteger(); }
    std::string state(const char *number)
    {
        const QJsonObject found = ledger.read({{QStringLiteral("number"), QLatin1String(number)}});
        return found[u"sheets"][0][u"state"].toString().toStdString();
    }
};

} // namespace

TEST_CASE("stock: serial numbers keep their letters and their digits", "[stock]")
{
    const SerialRange sheets = range("QY0098", "QY0103");
    CHECK(sheets.count() == 6);
    CHECK(sheets.at(2) == "QY0100");
    CHECK(sheets.indexOf(QStringLiteral("QY0103")) == 5);
    CHECK(sheets.indexOf(QStringLiteral("QY0104")) == -1);
    CHECK(sheets.indexOf(QStringLiteral("QX0100")) == -1);
    CHECK(sheets.indexOf(QStringLiteral("QY00100")) == -1);
    CHECK(SerialRange::from(QStringLiteral("0099"), 2).last() == "0100");
    for (const auto &[first, last] : {std::pair{"QY0002", "QY0001"},
                                      {"QY0001", "QX0002"},
                                      {"QY0001", "QY00002"},
                                      {"", ""},
                                      {"QY1", "QY2"},
                                      {"qy0001", "qy0002"},
                                      {"QY0001\n", "QY0002\n"},
                                      {"0000000001", "0000200000"}})
        CHECK(codeOf(SerialRange::create(QLatin1String(first), QLatin1String(last))) == "invalidData");
}

TEST_CASE("stock: from its arrival to its end a number is in one place", "[stock]")
{
    Account account;
    CHECK(account.load("QY0001", "QY0005") == "sequenceError"); // nothing came
    CHECK(account.receive("QY0001", "QY0100") == "ok");
    CHECK(account.receive("QY0100", "QY0120") == "sequenceError");
    CHECK(account.receive("QY0201", "QY0300") == "ok");
    CHECK(account.load("QY0090", "QY0210") == "sequenceError"); // of two deliveries
    CHECK(account.load("QY0001", "QY0005") == "ok");
    CHECK(account.load("QY0006", "QY0009") == "sequenceError");        // not empty
    CHECK(account.load("QY0005", "QY0009", lower) == "sequenceError"); // in the other tray
    CHECK(account.load("QY0000", "QY0009", lower) == "sequenceError");
    CHECK(account.load("QY0006", "QY0009", lower) == "ok");
    CHECK(account.of("received") == 200);
    CHECK(account.of("loaded") == 9);
    CHECK(account.of("store") == 191);

    CHECK(account.change([](StockLedger &l) { return l.giveBack(range("QY0009", "QY0010")); }) ==
          "sequenceError");
    CHECK(account.change([](StockLedger &l) { return l.unload(lower); }) == "ok");
    CHECK(account.change([](StockLedger &l) { return l.unload(lower); }) == "sequenceError");
    CHECK(account.change([](StockLedger &l) { return l.giveBack(range("QY0009", "QY0010")); }) == "ok");
    CHECK(account.load("QY0006", "QY0009", lower) == "sequenceError"); // one of them is gone
    CHECK(account.of("returned") == 2);
    CHECK(account.of("store") == 193);

    const QJsonObject movement =
        account.ledger.read({{QStringLiteral("number"), QStringLiteral("QY0010")}})[u"movements"][0]
            .toObject();
    CHECK(movement[u"what"] == "returned");
    CHECK(movement[u"by"] == "wang");
    CHECK(movement[u"account"] == "li");
    CHECK(movement[u"at"] == "2026-11-23T10:00:00+08:00");
}

TEST_CASE("stock: a print takes the number on top, and how it ends decides", "[stock]")
{
    Account account;
    CHECK(account.reserve("none") == "stockOut");
    account.receive("QY0001", "QY0010");
    account.load("QY0001", "QY0004");
    CHECK(account.reserve("one") == "QY0001");
    CHECK(account.reserve("two") == "sequenceError"); // one is under way
    CHECK(account.change([](StockLedger &l) { return l.unload(upper); }) == "sequenceError");
    account.ledger.use(QStringLiteral("one"));
    CHECK(account.state("QY0001") == "used");
    account.ledger.release(QStringLiteral("one")); // over: nothing
    CHECK(account.state("QY0001") == "used");

    CHECK(account.reserve("two") == "QY0002");
    account.ledger.release(QStringLiteral("two")); // certainly not printed: it is still on top
    CHECK(account.next() == "QY0002");
    CHECK(account.of("reserved") == 0);

    CHECK(account.reserve("three") == "QY0002");
    account.ledger.voidUnknown(QStringLiteral("three"));
    CHECK(account.state("QY0002") == "voided");
    CHECK(account.tray()[u"state"] == "unsure");
    CHECK(account.reserve("four") == "stockUnsure");
    CHECK(account.change([](StockLedger &l) { return l.unload(upper); }) == "sequenceError");
    CHECK(account.count(range("QY0002", "QY0004")) == "sequenceError"); // voided is voided
    CHECK(account.count(range("QY0003", "QY0004")) == "ok");
    CHECK(account.reserve("four") == "QY0003");
    account.ledger.use(QStringLiteral("four"));
    account.ledger.spoil(QStringLiteral("four"));
    CHECK(account.state("QY0003") == "voided");
    account.ledger.confirmUsed(QStringLiteral("three")); // somebody saw it come out
    CHECK(account.state("QY0002") == "used");

    CHECK(account.reserve("five") == "QY0004");
    account.ledger.use(QStringLiteral("five"));
    CHECK(account.tray()[u"replenishment"] == "empty");
    CHECK(account.reserve("six") == "stockOut");
    CHECK(account.load("QY0005", "QY0010") == "ok");
    CHECK(account.reserve("six") == "QY0005");
}

TEST_CASE("stock: a count finds what is missing, and a spoiled sheet is voided with its number", "[stock]")
{
    Account account;
    account.receive("QY0001", "QY0020");
    CHECK(account.count({}) == "sequenceError");
    account.load("QY0001", "QY0010");
    CHECK(account.count(range("QY0001", "QY0011")) == "sequenceError");
    CHECK(account.count(range("QY0003", "QY0009")) == "ok");
    CHECK(account.state("QY0001") == "voided");
    CHECK(account.state("QY0010") == "voided");
    CHECK(account.of("voided") == 3);
    CHECK(account.tray()[u"left"].toInt() == 7);
    CHECK(account.next() == "QY0003");

    const auto spoiled = [&](const char *number, const char *reason = "damaged") {
        return account.change(
            [&](StockLedger &l) { return l.voidSheet(QLatin1String(number), QLatin1String(reason)); });
    };
    CHECK(spoiled("QY0003") == "ok"); // on top
    CHECK(account.next() == "QY0004");
    CHECK(spoiled("QY0003") == "sequenceError");
    CHECK(spoiled("QY0006") == "sequenceError"); // in the middle of the pile
    CHECK(account.next() == "QY0004");
    CHECK(spoiled("QY0015") == "ok"); // in the store
    CHECK(spoiled("QY0021") == "sequenceError");
    CHECK(spoiled("QY0016", "because") == "invalidData");
    account.reserve("one");
    CHECK(spoiled("QY0004") == "sequenceError"); // being printed
    account.ledger.use(QStringLiteral("one"));
    CHECK(spoiled("QY0004", "misprinted") == "ok");
    CHECK(account.count({}) == "ok");
    CHECK(account.tray()[u"left"].toInt() == 0);
    CHECK(account.of("store") == 9);
    CHECK(account.of("voided") == 11);
}

namespace
{

const QString numbered = QStringLiteral("numbered");

/// A terminal's journal with licences to print.
struct Terminal {
    explicit Terminal(const QTemporaryDir &folder)
    {
        auto opened = Journal::open(folder.filePath(QStringLiteral("journal.sqlite")), terminal,
                                    openKey(folder), clock);
        if (opened)
            journal = *std::move(opened);
        good = journal != nullptr;
    }
    template <typename T> void want(const Result<T> &result) { good = good && result.ok(); }
    void want(const Status &status) { good = good && status.ok(); }
    void change(const std::function<Status(StockLedger &)> &body)
    {
        want(journal->changeStock(QStringLiteral("a3"), QStringLiteral("wang"), body));
    }
    /// One licence; `outcome` is how the print ends, empty: it does not.
    QString print(const char *outcome)
    {
        const auto number =
            journal->beginCase({QStringLiteral("s"), QStringLiteral("licence"), QStringLiteral("QYDJ-01")});
        want(number);
        if (!good)
            return {};
        const auto id =
            journal->beginOperation(*number, numbered, upper.device, {{QStringLiteral("tray"), upper.tray}});
        want(id);
        if (!good)
            return {};
        want(journal->redeemOperation(*id, numbered, upper.device));
        if (*outcome != '\0')
            want(journal->endOperation(*id, QLatin1String(outcome), {}));
        return *id;
    }
    QJsonObject stock(const QJsonObject &filter = {})
    {
        const auto read = journal->readStock(filter);
        want(read);
        return read ? *read : QJsonObject();
    }

    FakeClock clock;
    std::unique_ptr<Journal> journal;
    bool good = false;
};

/// In memory where there is such a place: what is killed here is a process, and waiting for disks tells
/// nothing.
QString folderTemplate()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/stock-XXXXXX");
}

/// A day: each way a print can end.
bool liveADay(const QTemporaryDir &folder)
{
    Terminal day(folder);
    if (!day.good)
        return false;
    day.change([](StockLedger &l) { return l.receive(form, range("QY0001", "QY0010")); });
    day.change([](StockLedger &l) { return l.load(upper, range("QY0001", "QY0006")); });
    day.print("printed");
    day.print("notPrinted");
    day.print("unknown");
    day.change([](StockLedger &l) { return l.count(upper, range("QY0003", "QY0005")); });
    day.print("printed");
    return day.good;
}

/// Runs it in a process that is killed at its n-th SQL statement. True if it was, false if it came to its
/// end.
bool killedAt(int statement, const std::function<bool()> &work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        static int left;
        left = statement;
        using Entry = void (*)();
        const auto watch = [](sqlite3 *database, char **, const void *) {
            return sqlite3_trace_v2(
                database, SQLITE_TRACE_STMT,
                [](unsigned, void *, void *, void *) {
                    if (--left == 0)
                        ::kill(::getpid(), SIGKILL);
                    return 0;
                },
                nullptr);
        };
        int (*const plain)(sqlite3 *, char **, const void *) = watch;
        sqlite3_auto_extension(reinterpret_cast<Entry>(plain));
        ::_exit(work() ? 0 : 1);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE((WIFSIGNALED(status) || WEXITSTATUS(status) == 0));
    return WIFSIGNALED(status);
}

/// After whatever happened: every number in one place, and none comes a second time.
void checkAfterRestart(const QTemporaryDir &folder)
{
    Terminal next(folder);
    REQUIRE(next.good);
    REQUIRE(next.journal->reconcile());
    QJsonObject stock = next.stock();
    REQUIRE(next.good);
    QSet<QString> ended;
    for (const auto &sheet : stock[u"sheets"].toArray()) {
        CHECK(sheet[u"state"] != QStringLiteral("reserved"));
        ended.insert(sheet[u"number"].toString());
    }
    // What the journal calls printed has a number that is used, and the other way round.
    int used = 0;
    int printed = 0;
    for (const auto &sheet : stock[u"sheets"].toArray())
        used += sheet[u"state"] == QStringLiteral("used") ? 1 : 0;
    const auto journal = next.journal->read({});
    REQUIRE(journal);
    for (const auto &entry : (*journal)[u"cases"].toArray()) {
        for (const auto &operation : entry[u"operations"].toArray())
            printed += operation[u"state"] == QStringLiteral("printed") ? 1 : 0;
    }
    CHECK(used == printed);
    for (const auto &entry : stock[u"forms"].toArray())
        CHECK(entry[u"store"].toInteger() >= 0);

    const QJsonObject tray = stock[u"trays"][0].toObject();
    if (tray.isEmpty())
        return; // killed before anything lay in it
    const auto left = SerialRange::create(tray[u"next"].toString(), tray[u"last"].toString());
    if (tray[u"state"] == QStringLiteral("unsure") && left)
        next.change([&](StockLedger &l) { return l.count(upper, *left); });
    if (!left)
        return;
    const QString id = next.print("printed");
    REQUIRE(next.good);
    const QString number =
        next.stock({{QStringLiteral("operation"), id}})[u"sheets"][0][u"number"].toString();
    CHECK(number == left->first());
    CHECK_FALSE(ended.contains(number));
}

} // namespace

TEST_CASE("stock: a power cut at any step loses no number and gives none twice", "[stock]")
{
    int statement = 0;
    bool killed = true;
    while (killed) {
        const QTemporaryDir folder(folderTemplate());
        ++statement;
        INFO("killed at statement " << statement);
        killed = killedAt(statement, [&folder] { return liveADay(folder); });
        checkAfterRestart(folder);
    }
    CHECK(statement > 60); // it was killed in between, and not at once
}

TEST_CASE("stock: the journal decides what becomes of a number", "[stock]")
{
    const QTemporaryDir folder;
    Terminal day(folder);
    REQUIRE(day.good);
    const auto number =
        day.journal->beginCase({QStringLiteral("s"), QStringLiteral("licence"), QStringLiteral("QYDJ-01")});
    REQUIRE(number);
    const auto begin = [&](const QJsonObject &summary) {
        return codeOf(day.journal->beginOperation(*number, numbered, upper.device, summary));
    };
    const QJsonObject tray{{QStringLiteral("tray"), upper.tray}};
    CHECK(begin({}) == "invalidData");
    CHECK(begin(tray) == "stockOut");
    CHECK((*day.journal->read({}))[u"cases"][0][u"operations"].toArray().isEmpty());
    day.change([](StockLedger &l) { return l.receive(form, range("QY0001", "QY0010")); });
    day.change([](StockLedger &l) { return l.load(upper, range("QY0001", "QY0006")); });
    const auto stateOf = [&](const char *sheet) {
        return day.stock({{QStringLiteral("number"), QLatin1String(sheet)}})[u"sheets"][0][u"state"]
            .toString()
            .toStdString();
    };

    // Begun and never handed to the printer: the case's end gives it back.
    CHECK(begin(tray) == "ok");
    CHECK(stateOf("QY0001") == "reserved");
    REQUIRE(day.journal->endCase(*number, QStringLiteral("notDone"), {}));
    CHECK(stateOf("QY0001").empty());

    // Handed over, and the shell dies.
    day.print("");
    REQUIRE(day.journal->reconcile());
    CHECK(stateOf("QY0001") == "voided");
    CHECK(day.stock()[u"trays"][0][u"state"] == "unsure");
    const QString id = (*day.journal->read({}))[u"cases"][0][u"operations"][0][u"id"].toString();
    REQUIRE(day.journal->resolve(id, QStringLiteral("printed"), QStringLiteral("wang")));
    CHECK(stateOf("QY0001") == "used");
    day.change([](StockLedger &l) { return l.count(upper, range("QY0002", "QY0006")); });

    // Printed, and then found to be spoiled.
    const QString spoiled = day.print("printed");
    CHECK(stateOf("QY0002") == "used");
    REQUIRE(day.journal->endOperation(spoiled, QStringLiteral("void"), {}));
    CHECK(stateOf("QY0002") == "voided");
    CHECK(day.good);

    // The audit log knows who did it.
    CHECK((*day.journal->readAudit({{QStringLiteral("what"), QStringLiteral("stock")}})).size() >= 6);
    CHECK(nameOf(day.journal->changeStock(QStringLiteral("a3"), QStringLiteral("张 测试"),
                                          [](StockLedger &) { return Status(); })) == "invalidData");
}
