#include "documents.h"
#include "terminal.h"

#include <kiosk/core/tests/late.h>

#include <QElapsedTimer>
#include <QJsonArray>

#include <catch2/catch.hpp>

#include <csignal>

using namespace kiosk;
using namespace kiosk::cups;

TEST_CASE("a document goes through the queue to paper, stamped on a demonstration terminal")
{
    EmulatorProcess emulator({"--page-ms", "30"});
    REQUIRE(emulator.ready()[u"printer"].toString().toStdString() == "cups");
    Terminal terminal(emulator);
    terminal.configuration.demonstration = true;

    const auto result = terminal.print(makePdf(2), {{"copies", 2}, {"duplex", true}});
    INFO(detailOf(result));
    REQUIRE(result);
    CHECK(result->fields[u"outcome"].toString() == "printed");
    CHECK(result->fields[u"pages"].toInt() == 4);
    CHECK(terminal.stages.first() == "jobAccepted");
    CHECK(terminal.stages.contains("pagePrinted"));

    const QJsonArray printed = emulator.printed();
    REQUIRE(printed.size() == 1);
    CHECK(printed[0][u"copies"].toInt() == 2);
    CHECK(printed[0][u"pages"].toInt() == 2);
    CHECK(printed[0][u"printed"].toInt() == 4);
    CHECK(printed[0][u"sides"].toString() == "two-sided-long-edge");
    CHECK(printed[0][u"name"].toString().startsWith("990000-2026-000001 #"));
    CHECK(printed[0][u"media-col"].toString().contains("x-dimension=21000 y-dimension=29700"));

    const QByteArray paper = emulator.printedFile(0);
    for (int page : {1, 2}) {
        const QString text = pageText(paper, page);
        CHECK(text.contains("样张 无效 · 仅供演示"));
        CHECK(
            text.contains(QStringLiteral("第 %1 页 长期 𬍛 企业职工基本养老保险").arg(page)));
    }
    CHECK(emulator.openJobs().isEmpty());

    SECTION("and the next one, on a terminal that is none, is not stamped")
    {
        terminal.configuration.demonstration = false;
        REQUIRE(terminal.print(makePdf(1)));
        CHECK_FALSE(pageText(emulator.printedFile(1), 1).contains("样张"));
    }
}

TEST_CASE("a printer is asked directly where there is no print server")
{
    EmulatorProcess emulator({"--page-ms", "30", "--direct"});
    REQUIRE(emulator.ready()[u"printer"].toString().toStdString() == "ipp");
    Terminal terminal(emulator);

    const auto result = terminal.print(makePdf(3));
    INFO(detailOf(result));
    REQUIRE(result);
    CHECK(result->fields[u"pages"].toInt() == 3);
    REQUIRE(emulator.printed().size() == 1);

    SECTION("a job that it aborts before the first page was not printed")
    {
        emulator.fault("abort");
        CHECK_CODE(terminal.print(makePdf(1)), "notPrinted");
        CHECK(emulator.printed().size() == 1);
    }
    SECTION("a printer that is killed at work leaves the outcome unknown")
    {
        terminal.onStage = [&](const QString &stage, const QJsonObject &) {
            if (stage == u"pagePrinted")
                ::kill(pid_t(emulator.pid("ippeveprinter")), SIGKILL);
        };
        emulator.fault("slow:200");
        CHECK_CODE(terminal.print(makePdf(3)), "outcomeUnknown");
        CHECK(terminal.status()[u"device"].toString().toStdString() == "offline");
        CHECK_CODE(terminal.print(makePdf(1)), "deviceNotReady");
    }
}

TEST_CASE("without CUPS, the emulator's own printer answers at the same address")
{
    EmulatorProcess emulator({"--page-ms", "30", "--folder"});
    REQUIRE(emulator.ready()[u"printer"].toString().toStdString() == "folder");
    CHECK(emulator.ready()[u"connect"][u"queue"].toString() == u"kiosk-a4");
    Terminal terminal(emulator);
    terminal.configuration.demonstration = true;
    const auto result = terminal.print(makePdf(2), {{"copies", 2}});
    CHECK_CODE(result, "success");
    REQUIRE(emulator.printed().size() == 1);
    CHECK(emulator.printed()[0][u"printed"].toInt() == 4);
    CHECK(pageText(emulator.printedFile(0), 2).contains("样张 无效"));

    emulator.fault("cover-open");
    CHECK_CODE(terminal.print(makePdf(1)), "coverOpen");
    emulator.ask({{"do", "clear"}});
    emulator.fault("media-empty-after:1");
    terminal.onStage = [&](const QString &stage, const QJsonObject &) {
        if (stage == u"paperOut")
            emulator.ask({{"do", "load"}, {"sheets", 100}});
    };
    CHECK_CODE(terminal.print(makePdf(2)), "success");
    emulator.fault("abort");
    CHECK_CODE(terminal.print(makePdf(2)), "notPrinted");
    terminal.onStage = [&](const QString &stage, const QJsonObject &) {
        if (stage == u"pagePrinted")
            terminal.cancel.cancel();
    };
    emulator.fault("slow:300");
    CHECK_CODE(terminal.print(makePdf(9)), "outcomeUnknown");
}

