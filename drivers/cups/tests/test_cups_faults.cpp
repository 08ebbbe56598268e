// The real driver against the real cupsd and ippeveprinter, while things go wrong. Whatever happens and when:
// "printed" means that the document came out once and whole, an error other than outcomeUnknown that no page
// of it did, and nothing comes out twice.
#include "documents.h"
#include "ipp_client.h"
#include "server_tap.h"
#include "terminal.h"

#include <kiosk/core/error_catalogue.h>
#include <kiosk/hal/printer_readiness.h>

#include <QDirIterator>
#include <QTemporaryDir>
#include <QUuid>

#include <catch2/catch.hpp>

#include <sys/stat.h>

using namespace kiosk;
using namespace kiosk::cups;

namespace
{

/// As the journal makes them: never the same.
QString newOperation()
{
    return QUuid::createUuid().toString(QUuid::Id128);
}

/// What came out since the last time this was asked.
class Paper
{
public:
    explicit Paper(EmulatorProcess &emulator) : m_emulator(emulator) {}

    /// Does the outcome say what happened? Looked at when nothing more can happen.
    void check(const Result<Payload> &outcome, int sides)
    {
        REQUIRE(m_emulator.comesToRest());
        const QJsonArray all = m_emulator.printed();
        int whole = 0;
        int begun = 0;
        for (; m_seen < all.size(); ++m_seen) {
            ++begun;
            whole += all[m_seen][u"printed"].toInt() == sides ? 1 : 0;
        }
        INFO(codeOf(outcome) << " " << detailOf(outcome));
        CHECK(whole <= 1);
        if (outcome) {
            CHECK(whole == 1);
            CHECK(begun == 1);
            CHECK(outcome->fields[u"pages"].toInt() == sides);
        } else if (outcome.error().code != error::outcomeUnknown) {
            CHECK(begun == 0);
        }
    }

private:
    EmulatorProcess &m_emulator;
    qsizetype m_seen = 0;
};

/// Is a document, or the text of one, in any file of the terminal, its print server or the emulator? Names
/// the files. The printer's own memory is out of the terminal's reach: ippeveprinter keeps the document of a
/// job that was cancelled before it began for a minute.
QStringList traces(const EmulatorProcess &emulator)
{
    const QString printer = emulator.ready()[u"work"].toString() + QStringLiteral("/printer/");
    const QList<QByteArray> needles = {"%PDF-", "990000199001010017", "张测试",
                                       "\xd5\xc5\xb2\xe2\xca\xd4",                 // the name in GBK
                                       QByteArray("\x20\x5f\x4b\x6d\xd5\x8b", 6)}; // and in UTF-16LE
    QStringList found;
    for (const QString &folder : emulator.folders()) {
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            struct stat info = {};
            if (::stat(file.fileName().toLocal8Bit().constData(), &info) == 0 && !S_ISREG(info.st_mode))
                continue; // a socket
            if (file.fileName().startsWith(printer))
                continue;
            const QByteArray bytes = file.open(QIODevice::ReadOnly)
                                         ? file.readAll()
                                         : QByteArray("%PDF-"); // unreadable is no excuse
            for (const QByteArray &needle : needles) {
                if (bytes.contains(needle) || file.fileName().toUtf8().contains(needle))
                    found.append(file.fileName());
            }
        }
    }
    return found;
}

/// Names of the server's files for jobs: control files c…, documents d….
QStringList spooled(const EmulatorProcess &emulator)
{
    const QDir spool(emulator.ready()[u"work"].toString() + QStringLiteral("/server/spool"));
    REQUIRE(spool.exists());
    return spool.entryList(QDir::Files);
}

} // namespace

