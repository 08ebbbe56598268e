// Each class on its service, when all goes well and when its device says that it does not.
#include "service_fixture.h"

#include <thread>

#include <QCryptographicHash>
#include <QJsonArray>

using namespace kiosk;
using namespace kiosk::xfs4iot;

namespace
{

const QString wangsCode = QStringLiteral("4249900001990010100179900000000");

QString cardAnswer(ServiceFixture &services, const char *apdu)
{
    const QString outcome = services.outcome("chipIo", {{QStringLiteral("apdu"), QString::fromLatin1(apdu)}});
    return outcome == u"ok" ? services.result.fields[u"response"].toString() : outcome;
}

void insert(const ServiceFixture &services, const QJsonObject &answers = {}, const char *atr = "3b021450")
{
    services.tell({{QStringLiteral("do"), QStringLiteral("insert")},
                   {QStringLiteral("atr"), QLatin1String(atr)},
                   {QStringLiteral("answers"), answers}});
}

/// Of 张测试 (fictional), version 2, as far as a test needs it.
const QJsonObject zhangsCard{
    {QStringLiteral("00a404000f7378312e73682ec9e7bbe1b1a3d5cf"), QStringLiteral("9000")},
    {QStringLiteral("00a4020002ef05"), QStringLiteral("9000")},
    {QStringLiteral("00b2010400"), QStringLiteral("6c06")}, // the length is asked for again
    {QStringLiteral("00b2010406"), QStringLiteral("0304322e30309000")},
    {QStringLiteral("00b2020400"), QStringLiteral("6a83")},
    {QStringLiteral("00a4020002ef06"), QStringLiteral("6982")},
    {QStringLiteral("00a4000002ef06"), QStringLiteral("6982")},
};

} // namespace

TEST_CASE("a code that is shown while somebody reads is read, whatever the form of the messages")
{
    const char *form = GENERATE("now", "2021");
    ServiceFixture services("code-scanner", {QStringLiteral("--form"), QLatin1String(form)});
    services.atStage = [&](const QString &stage) {
        if (stage == u"scanCode")
            services.show(wangsCode);
    };
    REQUIRE(services.outcome("read") == u"ok");
    CHECK(services.result.fields[u"symbology"].toString() == u"qrCode");
    CHECK(services.result.fields[u"text"].toString() == wangsCode);
    CHECK(services.result.blobs.first() == wangsCode.toUtf8());

    // None: the service's time is a little shorter than ours, and the reading's end is ours.
    services.atStage = {};
    QElapsedTimer timer;
    timer.start();
    CHECK(services.outcome("read", {}, {}, 500ms) == u"noBarcode");
    CHECK(timer.elapsed() >= 490);
    CHECK(timer.elapsed() < (500ms + late).count());
    CHECK(services.state()[u"waiting"].toInt() == 0);
}

TEST_CASE("a code that is none, or of another kind, is told, and the next is read")
{
    ServiceFixture services("code-scanner");
    services.atStage = [&](const QString &stage) {
        services.show(wangsCode,
                      stage == u"scanCode" ? QJsonObject{{QStringLiteral("invalid"), true}} : QJsonObject{});
    };
    CHECK(services.outcome("read") == u"ok");
    CHECK(services.stages == QStringList{QStringLiteral("scanCode"), QStringLiteral("codeInvalid")});

    services.atStage = [&](const QString &stage) {
        services.show(wangsCode,
                      {{QStringLiteral("symbology"),
                        stage == u"scanCode" ? QStringLiteral("code128") : QStringLiteral("qrCode")}});
    };
    const QJsonObject onlyQr{{QStringLiteral("formats"), QJsonArray{QStringLiteral("qrCode")}}};
    CHECK(services.outcome("read", onlyQr) == u"ok");
    CHECK(services.stages == QStringList{QStringLiteral("scanCode"), QStringLiteral("codeInvalid")});
    CHECK(services.outcome("reset") == u"ok");
}

TEST_CASE("a scanner that its service says is not there is not online")
{
    ServiceFixture services("code-scanner");
    REQUIRE(services.open() == u"ok");
    const std::pair<const char *, const char *> words[] = {{"offline", "offline"},
                                                           {"powerOff", "noDevice"},
                                                           {"hardwareError", "hardwareError"},
                                                           {"deviceBusy", "deviceBusy"},
                                                           {"online", "online"}};
    for (const auto &[theirs, ours] : words) {
        services.set("barcode", "common.device", QLatin1String(theirs));
        CHECK(services.status()[u"device"].toString() == QLatin1String(ours));
    }
    services.set("barcode", "barcodeReader.scanner", QStringLiteral("dreaming"));
    CHECK(services.status()[u"scanner"].toString() == u"unknown");
    services.set("barcode", "common.device", QStringLiteral("offline"));
    CHECK(services.outcome("read") == u"deviceNotReady");
}