TEST_CASE("what is wrong with the printer is known before a job is tried")
{
    EmulatorProcess emulator({"--page-ms", "30"});
    Terminal terminal(emulator);
    CHECK(terminal.status()[u"device"].toString().toStdString() == "online");
    CHECK(terminal.status()[u"paper"][u"main"].toString().toStdString() == "full");

    const auto refused = [&](const QString &fault, const char *code) {
        INFO(fault.toStdString());
        emulator.fault(fault);
        CHECK_CODE(terminal.print(makePdf(1)), code);
        CHECK(terminal.stages.isEmpty());
        CHECK(emulator.openJobs().isEmpty());
        emulator.ask({{"do", "clear"}});
    };
    refused("media-empty", "paperOut");
    refused("jam", "paperJammed");
    refused("cover-open", "coverOpen");
    refused("toner-empty", "tonerOut");
    refused("stop-queue", "queueStopped");
    refused("offline", "deviceNotReady");

    emulator.ask({{"do", "load"}, {"sheets", 10}});
    CHECK(terminal.status()[u"paper"][u"main"].toString().toStdString() == "low");

    emulator.fault("delete-queue");
    CHECK(terminal.status()[u"device"].toString().toStdString() == "noDevice");
    CHECK_CODE(terminal.print(makePdf(1)), "noDevice");
    emulator.ask({{"do", "clear"}});
    CHECK_CODE(terminal.print(makePdf(1)), "success");

    ::kill(pid_t(emulator.pid("cupsd")), SIGKILL);
    CHECK(within(5s, [&] { return terminal.status()[u"device"].toString() == u"noDevice"; }));
    CHECK_CODE(terminal.print(makePdf(1)), "noDevice");
}

TEST_CASE("a job waits through an empty tray")
{
    EmulatorProcess emulator({"--page-ms", "50"});
    Terminal terminal(emulator);

    SECTION("and is printed once when paper is loaded")
    {
        emulator.fault("media-empty-after:1");
        int before = -1;
        terminal.onStage = [&](const QString &stage, const QJsonObject &details) {
            if (stage == u"paperOut") {
                before = details[u"pages"].toInt();
                emulator.ask({{"do", "load"}, {"sheets", 100}});
            }
        };
        const auto result = terminal.print(makePdf(3));
        INFO(detailOf(result));
        REQUIRE(result);
        CHECK(before == 1);
        CHECK(terminal.stages.contains("resumed"));
        CHECK(result->fields[u"pages"].toInt() == 3);
        REQUIRE(emulator.printed().size() == 1);
        CHECK(emulator.printed()[0][u"printed"].toInt() == 3);
    }
    SECTION("until the deadline; with a page out the outcome is not certain")
    {
        emulator.fault("media-empty-after:1");
        const auto result = terminal.print(makePdf(3), {}, 6s);
        CHECK_CODE(result, "outcomeUnknown");
        CHECK(detailOf(result).find("printer: canceled, 1 sides") != std::string::npos);
        CHECK(emulator.openJobs().isEmpty());
        emulator.ask({{"do", "clear"}});
        CHECK_CODE(terminal.print(makePdf(1)), "success");
        CHECK(emulator.printed().size() == 2);
    }
    SECTION("until the deadline; with nothing out it was certainly not printed")
    {
        emulator.fault("slow:500");
        terminal.onStage = [&](const QString &stage, const QJsonObject &) {
            if (stage == u"jobAccepted")
                within(5s,
                       [&] {
                           return emulator.ask({{"do", "state"}})[u"printing"].toBool();
                       }),
                    emulator.fault("media-empty");
        };
        CHECK_CODE(terminal.print(makePdf(1), {}, 6s), "paperOut");
        CHECK(emulator.openJobs().isEmpty());
        emulator.ask({{"do", "clear"}});
        CHECK(emulator.printed().isEmpty());
    }
    SECTION("and through a jam")
    {
        emulator.fault("jam-after:1");
        terminal.onStage = [&](const QString &stage, const QJsonObject &) {
            if (stage == u"paperJammed")
                emulator.ask({{"do", "clear"}});
        };
        CHECK_CODE(terminal.print(makePdf(2)), "success");
        CHECK(terminal.stages.contains("paperJammed"));
    }
}

