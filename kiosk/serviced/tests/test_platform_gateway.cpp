#include "harness.h"

#include <kiosk/core/tests/late.h>

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSslSocket>
#include <QTcpSocket>

#include <catch2/catch.hpp>

#include <malloc.h>

using namespace kiosk;
using namespace kiosk::services;
using namespace kiosk::services::test;

namespace
{

const SystemClock systemClock;

Result<Payload> ask(PlatformGateway &gateway, const char *operation, const QJsonObject &arguments = {},
                    Milliseconds timeout = 5s, const QJsonObject &person = citizen())
{
    return valueOf(gateway.call(
        {QString::fromLatin1(operation), QStringLiteral("case-1"), subject(person), arguments, timeout}));
}

const QJsonObject issueArguments{{QStringLiteral("purpose"), QStringLiteral("住房贷款")},
                                 {QStringLiteral("copies"), 1}};

} // namespace

TEST_CASE("gateway: the way of HUJI-01, with either profile", "[gateway]")
{
    const auto *profile = GENERATE("example-city", "example-province");
    Platform platform{QString::fromLatin1(profile)};
    const auto gateway = platform.gateway(systemClock);

    const auto health = ask(*gateway, "terminal.health");
    REQUIRE(codeOf(health) == "ok");
    CHECK(health->fields.value(u"status").toString() == QStringLiteral("normal"));

    const auto sent = ask(*gateway, "identity.sms.send");
    REQUIRE(codeOf(sent) == "ok");
    CHECK(sent->fields.value(u"phone").toString() == QStringLiteral("100****0001"));
    const QString code =
        platform.control({{QStringLiteral("do"), QStringLiteral("last-code")}}).value(u"code").toString();
    CHECK(QRegularExpression(QStringLiteral("^[0-9]{6}$")).match(code).hasMatch());
    const auto verified = ask(*gateway, "identity.sms.verify", {{QStringLiteral("code"), code}});
    CHECK(codeOf(verified) == "ok");

    const auto card = ask(*gateway, "huji/idcard.query");
    REQUIRE(codeOf(card) == "ok");
    CHECK(card->fields.value(u"name").toString() == QStringLiteral("张测试"));
    CHECK(card->fields.value(u"sex").toString() == QStringLiteral("男"));
    CHECK(card->fields.value(u"valid_to").toString() == QStringLiteral("2040-01-01"));
    REQUIRE(card->blobs.size() == 1);
    CHECK(card->blobs.first().startsWith("\x89PNG"));

    const auto print = ask(*gateway, "huji/idcard.issue", issueArguments);
    REQUIRE(codeOf(print) == "ok");
    const auto field = [&print](const char *key) {
        return print->fields.value(QLatin1String(key)).toString();
    };
    CHECK(QRegularExpression(QStringLiteral("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$"))
              .match(field("anti_forgery_code"))
              .hasMatch());
    CHECK(field("verification_url").startsWith(QStringLiteral("https://")));
    CHECK_FALSE(field("verification_url").contains(QStringLiteral("9900001990")));
    CHECK(field("watermark").startsWith(QStringLiteral("仅供办理【住房贷款】使用 ")));
    CHECK(field("watermark").endsWith(QStringLiteral(" 再次复印无效")));
    CHECK_FALSE(field("print_number").isEmpty());
}