TEST_CASE("a chip is powered, spoken to by its protocol, and gone when it is drawn")
{
    ServiceFixture services("smart-card-reader");
    CHECK(services.outcome("detect") == u"ok");
    CHECK(services.result.fields[u"media"].toString() == u"notPresent");
    CHECK(services.outcome("chipPower") == u"noMedia");
    CHECK(services.status()[u"chip"].toString() == u"noCard");

    insert(services,
           {{QStringLiteral("00b0000000"), QStringLiteral("6102")},
            {QStringLiteral("00c0000002"), QStringLiteral("0a0b9000")}},
           "3bf81300008131fe45");
    CHECK(services.outcome("detect") == u"ok");
    CHECK(services.result.fields[u"media"].toString() == u"present");
    CHECK(cardAnswer(services, "00b0000000") == u"0a0b9000"); // switched on first
    CHECK(services.state()[u"chip_protocols"].toArray().first().toString() == u"chipT1");
    CHECK(services.outcome("chipPower", {{QStringLiteral("action"), QStringLiteral("warm")}}) == u"ok");
    CHECK(services.result.fields[u"atr"].toString() == u"3bf81300008131fe45");
    CHECK(cardAnswer(services, "00200001083132333435363738") == u"authorisationRequired"); // a PIN
    CHECK(services.outcome("chipPower", {{QStringLiteral("action"), QStringLiteral("off")}}) == u"ok");
    CHECK_FALSE(services.state()[u"chip_on"].toBool());
    CHECK(services.status()[u"chip"].toString() == u"poweredOff");

    CHECK(services.outcome("awaitRemoval", {}, {}, 300ms) == u"timeOut");
    CHECK(services.outcome("chipPower") == u"ok");
    services.act("remove");
    CHECK(cardAnswer(services, "00b0000000") == u"noMedia");
    CHECK(services.outcome("awaitRemoval") == u"ok");
    CHECK(services.outcome("reset") == u"ok");
}

TEST_CASE("a card that is drawn is noticed, whether its service says so or not")
{
    ServiceFixture services("smart-card-reader");
    insert(services);
    const bool silent = GENERATE(true, false);
    REQUIRE(services.open() == u"ok");
    std::thread hand([&] {
        services.tell({{QStringLiteral("do"), QStringLiteral("remove")}, {QStringLiteral("silent"), silent}});
    });
    CHECK(services.outcome("awaitRemoval") == u"ok");
    hand.join();
}

TEST_CASE("a social security card is read by the same commands as in any other reader")
{
    ServiceFixture services("smart-card-reader");
    services.atStage = [&](const QString &stage) {
        if (stage == u"insertCard")
            insert(services, zhangsCard);
    };
    REQUIRE(services.outcome("readSocialSecurityCard") == u"ok");
    const QJsonObject card = services.result.fields[u"card"].toObject();
    CHECK(card[u"version"].toString() == u"2.00");
    CHECK(card[u"withheld_reason"].toString() == u"securityModuleNeeded");
    CHECK(services.stages ==
          QStringList{QStringLiteral("insertCard"), QStringLiteral("cardFound"), QStringLiteral("cardRead")});
    CHECK_FALSE(services.state()[u"chip_on"].toBool());

    insert(services);
    CHECK(services.outcome("readSocialSecurityCard") == u"invalidMedia");
    services.atStage = {};
    services.act("remove");
    CHECK(services.outcome("readSocialSecurityCard", {}, {}, 400ms) == u"noMedia");
}

TEST_CASE("a picture comes without its notes, and there is no preview")
{
    ServiceFixture services("camera");
    REQUIRE(services.outcome("takePicture") == u"ok");
    CHECK(services.result.fields[u"width"].toInt() == 640);
    CHECK(services.result.fields[u"height"].toInt() == 480);
    CHECK(services.result.blobs.first().startsWith("\xFF\xD8"));
    CHECK_FALSE(services.result.blobs.first().contains("Ceshi"));
    CHECK(services.status()[u"camera"].toString() == u"ok");
    CHECK(services.outcome("preview") == u"cameraNotSupported");
    CHECK(services.outcome("reset") == u"ok");
    services.set("camera", "camera.cameras.person", QStringLiteral("inop"));
    CHECK(services.status()[u"camera"].toString() == u"inop");
    services.use("camera", {{QStringLiteral("camera"), QStringLiteral("room")}});
    CHECK(services.outcome("takePicture") == u"cameraNotSupported");
    CHECK(services.status()[u"camera"].toString() == u"unknown");
}

TEST_CASE("a document is handed to the printer as it is, once")
{
    ServiceFixture services("document-printer");
    const QJsonObject ticket{{QStringLiteral("title"), QStringLiteral("case 1")}};
    REQUIRE(services.outcome("print", ticket, {onePage()}) == u"ok");
    CHECK(services.result.fields[u"outcome"].toString() == u"printed");
    const QJsonArray printed = services.state()[u"printed"].toArray();
    REQUIRE(printed.size() == 1);
    CHECK(printed[0][u"source"].toString() == u"upper");
    CHECK(services.status()[u"paper"][u"main"].toString() == u"full");

    QJsonObject twice = ticket;
    twice.insert(QStringLiteral("copies"), 2);
    CHECK(services.outcome("print", twice, {onePage()}) == u"unsupportedData");
    services.set("printer", "printer.paper.upper", QStringLiteral("out"));
    CHECK(services.outcome("print", ticket, {onePage()}) == u"paperOut");
    services.set("printer", "printer.paper.upper", QStringLiteral("full"));
    services.set("printer", "printer.toner", QStringLiteral("out"));
    CHECK(services.outcome("print", ticket, {onePage()}) == u"tonerOut");
    services.set("printer", "printer.toner", QStringLiteral("full"));
    services.set("printer", "common.device", QStringLiteral("powerOff"));
    CHECK(services.outcome("print", ticket, {onePage()}) == u"deviceNotReady");
    CHECK(services.count("Printer.PrintNative") == 1);
    services.set("printer", "common.device", QStringLiteral("online"));
    services.use("document-printer", {{QStringLiteral("paper_sources"),
                                       QJsonObject{{QStringLiteral("main"), QStringLiteral("lower")}}}});
    CHECK(services.outcome("print", ticket, {onePage()}) == u"ok");
    CHECK(services.state()[u"printed"][1][u"source"].toString() == u"lower");
    CHECK(services.outcome("reset") == u"ok");
}