TEST_CASE("a job is canceled")
{
    EmulatorProcess emulator({"--page-ms", "400"});
    Terminal terminal(emulator);

    SECTION("before a page is out: certainly not printed")
    {
        terminal.onStage = [&](const QString &stage, const QJsonObject &) {
            if (stage == u"jobAccepted")
                terminal.cancel.cancel();
        };
        CHECK_CODE(terminal.print(makePdf(2)), "canceled");
        CHECK(emulator.printed().isEmpty());
    }
    SECTION("with a page out: not certain")
    {
        terminal.onStage = [&](const QString &stage, const QJsonObject &) {
            if (stage == u"pagePrinted")
                terminal.cancel.cancel();
        };
        QElapsedTimer time;
        time.start();
        CHECK_CODE(terminal.print(makePdf(20)), "outcomeUnknown");
        CHECK(time.elapsed() < 6000 * test::slowness);
    }
    CHECK(emulator.openJobs().isEmpty());
}

TEST_CASE("the outcome is never guessed when a part dies at work")
{
    EmulatorProcess emulator({"--page-ms", "300"});
    Terminal terminal(emulator);
    QString victim;
    terminal.onStage = [&](const QString &stage, const QJsonObject &) {
        if (stage == u"pagePrinted" && !victim.isEmpty())
            ::kill(pid_t(emulator.pid(std::exchange(victim, {}))), SIGKILL);
    };

    SECTION("the print server")
    {
        victim = "cupsd";
        const auto result = terminal.print(makePdf(3));
        CHECK_CODE(result, "outcomeUnknown");
        CHECK(detailOf(result).find("may print it again") != std::string::npos);
        CHECK(emulator.printed().size() == 1); // it came out, and the detail says so
        CHECK(detailOf(result).find("printer: completed, 3 sides") != std::string::npos);
    }
    SECTION("the printer")
    {
        victim = "ippeveprinter";
        CHECK_CODE(terminal.print(makePdf(3)), "outcomeUnknown");
    }
    SECTION("the printer aborts, and the server calls it completed")
    {
        terminal.onStage = [&](const QString &stage, const QJsonObject &) {
            if (stage == u"pagePrinted")
                emulator.fault("abort");
        };
        CHECK_CODE(terminal.print(makePdf(3)), "outcomeUnknown");
        emulator.fault("abort");
        CHECK_CODE(terminal.print(makePdf(3)), "notPrinted");
        CHECK(emulator.printed().size() == 1);
    }
    SECTION("the queue, but the printer has the job and goes on")
    {
        bool deleted = false;
        terminal.onStage = [&](const QString &stage, const QJsonObject &) {
            if (stage == u"pagePrinted" && !std::exchange(deleted, true))
                emulator.fault("delete-queue");
        };
        const auto result = terminal.print(makePdf(4));
        CHECK_CODE(result, "success");
        CHECK(emulator.printed().size() == 1);
    }
}

TEST_CASE("what an earlier session left in the queue does not come out before the next")
{
    EmulatorProcess emulator({"--page-ms", "200"});
    Terminal terminal(emulator);
    emulator.fault("stop-queue");
    QProcess lp;
    lp.setProcessChannelMode(QProcess::MergedChannels);
    lp.start("lp", {"-h", terminal.configuration.connect[u"server"].toString(), "-U", "kiosk", "-d",
                    "kiosk-a4", "-t", "left over", "/usr/share/cups/data/default-testpage.pdf"});
    REQUIRE(lp.waitForFinished());
    INFO(lp.readAll().toStdString());
    REQUIRE(lp.exitCode() == 0);
    REQUIRE_FALSE(emulator.openJobs().isEmpty());

    SECTION("by reset")
    {
        CHECK_CODE(terminal.run(u"reset", {}, 10s), "success");
        CHECK(emulator.openJobs().isEmpty());
    }
    SECTION("by the next print")
    {
        // Enabled, the queue starts the old job at once; the next print ends it before it is there itself.
        emulator.fault("slow:2000");
        emulator.ask({{"do", "clear"}});
        emulator.fault("slow:1000");
        CHECK_CODE(terminal.print(makePdf(1)), "success");
        const QJsonArray printed = emulator.printed();
        REQUIRE(printed.size() == 1);
        CHECK(printed[0][u"name"].toString().startsWith("990000"));
    }
}
