#include "scanner_fixture.h"

#include <kiosk/core/tests/late.h>
#include <kiosk/hal/tests/traffic_record.h>

#include <QElapsedTimer>

using namespace kiosk;
using test::late;

namespace
{

const QString wangsCode = QStringLiteral("4249900001990010100179900000000");

struct Scanner : ScannerFixture {
    explicit Scanner(const char *kind, const QJsonObject &settings = {})
        : ScannerFixture("hid-scanner", {QStringLiteral("--link"), QStringLiteral("${run}/dev"),
                                         QStringLiteral("--kind"), QLatin1String(kind)}),
          keyboard(QLatin1String(kind) == u"keyboard")
    {
        qputenv("UMOCKDEV_DIR", path("dev").toUtf8());
        useDevice(keyboard
                      ? QJsonObject{{QStringLiteral("keyboard"),
                                     QStringLiteral("/dev/input/by-id/"
                                                    "usb-Bianmin_Emulated_Scanner_0001-event-kbd")}}
                      : QJsonObject{{QStringLiteral("hidpos"), QStringLiteral("/dev/kiosk/hid-emulated")}},
                  settings);
        REQUIRE(open() == u"ok");
    }
    ~Scanner() { qunsetenv("UMOCKDEV_DIR"); }

    /// What a read of this text says; a keyboard does not tell the kind.
    [[nodiscard]] QString said(const QString &text) const
    {
        return (keyboard ? QStringLiteral("unknown: ") : QStringLiteral("qrCode: ")) + text;
    }

    bool keyboard;
};

QJsonObject with(const char *key, const QString &value)
{
    return {{QLatin1String(key), value}};
}

} // namespace

TEST_CASE("a code is read, whether it is typed or reported")
{
    Scanner scanner(GENERATE("keyboard", "hidpos"));
    CHECK(scanner.status()[u"device"].toString() == u"online");
    CHECK(scanner.status()[u"scanner"].toString() == u"on");
    CHECK(scanner.status()[u"model"].toString() == u"Bianmin Emulated Scanner");
    CHECK(scanner.readShown(wangsCode) == scanner.said(wangsCode));
    const QString all = QStringLiteral("Az09 !@#$%^&*()_+-=[]{};:'\"`~\\|,.<>/?");
    CHECK(scanner.readShown(all) == scanner.said(all));
    CHECK(scanner.readShown(QString(700, u'x')) == scanner.said(QString(700, u'x')));
    if (!scanner.keyboard)
        CHECK(scanner.readShown(QStringLiteral("样张"), with("format", QStringLiteral("aztec"))) ==
              u"aztec: 样张");
}

TEST_CASE("a keyboard's keys are this driver's alone, from open to close")
{
    Scanner scanner("keyboard", with("terminator", QStringLiteral("tab")));
    CHECK(scanner.becomes("grabbed", true));
    CHECK(scanner.readShown(wangsCode, with("key", QStringLiteral("tab"))) == scanner.said(wangsCode));
    CHECK(scanner.state()[u"grabbed"].toBool());
    scanner.act("fault", "busy");
    CHECK(scanner.open() == u"deviceBusy");
    scanner.act("clear");
    CHECK(scanner.open() == u"ok");
}

TEST_CASE("what was shown before, or beside, is not taken")
{
    Scanner scanner(GENERATE("keyboard", "hidpos"));
    scanner.show(QStringLiteral("stale"));
    CHECK(scanner.readShown(wangsCode) == scanner.said(wangsCode));
    scanner.show(QString(600, u'7')); // still on its way when the read begins
    CHECK(scanner.readShown(wangsCode) == scanner.said(wangsCode));
    CHECK(scanner.readShown(wangsCode, with("fault", QStringLiteral("twice"))) == scanner.said(wangsCode));
    CHECK(Scanner::summary(scanner.read({}, 400ms)) == u"noBarcode");
}

TEST_CASE("what is wrong with a code is told, and the next is read")
{
    Scanner scanner(GENERATE("keyboard", "hidpos"));
    for (const char *fault : {"half", "too-long", "no-suffix", "garbage"}) {
        if (QLatin1String(fault) == u"no-suffix" && !scanner.keyboard)
            continue;
        INFO(fault);
        const auto result = scanner.read([&](const QString &stage) {
            if (stage == u"scanCode" && QLatin1String(fault) == u"garbage")
                scanner.act(fault);
            else
                scanner.show(wangsCode,
                             stage == u"scanCode" ? with("fault", QLatin1String(fault)) : QJsonObject());
        });
        CHECK(Scanner::summary(result) == scanner.said(wangsCode));
        CHECK(scanner.stages == QStringList{QStringLiteral("scanCode"), QStringLiteral("codeInvalid")});
    }
}

TEST_CASE("a scanner is drawn while it is idle or waits, and comes back")
{
    Scanner scanner(GENERATE("keyboard", "hidpos"));
    CHECK(Scanner::summary(scanner.read([&](const QString &) { scanner.act("unplug"); })) == u"noDevice");
    CHECK(scanner.status()[u"device"].toString() == u"noDevice");
    scanner.act("plug");
    CHECK(scanner.readShown(wangsCode) == scanner.said(wangsCode));
    scanner.act("unplug");
    CHECK(scanner.status()[u"device"].toString() == u"noDevice");
    CHECK(scanner.status()[u"scanner"].toString() == u"inoperative");
    CHECK(Scanner::summary(scanner.read()) == u"noDevice");
    scanner.act("plug");
    CHECK(scanner.status()[u"device"].toString() == u"online");
    if (scanner.keyboard)
        CHECK(scanner.becomes("grabbed", true));
}

TEST_CASE("something else on the node is told, and waiting ends when it should")
{
    Scanner scanner(GENERATE("keyboard", "hidpos"));
    scanner.act("fault", "impostor");
    CHECK(scanner.open() == u"protocolError");
    scanner.act("clear");
    CHECK(scanner.open() == u"ok");
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

TEST_CASE("the record of a code's reading has nothing of the code")
{
    Scanner scanner(GENERATE("keyboard", "hidpos"));
    const test::TrafficRecord record(QStringLiteral("hid-scanner"));
    REQUIRE(scanner.readShown(wangsCode) == scanner.said(wangsCode));
    record.checkAbsent(wangsCode);
    record.checkForm();
}