TEST_CASE("gateway: social insurance, with either profile, also when one insurance's system is down",
          "[gateway]")
{
    const auto *profile = GENERATE("example-city", "example-province");
    Platform platform{QString::fromLatin1(profile)};
    const auto gateway = platform.gateway(systemClock);
    const auto insured = ask(*gateway, "hrss/insured.query");
    REQUIRE(codeOf(insured) == "ok");
    CHECK(insured->fields[u"names"].toArray().size() == 3);
    CHECK(insured->fields[u"first"].toString() == u"2012-07");
    CHECK(insured->fields[u"unavailable"].toArray().isEmpty());
    CHECK(insured->fields[u"insurances"][0][u"status"].toString() == u"参保缴费");

    const QJsonObject span{{QStringLiteral("insurances"), insured->fields[u"names"]},
                           {QStringLiteral("from"), QStringLiteral("2025-07")},
                           {QStringLiteral("to"), QStringLiteral("2025-12")}};
    const auto certificate = ask(*gateway, "hrss/certificate.query", span);
    REQUIRE(codeOf(certificate) == "ok");
    CHECK(certificate->fields[u"months"].toInt() == 6); // in which something arrived, whichever insurance
    CHECK(certificate->fields[u"insurances"][1][u"months"].toInt() ==
          certificate->fields[u"insurances"][0][u"months"].toInt() + 1);
    // One month has not arrived: three spans of the pension, one of each other.
    const QJsonArray spans = certificate->fields[u"spans"].toArray();
    REQUIRE(spans.size() == 5);
    CHECK(spans[1][u"from"].toString() == u"2025-09");
    CHECK(spans[1][u"to"].toString() == u"2025-09");
    CHECK(spans[1][u"arrived"].toString() == u"未到账");
    CHECK(spans[2][u"from"].toString() == u"2025-10");

    const auto payments = ask(*gateway, "hrss/payments.query", span);
    REQUIRE(codeOf(payments) == "ok");
    CHECK(payments->fields[u"payments"].toArray().size() == 18);
    CHECK(payments->fields[u"payments"][0][u"month"].toString() == u"2025-12");
    // 8 % in five months, 0.5 % in six, nothing for work injuries.
    CHECK(payments->fields[u"personal_total_fen"].toInteger() == 5 * 68480 + 6 * 4280);

    platform.control({{QStringLiteral("do"), QStringLiteral("fault")},
                      {QStringLiteral("kind"), QStringLiteral("part")},
                      {QStringLiteral("part"), QStringLiteral("失业保险")}});
    const auto partial = ask(*gateway, "hrss/insured.query");
    REQUIRE(codeOf(partial) == "ok");
    CHECK(partial->fields[u"names"].toArray().size() == 2);
    CHECK(partial->fields[u"unavailable"].toArray() == QJsonArray{QStringLiteral("失业保险")});

    CHECK(codeOf(ask(*gateway, "hrss/benefit.query")) == "noRecord");
    QJsonObject backwards = span;
    backwards[QStringLiteral("to")] = QStringLiteral("2025-01");
    CHECK(codeOf(ask(*gateway, "hrss/payments.query", backwards)) == "invalidData");
    CHECK(codeOf(ask(*gateway, "hrss/document.issue", issueArguments)) == "ok");
}

TEST_CASE("gateway: rare characters and cards without an end come through", "[gateway]")
{
    Platform platform(QStringLiteral("example-province"));
    const auto gateway = platform.gateway(systemClock);
    const auto query = [&](const char *number, const char *name) {
        return ask(*gateway, "huji/idcard.query", {}, 5s,
                   {{QStringLiteral("name"), QString::fromUtf8(name)},
                    {QStringLiteral("id_number"), QLatin1String(number)}});
    };
    const auto elder = query("990000195803150021", "李样例");
    REQUIRE(codeOf(elder) == "ok");
    CHECK(elder->fields.value(u"valid_to").isNull()); // 长期
    const auto rare = query("990000199604160073", "𬍛试样");
    REQUIRE(codeOf(rare) == "ok");
    CHECK(rare->fields.value(u"name").toString() == QStringLiteral("𬍛试样"));
    // A number with somebody else's name is nobody.
    CHECK(codeOf(query("990000199001010017", "王示范")) == "noRecord");
}