TEST_CASE("whatever happens at whichever request, the outcome is true")
{
    EmulatorProcess emulator({"--page-ms", "250"}); // not over before the last request looked at
    QTemporaryDir folder;
    const QString socket = folder.filePath("tap");
    Terminal terminal(emulator);
    ServerTap tap(socket, terminal.configuration.connect[u"server"].toString());
    terminal.configuration.connect[u"server"] = socket;
    Paper paper(emulator);

    using Moment = ServerTap::Moment;
    const auto clear = [&] { REQUIRE(emulator.ask({{"do", "clear"}})[u"ok"].toBool()); };
    std::function<void()> mend = clear;
    const auto at = [&](int request, Moment moment, const std::function<bool()> &act) {
        INFO("at request " << request << (moment == Moment::Passed ? " passed" : " answered"));
        const QString operation = newOperation();
        terminal.journalOperation = operation;
        terminal.cancel = CancelToken();
        // What was started anew takes its time.
        REQUIRE(within(10s, [&] { return hal::checkReadiness(terminal.status(), "main").ok(); }));
        bool reached = false;
        tap.setHook([&](int number, Moment now) {
            if (number != request || now != moment)
                return true;
            reached = true;
            return act();
        });
        const auto outcome = terminal.print(makePdf(2), {}, 8s);
        tap.setHook({});
        INFO(codeOf(outcome) << " " << detailOf(outcome));
        CHECK(reached);
        mend();
        CHECK(terminal.settle(operation));
        // Still warming up, where it does: what was ended on its way to the printer must not find it ready.
        CHECK(emulator.comesToRest());
        clear();
        paper.check(outcome, 2);
    };
    // 1 to 3 are the state, 4 what is left of earlier jobs, 5 what the printer can do, 6 Create-Job, 7
    // Send-Document; then the job is looked at.
    constexpr int last = 11;

    SECTION("a cancel")
    {
        for (int request = 3; request <= last; ++request) {
            for (const Moment moment : {Moment::Answered, Moment::Passed}) {
                at(request, moment, [&] {
                    terminal.cancel.cancel();
                    return true;
                });
            }
        }
    }
    SECTION("the server dies with its back ends and is started again")
    {
        for (int request = 5; request <= last; ++request) {
            at(request, Moment::Answered, [&] {
                emulator.fault("restart-server");
                return false;
            });
        }
    }
    SECTION("the server dies, its back ends live, and it is started again")
    {
        for (int request = 7; request <= last; ++request) {
            at(request, Moment::Passed, [&] {
                emulator.fault("restart-server-alone");
                return true;
            });
        }
    }
    SECTION("the server dies and stays away")
    {
        // It begins again with what it still has; the driver ends that within the seconds in which a printer
        // warms up.
        mend = [&] {
            emulator.fault("slow:60000");
            emulator.fault("restart-server");
        };
        for (int request = 6; request <= 9; ++request) {
            at(request, Moment::Answered, [&] {
                emulator.fault("kill-server");
                return false;
            });
        }
    }
    SECTION("the queue is stopped")
    {
        for (int request = 4; request <= 9; ++request) {
            at(request, Moment::Passed, [&] {
                emulator.fault("stop-queue");
                return true;
            });
        }
    }
    SECTION("the queue vanishes")
    {
        for (int request = 4; request <= 9; ++request) {
            at(request, Moment::Answered, [&] {
                emulator.fault("delete-queue");
                return true;
            });
        }
    }
}

TEST_CASE("a job is cancelled at each stage that is told of")
{
    EmulatorProcess emulator({"--page-ms", "30"});
    Terminal terminal(emulator);
    Paper paper(emulator);
    const auto cancelAt = [&](const QString &fault, const QString &wanted, int pages) {
        INFO(wanted.toStdString() << " " << pages);
        terminal.cancel = CancelToken();
        terminal.onStage = [&, wanted, pages](const QString &stage, const QJsonObject &details) {
            if (stage == wanted && details[u"pages"].toInt() == pages)
                terminal.cancel.cancel();
        };
        emulator.fault(fault); // it holds the job at the stage
        const auto outcome = terminal.print(makePdf(3));
        emulator.ask({{"do", "clear"}});
        paper.check(outcome, 3);
        return codeOf(outcome);
    };
    CHECK(cancelAt("slow:60000", "jobAccepted", 0) == "canceled");
    CHECK(cancelAt("media-empty-after:1", "pagePrinted", 1) == "outcomeUnknown");
    CHECK(cancelAt("media-empty-after:1", "paperOut", 1) == "outcomeUnknown");
    CHECK(cancelAt("jam-after:2", "paperJammed", 2) == "outcomeUnknown");
    // The last page is out, and the printer may hear of the cancel before it calls the job completed.
    CHECK_THAT(cancelAt("slow:30", "pagePrinted", 3),
               Catch::Equals("success") || Catch::Equals("outcomeUnknown"));
    CHECK(cancelAt("slow:30", "never", 0) == "success");
}

