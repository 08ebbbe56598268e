// Finding a service, agreeing with it, losing it, and TLS.
#include "service_fixture.h"

#include <QUrl>

using namespace kiosk;
using namespace kiosk::xfs4iot;

namespace
{

QString certificates(const QTemporaryDir &folder, const char *name)
{
    const QString path = folder.filePath(QLatin1String(name));
    QProcess process;
    process.start(qEnvironmentVariable("KIOSK_SOURCE") + QStringLiteral("/deploy/platform/make-certificates"),
                  {path});
    REQUIRE(process.waitForFinished());
    REQUIRE(process.exitCode() == 0);
    return path;
}

QJsonObject tlsSettings(const QString &folder, bool own)
{
    QJsonObject settings{{QStringLiteral("ca"), folder + QStringLiteral("/ca.crt")}};
    if (own) {
        settings.insert(QStringLiteral("certificate"), folder + QStringLiteral("/terminal.crt"));
        settings.insert(QStringLiteral("key"), folder + QStringLiteral("/terminal.key"));
    }
    return settings;
}

QJsonObject connectBy(const char *key, const QJsonValue &value)
{
    return {{QLatin1String(key), value}};
}

} // namespace

TEST_CASE("a service is found by what it offers, whatever the form of its messages and however it is named")
{
    const char *form = GENERATE("now", "2021");
    ServiceFixture services("code-scanner", {QStringLiteral("--form"), QLatin1String(form)});
    INFO(form);
    CHECK(services.open() == u"ok");
    CHECK(services.status()[u"device"].toString() == u"online");
    CHECK(services.status()[u"scanner"].toString() == u"on");
    CHECK(services.status()[u"model"].toString() == u"Emulator");
    CHECK(services.status()[u"identity"][u"serial"].toString() == u"EMU-0001");
    CHECK(services.status()[u"identity"][u"firmware"].toString() == u"2.1");
    CHECK(services.count("Common.SetVersions") == (QByteArray(form) == "now" ? 1 : 0));

    for (const char *name : {"smart-card-reader", "camera", "document-printer", "fingerprint-reader"}) {
        services.use(name);
        CHECK(services.open() == u"ok");
        CHECK(services.status()[u"device"].toString() == u"online");
    }
    const QString uri = services.publisher();
    services.use("camera", {}, connectBy("publisher", uri));
    CHECK(services.open() == u"ok");
    services.use("camera", {}, connectBy("service", uri + QStringLiteral("/camera")));
    CHECK(services.open() == u"ok");
    const QJsonArray ports{1, QUrl(uri).port()}; // nobody is at 1
    services.use("camera", {},
                 {{QStringLiteral("host"), QStringLiteral("127.0.0.1")}, {QStringLiteral("ports"), ports}});
    CHECK(services.open() == u"ok");
}

TEST_CASE("a service that is another, of another version, or not there is told")
{
    ServiceFixture services;
    const QString uri = services.publisher();
    services.use("camera", {}, connectBy("service", uri + QStringLiteral("/printer")));
    CHECK(services.open() == u"protocolError");
    services.use("camera", {},
                 {{QStringLiteral("publisher"), uri}, {QStringLiteral("match"), QStringLiteral("/printer")}});
    CHECK(services.open() == u"noDevice");
    services.use("camera", {}, connectBy("service", QStringLiteral("ws://127.0.0.1:1/")));
    CHECK(services.open() == u"noDevice");
    CHECK(services.status()[u"device"].toString() == u"noDevice");
    services.use("camera", {}, connectBy("publisher_file", services.path("none")));
    CHECK(services.open() == u"noDevice");

    services.use("camera");
    services.tell({{QStringLiteral("do"), QStringLiteral("version")}, {QStringLiteral("major"), 9}});
    CHECK(services.open() == u"protocolError");
    services.tell({{QStringLiteral("do"), QStringLiteral("version")}, {QStringLiteral("major"), 3}});
    CHECK(services.open() == u"ok");
}

TEST_CASE("a service that goes and comes back is found again, without haste")
{
    ServiceFixture services("code-scanner");
    REQUIRE(services.open() == u"ok");
    services.act("down");
    CHECK(services.status()[u"device"].toString() == u"noDevice");
    // The distance between attempts grows: 100, 200, 400 ms, and 800 where the first was an attempt already.
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 4; ++i)
        CHECK(services.status()[u"device"].toString() == u"noDevice");
    CHECK(timer.elapsed() >= 690);
    timer.start();
    CHECK(services.open(300ms) == u"timeOut");
    CHECK(timer.elapsed() < (300ms + late).count());
    services.act("up");
    CHECK(services.status()[u"device"].toString() == u"online");

    // What was lost while nobody asked is made good by the next questions.
    const int before = services.state()[u"connections"].toInt();
    services.act("disconnect");
    (void)services.status(); // it may come before the end of the connection is known
    CHECK(services.status()[u"device"].toString() == u"online");
    CHECK(services.state()[u"connections"].toInt() > before);
}

TEST_CASE("a wait for a service that says nothing ends by the deadline, and on a cancel")
{
    ServiceFixture services("code-scanner");
    services.fault("no-acknowledge", "Common.Capabilities", 0, 0);
    QElapsedTimer timer;
    timer.start();
    CHECK(services.open(400ms) == u"timeOut");
    CHECK(timer.elapsed() < (400ms + late).count());
    services.cancel.cancel();
    timer.start();
    CHECK(services.open() == u"canceled");
    CHECK(timer.elapsed() < late.count());
}

TEST_CASE("over TLS both sides show a certificate of their authority")
{
    const QTemporaryDir folder;
    const QString ours = certificates(folder, "ours"), theirs = certificates(folder, "theirs");
    ServiceFixture services("", {QStringLiteral("--certificates"), ours});
    services.use("code-scanner", tlsSettings(ours, true));
    CHECK(services.open() == u"ok");
    CHECK(services.state()[u"peer"].toString() == u"990000-0001-0001");
    services.show(QStringLiteral("4249900001990010100179900000000"));
    CHECK(services.outcome("read") == u"ok");

    services.use("code-scanner", tlsSettings(theirs, true)); // we do not trust it
    CHECK(services.open() == u"authorisationRequired");
    CHECK(services.status()[u"device"].toString() == u"noDevice");
    services.use("code-scanner", tlsSettings(ours, false)); // it does not let us in
    CHECK(services.open() != u"ok");
    CHECK(services.status()[u"device"].toString() == u"noDevice");
    // Not without TLS either.
    services.use(
        "code-scanner", {},
        connectBy("publisher", services.publisher().replace(QStringLiteral("wss"), QStringLiteral("ws"))));
    CHECK(services.open(2s) != u"ok");
}
