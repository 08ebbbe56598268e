#include "scanner_fixture.h"

#include <kiosk/core/tests/late.h>
#include <kiosk/hal/tests/traffic_record.h>

#include <QElapsedTimer>

#include <fcntl.h>
#include <unistd.h>

using namespace kiosk;
using test::late;

namespace
{

const QString wangsCode = QStringLiteral("4249900001990010100179900000000");

const QStringList triggered{QStringLiteral("--trigger-on"),  QStringLiteral("16540D"),
                            QStringLiteral("--trigger-off"), QStringLiteral("16550D"),
                            QStringLiteral("--identify"),    QStringLiteral("164D0D")};
const QJsonObject triggeredSettings{{QStringLiteral("trigger_on"), QStringLiteral("16540D")},
                                    {QStringLiteral("trigger_off"), QStringLiteral("16550D")},
                                    {QStringLiteral("identify"), QStringLiteral("164D0D")},
                                    {QStringLiteral("identify_answer"), QStringLiteral("454D554C")},
                                    {QStringLiteral("identify_timeout_ms"), 300}};

struct Scanner : ScannerFixture {
    explicit Scanner(const QStringList &arguments = {}, const QJsonObject &settings = {}, int baud = 921600)
        : ScannerFixture("serial-scanner", QStringList{QStringLiteral("--link"), QStringLiteral("${run}/tty"),
                                                       QStringLiteral("--baud"), QString::number(baud)} +
                                               arguments)
    {
        useDevice({{QStringLiteral("serial"), QStringLiteral("${run}/tty")}, {QStringLiteral("baud"), baud}},
                  settings);
        REQUIRE(open() == u"ok");
    }
};

QJsonObject with(const char *key, const QString &value)
{
    return {{QLatin1String(key), value}};
}

} // namespace

TEST_CASE("a code that is shown is read, one after the other")
{
    Scanner scanner;
    CHECK(scanner.status()[u"scanner"].toString() == u"on");
    CHECK(scanner.readShown(wangsCode) == QStringLiteral("unknown: ") + wangsCode);
    CHECK(scanner.stages == QStringList{QStringLiteral("scanCode")});
    CHECK(scanner.readShown(QStringLiteral("样张")) == QStringLiteral("unknown: 样张"));
    CHECK(scanner.readShown({}, with("hex", QStringLiteral("d1f9d5c500"))) ==
          QStringLiteral("unknown: 样张"));
    CHECK(scanner.readShown({}, with("hex", QStringLiteral("00ff"))) ==
          QStringLiteral("unknown: binary 00ff"));
    CHECK(scanner.readShown(QString(4096, u'x')).size() == 4096 + 9);
}

TEST_CASE("a scanner that is triggered looks only while somebody reads")
{
    Scanner scanner(triggered + QStringList{QStringLiteral("--aim")}, [] {
        QJsonObject settings = triggeredSettings;
        settings.insert(QStringLiteral("aim"), true);
        return settings;
    }());
    CHECK(scanner.status()[u"scanner"].toString() == u"off");
    CHECK_FALSE(scanner.state()[u"looks"].toBool());
    const auto result = scanner.read([&](const QString &) {
        CHECK(scanner.becomes("looks", true));
        scanner.show(wangsCode);
    });
    CHECK(Scanner::summary(result) == QStringLiteral("qrCode: ") + wangsCode);
    CHECK(scanner.becomes("looks", false));

    // Also when nobody shows one, and when the citizen goes.
    CHECK(Scanner::summary(scanner.read({}, 200ms)) == u"noBarcode");
    CHECK(scanner.becomes("looks", false));
    CHECK(Scanner::summary(scanner.read([&](const QString &) { scanner.cancel.cancel(); })) == u"canceled");
    CHECK(scanner.becomes("looks", false));
    CHECK(scanner.state()[u"triggers"].toInt() == 3);
}

TEST_CASE("of other kinds than those asked for, a code is not taken")
{
    Scanner scanner({QStringLiteral("--aim")}, {{QStringLiteral("aim"), true}});
    const QStringList onlyQr{QStringLiteral("qrCode")};
    CHECK(scanner.readShown(wangsCode, with("format", QStringLiteral("code128")), onlyQr, 400ms) ==
          u"barcodeInvalid");
    const auto result = scanner.read(
        [&](const QString &stage) {
            scanner.show(wangsCode, stage == u"scanCode" ? with("format", QStringLiteral("code128"))
                                                         : with("format", QStringLiteral("qrCode")));
        },
        5s, onlyQr);
    CHECK(Scanner::summary(result) == QStringLiteral("qrCode: ") + wangsCode);
    CHECK(scanner.stages == QStringList{QStringLiteral("scanCode"), QStringLiteral("codeInvalid")});
}

