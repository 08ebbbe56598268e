// Staff at the command line, the real kiosk-serviced on a bus of its own.
#include "harness.h"

#include <kiosk/core/cancel.h>
#include <kiosk/core/paths.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::services::test;

namespace
{

struct Outlet {
    Program daemon{
        QStringLiteral("dbus-daemon"),
        {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")}};
    QString bus = QStringLiteral("KIOSK_BUS_ADDRESS=") + daemon.firstLine();
    QTemporaryDir state;
    std::unique_ptr<Program> serviced;

    void start()
    {
        serviced = std::make_unique<Program>(
            paths::program(QStringLiteral("kiosk-serviced")),
            QStringList{QStringLiteral("--platform"), QStringLiteral("https://127.0.0.1:1"),
                        QStringLiteral("--profile"), QStringLiteral("example-city"),
                        QStringLiteral("--certificates"), certificates(), QStringLiteral("--terminal"),
                        terminal},
            QStringList{bus, QStringLiteral("KIOSK_STATE=") + state.path()});
        const Deadline deadline = Deadline::in(20s);
        while (stock({}).isEmpty() && !deadline.passed())
            ;
    }
    /// What `kioskctl stock …` says, as JSON; empty where nobody answers.
    QJsonObject stock(const QStringList &arguments)
    {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(bus.section(u'=', 0, 0), bus.section(u'=', 1));
        process.setProcessEnvironment(environment);
        process.start(paths::program(QStringLiteral("kioskctl")), QStringList{QStringLiteral("stock")} +
                                                                      arguments +
                                                                      QStringList{QStringLiteral("--json")});
        process.waitForFinished(20000);
        const QJsonObject said = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        return process.exitCode() == 3 ? QJsonObject() : said;
    }
    std::string change(QStringList arguments)
    {
        const QJsonObject said =
            stock(arguments + QStringList{QStringLiteral("--by"), QStringLiteral("wang")});
        return said[u"ok"].toBool() ? "ok" : said[u"error"].toString().toStdString();
    }
};

} // namespace

TEST_CASE("stock: staff keep account with kioskctl, and a killed kiosk-serviced forgets nothing",
          "[stock][process]")
{
    Outlet outlet;
    outlet.start();
    CHECK(outlet.change({"receive", "licence-a3", "QY00000001", "QY00000100"}) == "ok");
    CHECK(outlet.change({"receive", "licence-a3", "QY00000050", "QY00000060"}) == "sequenceError");
    CHECK(outlet.change({"load", "a3", "licence", "QY00000001", "QY00000050"}) == "ok");
    CHECK(outlet.change({"void", "QY00000001", "damaged"}) == "ok");
    CHECK(outlet.change({"return", "QY00000100", "QY00000100"}) == "ok");
    outlet.serviced->kill();
    outlet.start();
    CHECK(outlet.change({"count", "a3", "licence", "QY00000002", "QY00000049"}) == "ok");
    CHECK(outlet.change({"void", "QY00000002", "because"}) == "invalidData");

    const QJsonObject stock = outlet.stock({});
    const QJsonObject tray = stock[u"trays"][0].toObject();
    CHECK(tray[u"next"] == "QY00000002");
    CHECK(tray[u"last"] == "QY00000049");
    CHECK(tray[u"left"] == 48);
    const QJsonObject form = stock[u"forms"][0].toObject();
    CHECK(form[u"store"] == 49);
    CHECK(form[u"voided"] == 2);
    CHECK(form[u"returned"] == 1);
    const QJsonObject newest = stock[u"movements"][0].toObject();
    CHECK(newest[u"by"] == "wang");
    CHECK_FALSE(newest[u"account"].toString().isEmpty());
    CHECK(newest[u"reason"] == "lost");
    CHECK(outlet.stock({"--number", "QY00000001"})[u"movements"].toArray().size() == 3);

    CHECK(outlet.change({"unload", "a3", "licence"}) == "ok");
    CHECK(outlet.change({"count", "a3", "licence"}) == "sequenceError");
}