TEST_CASE("what holds the paper for good decides by what is out")
{
    EmulatorProcess emulator({"--page-ms", "100"});
    Terminal terminal(emulator);
    Paper paper(emulator);
    const auto printWith = [&](const QString &fault) {
        INFO(fault.toStdString());
        // Not before it is at work: a printer that is ill before is given no job.
        const bool later = !fault.contains("-after:");
        terminal.onStage = [&, fault, later](const QString &stage, const QJsonObject &) {
            if (stage != u"jobAccepted" || !later)
                return;
            within(5s, [&] { return emulator.ask({{"do", "state"}})[u"printing"].toBool(); });
            emulator.fault(fault);
        };
        emulator.fault(later ? QStringLiteral("slow:60000") : fault);
        const auto outcome = terminal.print(makePdf(2), {}, 8s);
        emulator.ask({{"do", "clear"}});
        paper.check(outcome, 2);
        return outcome;
    };
    CHECK_CODE(printWith("media-empty"), "paperOut");
    CHECK_CODE(printWith("media-empty-after:1"), "outcomeUnknown");
    CHECK_CODE(printWith("jam"), "paperJammed");
    CHECK_CODE(printWith("jam-after:1"), "outcomeUnknown");
    CHECK_CODE(printWith("cover-open"), "coverOpen");
    // cupsd that is told to cancel a job which it is just stopping may keep it "processing-to-stop-point".
    const auto stopped = codeOf(printWith("stop-queue"));
    CHECK((stopped == "queueStopped" || stopped == "outcomeUnknown"));
    CHECK_CODE(printWith("abort"), "notPrinted");
}

TEST_CASE("a printer that calls a job completed with pages missing is not believed")
{
    EmulatorProcess emulator({"--page-ms", "30"});
    Terminal terminal(emulator);
    Paper paper(emulator);
    emulator.fault("complete-after:2");
    auto outcome = terminal.print(makePdf(3));
    CHECK_CODE(outcome, "outcomeUnknown");
    CHECK(detailOf(outcome).find("pages missing") != std::string::npos);
    CHECK(detailOf(outcome).find("printer: completed, 2 sides") != std::string::npos);
    paper.check(outcome, 3);

    emulator.fault("complete-after:3");
    outcome = terminal.print(makePdf(2), {{"copies", 2}});
    CHECK_CODE(outcome, "outcomeUnknown");
    terminal.configuration.settings[u"counts_sides"] = false;
    emulator.fault("complete-after:1");
    CHECK_CODE(terminal.print(makePdf(2)), "success"); // nothing better is known of such a printer
}

TEST_CASE("a print server that dies over a job does not print it twice")
{
    EmulatorProcess emulator({"--page-ms", "250"});
    Terminal terminal(emulator);
    const QString operation = newOperation();
    terminal.journalOperation = operation;
    Paper paper(emulator);
    const auto onFirstPage = [&](const QString &fault) {
        terminal.onStage = [&emulator, fault](const QString &stage, const QJsonObject &details) {
            if (stage == u"pagePrinted" && details[u"pages"].toInt() == 1)
                emulator.fault(fault);
        };
    };

    SECTION("started again at once, with the printer at work: printed, and known")
    {
        onFirstPage("restart-server");
        auto outcome = terminal.print(makePdf(4));
        CHECK_CODE(outcome, "success");
        paper.check(outcome, 4);
        onFirstPage("restart-server-alone");
        terminal.journalOperation = newOperation();
        outcome = terminal.print(makePdf(4));
        CHECK_CODE(outcome, "success");
        paper.check(outcome, 4);
    }
    SECTION("started again after the citizen left: what it still had is ended")
    {
        onFirstPage("kill-server");
        const auto outcome = terminal.print(makePdf(3));
        CHECK_CODE(outcome, "outcomeUnknown");
        CHECK(detailOf(outcome).find("may print it again") != std::string::npos);
        CHECK(terminal.status()[u"device"].toString() == u"noDevice");
        emulator.fault("slow:60000");
        emulator.fault("restart-server");
        CHECK(within(5s, [&] { return terminal.status()[u"recorded"].toArray() == QJsonArray{operation}; }));
        CHECK(terminal.settle(operation));
        paper.check(outcome, 3);
        CHECK(emulator.printed().size() == 1);
        CHECK(spooled(emulator).isEmpty());
    }
    SECTION("after the end, before the journal was asked: the history is still there, and goes")
    {
        const auto outcome = terminal.print(makePdf(1));
        CHECK_CODE(outcome, "success");
        emulator.fault("restart-server");
        CHECK(within(5s, [&] { return terminal.status()[u"recorded"].toArray() == QJsonArray{operation}; }));
        CHECK(terminal.forget(QStringLiteral("another")));
        CHECK(terminal.status().contains(u"recorded"));
        CHECK(terminal.settle(operation));
        paper.check(outcome, 1);
    }
}