TEST_CASE("gateway: codes wrong, locked, expired, and no telephone", "[gateway]")
{
    Platform platform;
    const auto gateway = platform.gateway(systemClock);
    const auto verify = [&](const QString &code) {
        return codeOf(ask(*gateway, "identity.sms.verify", {{QStringLiteral("code"), code}}));
    };
    const auto lastCode = [&] {
        return platform.control({{QStringLiteral("do"), QStringLiteral("last-code")}})
            .value(u"code")
            .toString();
    };
    const auto advance = [&](qint64 minutes) {
        platform.control(
            {{QStringLiteral("do"), QStringLiteral("advance")}, {QStringLiteral("ms"), minutes * 60000}});
    };
    CHECK(verify(QStringLiteral("000000")) == "codeExpired"); // none sent
    REQUIRE(codeOf(ask(*gateway, "identity.sms.send")) == "ok");
    const QString wrong = lastCode() == u"000000" ? QStringLiteral("000001") : QStringLiteral("000000");
    SECTION("wrong, then right")
    {
        CHECK(verify(wrong) == "codeWrong");
        CHECK(verify(lastCode()) == "ok");
    }
    SECTION("good once")
    {
        const QString code = lastCode();
        CHECK(verify(code) == "ok");
        CHECK(verify(code) == "codeExpired");
    }
    SECTION("five times wrong locks, the right one too, and new ones for half an hour")
    {
        for (int i = 0; i < 4; ++i)
            CHECK(verify(wrong) == "codeWrong");
        CHECK(verify(wrong) == "codeLocked");
        CHECK(verify(lastCode()) == "codeLocked");
        CHECK(codeOf(ask(*gateway, "identity.sms.send")) == "codeLocked");
        advance(31);
        CHECK(codeOf(ask(*gateway, "identity.sms.send")) == "ok");
    }
    SECTION("after five minutes")
    {
        advance(4);
        CHECK(verify(wrong) == "codeWrong");
        advance(2);
        CHECK(verify(lastCode()) == "codeExpired");
    }
    SECTION("no telephone number registered")
    {
        const auto reply = ask(*gateway, "identity.sms.send", {}, 5s,
                               {{QStringLiteral("name"), QStringLiteral("赵无号")},
                                {QStringLiteral("id_number"), QStringLiteral("990000197909090089")}});
        CHECK(codeOf(reply) == "phoneMissing");
    }
}

TEST_CASE("gateway: faults of the platform have their own names", "[gateway]")
{
    Platform platform;
    const auto gateway = platform.gateway(systemClock);
    const auto query = [&](Milliseconds timeout = 5s) {
        return codeOf(ask(*gateway, "huji/idcard.query", {}, timeout));
    };
    const QString operation = QStringLiteral("huji/idcard.query");

    SECTION("down, and up again")
    {
        platform.fault(QStringLiteral("down"));
        CHECK(query() == "platformUnreachable");
        platform.control({{QStringLiteral("do"), QStringLiteral("clear")}});
        CHECK(query() == "ok");
    }
    SECTION("slow: over at the deadline")
    {
        platform.fault(QStringLiteral("slow"), operation, -1, 5000);
        QElapsedTimer timer;
        timer.start();
        CHECK(query(300ms) == "platformTimeOut");
        CHECK(timer.elapsed() < 2000 * kiosk::test::slowness);
        CHECK(platform.calls(operation) == 1);
    }
    SECTION("rubbish")
    {
        platform.fault(QStringLiteral("rubbish"));
        CHECK(query() == "platformInvalid");
    }
    SECTION("half an answer: asked once more, since a query may be")
    {
        platform.fault(QStringLiteral("half"), operation, 1);
        CHECK(query() == "ok");
        CHECK(platform.calls(operation) == 2);
        platform.fault(QStringLiteral("half"), operation);
        CHECK(query() == "platformUnreachable");
    }
    SECTION("refused, and no record")
    {
        platform.fault(QStringLiteral("refuse"), operation, 1);
        CHECK(query() == "platformRefused");
        platform.fault(QStringLiteral("noRecord"), operation, 1);
        CHECK(query() == "noRecord");
        CHECK(platform.calls(operation) == 2); // a clear answer is not asked for again
    }
    SECTION("an operation that the profile does not have")
    {
        CHECK(codeOf(ask(*gateway, "huji/hukou.query")) == "unsupportedCommand");
    }
}

TEST_CASE("gateway: a write whose answer is lost is sent once and said to be uncertain", "[gateway]")
{
    Platform platform;
    const auto gateway = platform.gateway(systemClock);
    const QString operation = QStringLiteral("huji/idcard.issue");
    const auto issue = [&](Milliseconds timeout = 5s) {
        return codeOf(ask(*gateway, "huji/idcard.issue", issueArguments, timeout));
    };
    const QString kind = GENERATE(as<QString>(), QStringLiteral("drop"), QStringLiteral("half"),
                                  QStringLiteral("rubbish"), QStringLiteral("slow"));
    INFO(kind.toStdString());
    platform.fault(kind, operation, -1, 4000);
    CHECK(issue(kind == u"slow" ? 500ms : 5000ms) == "platformUncertain");
    CHECK(platform.calls(operation) == 1);
}

TEST_CASE("gateway: a write that was never sent is not uncertain", "[gateway]")
{
    Platform platform;
    const auto gateway = platform.gateway(systemClock);
    platform.fault(QStringLiteral("down"));
    CHECK(codeOf(ask(*gateway, "huji/idcard.issue", issueArguments)) == "platformUnreachable");
    platform.control({{QStringLiteral("do"), QStringLiteral("clear")}});
    platform.fault(QStringLiteral("refuse"), QStringLiteral("huji/idcard.issue"));
    CHECK(codeOf(ask(*gateway, "huji/idcard.issue", issueArguments)) == "platformRefused");
}