TEST_CASE("a code that was shown before is not taken, even when it still comes")
{
    // A code of 100 bytes takes 100 ms at this rate.
    Scanner scanner({}, {}, 9600);
    scanner.show(QStringLiteral("stale") + QString(100, u'0'));
    CHECK(scanner.readShown(wangsCode) == QStringLiteral("unknown: ") + wangsCode);
    scanner.show(QStringLiteral("stale"));
    CHECK(Scanner::summary(scanner.read({}, 400ms)) == u"noBarcode");
    // Of two at once the second is not kept for the next citizen.
    CHECK(scanner.readShown(wangsCode, with("fault", QStringLiteral("twice"))) ==
          QStringLiteral("unknown: ") + wangsCode);
    CHECK(Scanner::summary(scanner.read({}, 400ms)) == u"noBarcode");
}

TEST_CASE("what the line does to a code is told, and the next is read")
{
    Scanner scanner;
    for (const char *fault : {"no-suffix", "half", "too-long"}) {
        INFO(fault);
        const auto result = scanner.read([&](const QString &stage) {
            scanner.show(wangsCode,
                         stage == u"scanCode" ? with("fault", QLatin1String(fault)) : QJsonObject());
        });
        CHECK(Scanner::summary(result) == QStringLiteral("unknown: ") + wangsCode);
        CHECK(scanner.stages == QStringList{QStringLiteral("scanCode"), QStringLiteral("codeInvalid")});
        CHECK(scanner.readShown(wangsCode, with("fault", QLatin1String(fault)), {}, 600ms) ==
              u"barcodeInvalid");
    }
    CHECK(scanner.readShown(wangsCode, with("fault", QStringLiteral("slow"))) ==
          QStringLiteral("unknown: ") + wangsCode);
    const auto result = scanner.read([&](const QString &stage) {
        stage == u"scanCode" ? scanner.act("garbage") : scanner.show(wangsCode);
    });
    CHECK(Scanner::summary(result) == QStringLiteral("unknown: ") + wangsCode);
}

TEST_CASE("a scanner is drawn while it is idle or waits, and comes back")
{
    Scanner scanner;
    CHECK(Scanner::summary(scanner.read([&](const QString &) { scanner.act("unplug"); })) == u"noDevice");
    CHECK(scanner.status()[u"device"].toString() == u"noDevice");
    CHECK(Scanner::summary(scanner.read()) == u"noDevice");
    scanner.act("plug");
    CHECK(scanner.readShown(wangsCode) == QStringLiteral("unknown: ") + wangsCode);

    scanner.act("unplug");
    CHECK(scanner.status()[u"device"].toString() == u"noDevice");
    CHECK(scanner.status()[u"scanner"].toString() == u"inoperative");
    scanner.act("plug");
    CHECK(scanner.status()[u"device"].toString() == u"online");

    scanner.act("unplug");
    scanner.act("plug"); // nobody has noticed
    CHECK(scanner.readShown(wangsCode) == u"noDevice");
    CHECK(scanner.readShown(wangsCode) == QStringLiteral("unknown: ") + wangsCode);
}

TEST_CASE("a scanner that hangs, or something else on its port, is told")
{
    Scanner scanner(triggered, triggeredSettings);
    scanner.act("fault", "hang");
    CHECK(scanner.status()[u"device"].toString() == u"offline");
    CHECK(scanner.open() == u"timeOut");
    CHECK(Scanner::summary(scanner.read()) == u"timeOut");
    scanner.act("fault", "impostor");
    CHECK(scanner.open() == u"protocolError");
    CHECK(scanner.status()[u"device"].toString() == u"hardwareError");
    scanner.act("clear");
    CHECK(scanner.open() == u"ok");
    CHECK(scanner.status()[u"device"].toString() == u"online");
    CHECK(Scanner::summary(scanner.read([&](const QString &) { scanner.act("fault", "hang"); }, 300ms)) ==
          u"noBarcode");
}

TEST_CASE("waiting ends by the deadline, and at once when it is cancelled")
{
    Scanner scanner;
    QElapsedTimer timer;
    timer.start();
    CHECK(Scanner::summary(scanner.read({}, 300ms)) == u"noBarcode");
    CHECK(timer.elapsed() < (300ms + late).count());
    CHECK(Scanner::summary(scanner.read([&](const QString &) {
              scanner.cancel.cancel();
              timer.start();
          })) == u"canceled");
    CHECK(timer.elapsed() < late.count());
}

TEST_CASE("a port that another program has, that is none, or that is not there, is told")
{
    Scanner scanner;
    const auto opening = [&](const char *port) {
        scanner.useDevice(with("serial", QLatin1String(port)));
        return scanner.open();
    };
    CHECK(opening("${run}/nothing") == u"noDevice");
    CHECK(opening("/dev/null") == u"noDevice");
    CHECK(opening("${run}/tty") == u"ok");
}

TEST_CASE("the record of a code's reading has nothing of the code")
{
    Scanner scanner;
    const test::TrafficRecord record(QStringLiteral("serial-scanner"));
    REQUIRE(scanner.readShown(wangsCode) == QStringLiteral("unknown: ") + wangsCode);
    record.checkAbsent(wangsCode);
    record.checkForm();
}