TEST_CASE("of a document nothing stays but the paper")
{
    EmulatorProcess emulator({"--page-ms", "30", "--server-log", "debug2"});
    Terminal terminal(emulator);
    bool journal = true;
    const QByteArray pdf = makePdf(2, "张测试 990000199001010017");
    const auto run = [&](const char *what, const QString &fault, const QString &on,
                         const std::function<void()> &act) {
        INFO(what);
        if (journal)
            terminal.journalOperation = newOperation();
        else
            terminal.journalOperation.clear();
        terminal.cancel = CancelToken();
        bool done = false;
        terminal.onStage = [&, on](const QString &stage, const QJsonObject &) {
            if (stage == on && !std::exchange(done, true))
                act();
        };
        if (!fault.isEmpty())
            emulator.fault(fault);
        const auto outcome = terminal.print(pdf, {}, 8s);
        emulator.ask({{"do", "clear"}});
        if (journal)
            CHECK(terminal.settle(terminal.journalOperation));
        REQUIRE(emulator.comesToRest());
        CHECK(traces(emulator).join('\n').toStdString() == "");
        CHECK(spooled(emulator).join('\n').toStdString() == "");
        return codeOf(outcome);
    };
    const QString held = QStringLiteral("media-empty-after:1"); // so that nothing is over too soon
    const QString slow = QStringLiteral("slow:60000");
    const auto cancel = [&] { terminal.cancel.cancel(); };
    CHECK(run("printed", {}, {}, {}) == "success");
    CHECK(run("cancelled before a page", slow, "jobAccepted", cancel) == "canceled");
    CHECK(run("cancelled", held, "paperOut", cancel) == "outcomeUnknown");
    CHECK(run("aborted", held, "paperOut", [&] { emulator.fault("abort"); }) == "outcomeUnknown");
    CHECK(run("stopped", held, "paperOut", [&] { emulator.fault("stop-queue"); }) == "outcomeUnknown");
    CHECK(run("never mended", held, {}, {}) == "outcomeUnknown");
    run("killed", held, "paperOut", [&] { emulator.fault("kill-server"); });
    run("killed, its back ends alive", slow, "jobAccepted", [&] { emulator.fault("restart-server-alone"); });
    // Without a journal nobody asks again.
    journal = false;
    CHECK(run("no journal", {}, {}, {}) == "success");

    // The server told all it did, so the logs would show it.
    const QString logs = emulator.ready()[u"work"].toString() + QStringLiteral("/server/");
    for (const char *name : {"error_log", "access_log", "page_log"}) {
        QFile log(logs + QLatin1String(name));
        INFO(name);
        REQUIRE(log.open(QIODevice::ReadOnly));
        const QByteArray text = log.readAll();
        CHECK(text.contains("kiosk-a4"));
    }
}

TEST_CASE("what a job says of itself is the case, the terminal's account and a mark")
{
    EmulatorProcess emulator({"--page-ms", "400"});
    Terminal terminal(emulator);
    terminal.journalOperation = newOperation();
    const auto queue = Endpoint::ofQueue(terminal.configuration.connect[u"server"].toString(), "kiosk-a4");
    REQUIRE(queue);
    const IppClient server(*queue, 5s);
    QMap<QString, QString> attributes;
    terminal.onStage = [&](const QString &stage, const QJsonObject &details) {
        if (stage != u"jobAccepted")
            return;
        const Ipp request = server.request(IPP_OP_GET_JOB_ATTRIBUTES, "kiosk");
        ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", details[u"job"].toInt());
        const auto answer = server.ask(request, {Deadline::in(5s)});
        REQUIRE(answer);
        for (auto *attribute = ippFirstAttribute(answer->get()); attribute != nullptr;
             attribute = ippNextAttribute(answer->get())) {
            QByteArray text(2000, '\0');
            ippAttributeString(attribute, text.data(), size_t(text.size()));
            attributes.insert(ippGetName(attribute), QString::fromUtf8(text.constData()));
        }
    };
    CHECK_CODE(terminal.print(makePdf(1)), "success");
    CHECK(attributes["job-name"].toStdString() ==
          "990000-2026-000001 #" + terminal.journalOperation.toStdString());
    CHECK(attributes["job-originating-user-name"].toStdString() == "kiosk");
    CHECK(attributes["job-originating-host-name"].toStdString() == "localhost");
    CHECK_FALSE(attributes.contains("document-name"));
    CHECK_FALSE(attributes.contains("document-name-supplied"));
}

TEST_CASE("every outcome is told with its meaning and its remedy")
{
    for (const ErrorCode code :
         {error::outcomeUnknown, error::notPrinted, error::canceled, error::paperOut, error::paperJammed,
          error::tonerOut, error::inkOut, error::coverOpen, error::stackerFull, error::queueStopped,
          error::mediaRejected, error::unsupportedData, error::noDevice, error::deviceNotReady,
          error::deviceBusy, error::hardwareError}) {
        const ErrorEntry &entry = describe(code);
        INFO(code.name().toString().toStdString());
        for (const QString &text : {entry.citizen, entry.citizenNext, entry.technician, entry.remedy})
            CHECK_FALSE(text.isEmpty());
    }
}