TEST_CASE("gateway: both ends show a certificate of the one authority", "[gateway]")
{
    Platform platform;
    const auto askWith = [&](const QString &certificates) {
        auto gateway = PlatformGateway::create({platform.address(), terminal, certificates},
                                               QStringLiteral("example-city"), systemClock);
        REQUIRE(codeOf(gateway) == "ok");
        return codeOf(ask(**gateway, "huji/idcard.query"));
    };
    CHECK(askWith(certificates()) == "ok");

    // Another authority altogether: the terminal does not trust the server.
    const QString strangers = certificates(QStringLiteral("strangers"));
    CHECK(askWith(strangers) == "platformUnreachable");

    // The right authority, but a client certificate of another one: the server does not trust the terminal.
    QTemporaryDir mixed;
    REQUIRE(
        QFile::copy(certificates() + QStringLiteral("/ca.crt"), mixed.filePath(QStringLiteral("ca.crt"))));
    for (const auto *name : {"/terminal.crt", "/terminal.key"})
        REQUIRE(QFile::copy(strangers + QLatin1String(name), mixed.path() + QLatin1String(name)));
    CHECK(askWith(mixed.path()) != "ok");
    CHECK(platform.calls(QStringLiteral("huji/idcard.query")) == 1);

    // A good certificate, used in another terminal's name.
    auto gateway =
        PlatformGateway::create({platform.address(), QStringLiteral("990000-0001-0002"), certificates()},
                                QStringLiteral("example-city"), systemClock);
    REQUIRE(gateway.ok());
    CHECK(codeOf(ask(**gateway, "huji/idcard.query")) == "authorisationRequired");
}

TEST_CASE("gateway: without TLS, or without a client certificate, the server says nothing", "[gateway]")
{
    Platform platform;
    QTcpSocket plain;
    plain.connectToHost(QStringLiteral("127.0.0.1"), quint16(platform.port()));
    REQUIRE(plain.waitForConnected(5000));
    plain.write("GET /terminal/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    while (plain.waitForReadyRead(5000)) {
    }
    CHECK_FALSE(plain.readAll().contains("HTTP/1.1"));

    QSslSocket anonymous;
    QSslConfiguration tls;
    tls.setCaCertificates(QSslCertificate::fromPath(certificates() + QStringLiteral("/ca.crt")));
    anonymous.setSslConfiguration(tls);
    anonymous.connectToHostEncrypted(QStringLiteral("127.0.0.1"), quint16(platform.port()));
    anonymous.waitForEncrypted(5000); // TLS 1.3 lets the client believe so until the server looks
    anonymous.write("GET /terminal/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    while (anonymous.waitForReadyRead(5000)) {
    }
    CHECK_FALSE(anonymous.readAll().contains("HTTP/1.1"));
    CHECK(platform.calls(QStringLiteral("terminal.health")) == 0);
}

TEST_CASE("gateway: what it is given is checked when it is made", "[gateway]")
{
    const auto create = [](const QString &address, const QString &folder) {
        return codeOf(PlatformGateway::create({QUrl(address), terminal, folder},
                                              QStringLiteral("example-city"), systemClock));
    };
    CHECK(create(QStringLiteral("http://127.0.0.1:1"), certificates()) == "invalidData");
    CHECK(create(QStringLiteral("https://127.0.0.1:1"), QStringLiteral("/nowhere")) == "invalidData");
    CHECK(create(QStringLiteral("https://127.0.0.1:1"), certificates()) == "ok");
}

TEST_CASE("gateway: calls leave nothing on the heap", "[gateway]")
{
    Platform platform(QStringLiteral("example-city"));
    const auto gateway = platform.gateway(systemClock);
    const auto heapAfter = [&](int calls) {
        for (int i = 0; i < calls; ++i)
            REQUIRE(codeOf(ask(*gateway, "terminal.health")) == "ok");
        return mallinfo2().uordblks;
    };
    const size_t settled = heapAfter(30);
    CHECK(heapAfter(60) < settled + 60 * size_t(4) * 1024); // 15 KiB a call were kept once
}
