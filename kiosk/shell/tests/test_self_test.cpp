#include <kiosk/core/error_catalogue.h>
#include <kiosk/shell/diagnostics/self_test.h>

#include <catch2/catch.hpp>

#include <QCoreApplication>
#include <QJsonDocument>

using namespace kiosk;
using namespace kiosk::shell;

namespace
{

/// A terminal of so many devices, each operation answered as a test wants it; what was asked for is kept.
class FakeTerminal
{
public:
    explicit FakeTerminal(const char *devices) : m_words(loaded())
    {
        m_devices = QJsonDocument::fromJson(devices).array();
        REQUIRE_FALSE(m_devices.isEmpty());
        QObject::connect(&test, &SelfTest::finished,
                         [this](const QString &, const QString &result) { m_result = result; });
    }

    void start() { test.start(m_devices.first().toObject(), QStringLiteral("0007")); }
    [[nodiscard]] QVariantMap shown() const { return test.of(m_devices.first().toObject()); }
    [[nodiscard]] QString state() const { return shown()[QStringLiteral("state")].toString(); }
    [[nodiscard]] QString prompt() const { return shown()[QStringLiteral("prompt")].toString(); }
    [[nodiscard]] QString word() const { return shown()[QStringLiteral("word")].toString(); }
    /// Empty while it runs.
    [[nodiscard]] QString result()
    {
        settle();
        return m_result;
    }
    void settle()
    {
        for (int turn = 0; turn < 20; ++turn)
            QCoreApplication::processEvents();
    }
    void answer(bool seen)
    {
        settle();
        test.answer(seen);
        settle();
    }
    /// The first device says this of itself now.
    void says(const char *status)
    {
        QJsonObject device = m_devices.first().toObject();
        device.insert(QStringLiteral("status"), QJsonDocument::fromJson(status).object());
        m_devices.replace(0, device);
        test.look();
        settle();
    }
    void pass(Milliseconds time)
    {
        m_clock.advance(time);
        test.look();
        settle();
    }

    QStringList asked; ///< "lights setLight {…}"
    std::function<Result<Payload>(const DevicesClient::Request &)> answers =
        [](const DevicesClient::Request &) { return Payload{}; };

private:
    static DeviceWords loaded()
    {
        auto words = DeviceWords::load();
        REQUIRE(words);
        return *words;
    }
    QCoro::Task<Result<Payload>> run(DevicesClient::Request request)
    {
        const QByteArray arguments = QJsonDocument(request.arguments.fields).toJson(QJsonDocument::Compact);
        asked.append(request.device + u' ' + request.operation + u' ' + QString::fromUtf8(arguments));
        if (request.cancel.canceled())
            co_return fail(error::canceled);
        co_return answers(request);
    }

    FakeClock m_clock;
    DeviceWords m_words;
    QJsonArray m_devices;
    QString m_result;

public:
    SelfTest test{m_clock,
                  m_words,
                  {[this] { return m_devices; },
                   [this](DevicesClient::Request request) { return run(std::move(request)); },
                   [](const CancelToken &token) { token.cancel(); }}};
};

constexpr const char *lamps = R"([{"id": "lights", "class": "lights", "status": {
    "lights": {"card": {"colors": ["green", "red"]}, "paperExit": {"color": "white"}}}}])";

} // namespace

TEST_CASE("each lamp is lit, asked for and put out")
{
    FakeTerminal terminal(lamps);
    terminal.start();
    terminal.settle();
    CHECK(terminal.state() == u"asking");
    CHECK(terminal.prompt() == u"“读卡口（绿色）”的灯亮了吗？");
    terminal.answer(true);
    CHECK(terminal.prompt() == u"“读卡口（红色）”的灯亮了吗？");
    terminal.answer(true);
    terminal.answer(true);
    CHECK(terminal.result() == u"ok");
    CHECK(terminal.state() == u"passed");
    CHECK(terminal.asked ==
          QStringList{
              QStringLiteral(R"(lights setLight {"color":"green","flashRate":"continuous","light":"card"})"),
              QStringLiteral(R"(lights setLight {"color":"green","flashRate":"off","light":"card"})"),
              QStringLiteral(R"(lights setLight {"color":"red","flashRate":"continuous","light":"card"})"),
              QStringLiteral(R"(lights setLight {"color":"red","flashRate":"off","light":"card"})"),
              QStringLiteral(R"(lights setLight {"flashRate":"continuous","light":"paperExit"})"),
              QStringLiteral(R"(lights setLight {"flashRate":"off","light":"paperExit"})")});
}

TEST_CASE("a lamp that nobody saw is named, and no lamp stays lit")
{
    FakeTerminal terminal(lamps);
    terminal.start();
    const bool cancelled = GENERATE(false, true);
    if (cancelled) {
        terminal.settle();
        terminal.test.cancel();
    } else {
        terminal.answer(false);
        CHECK(terminal.word() == u"“读卡口（绿色）”的灯没亮，检查灯和接线");
    }
    CHECK(terminal.result() == (cancelled ? u"canceled" : u"notGood"));
    CHECK(terminal.state() == u"failed");
    CHECK(terminal.asked.size() == 2);
    CHECK(terminal.asked.last().contains(u"off"));
}

TEST_CASE("nobody answers: the test ends by itself, and so it does when the technician leaves")
{
    FakeTerminal terminal(lamps);
    terminal.start();
    terminal.settle();
    SECTION("nobody answers")
    {
        terminal.pass(59s);
        CHECK(terminal.result().isEmpty());
        terminal.pass(1s);
        CHECK(terminal.result() == u"timeOut");
    }
    SECTION("the technician leaves")
    {
        terminal.test.forget();
        CHECK(terminal.result() == u"canceled");
        CHECK(terminal.state() == u"none");
    }
    CHECK(terminal.asked.last().contains(u"off"));
}

TEST_CASE("each door is opened and closed, and one that tells nothing is named")
{
    FakeTerminal terminal(R"([{"id": "lights", "class": "lights",
                              "status": {"lights": {}, "contacts": {"door": "closed"}}}])");
    terminal.start();
    terminal.settle();
    CHECK(terminal.prompt() == u"打开“柜门”");
    SECTION("it tells")
    {
        terminal.says(R"({"contacts": {"door": "open"}})");
        CHECK(terminal.prompt() == u"关上“柜门”");
        terminal.says(R"({"contacts": {"door": "closed"}})");
        CHECK(terminal.result() == u"ok");
    }
    SECTION("it does not")
    {
        terminal.pass(60s);
        CHECK(terminal.result() == u"notGood");
        CHECK(terminal.word().contains(u"打开“柜门”"));
    }
    CHECK(terminal.asked.isEmpty());
}

TEST_CASE("a UPS is tested by what it says when the mains go and come back")
{
    FakeTerminal terminal(R"([{"id": "ups", "class": "ups", "status": {"supply": "onLine"}}])");
    terminal.start();
    terminal.says(R"({"supply": "onBattery"})");
    CHECK(terminal.state() == u"running");
    terminal.says(R"({"supply": "onLine"})");
    CHECK(terminal.result() == u"ok");
}

TEST_CASE("the keypad's test ends when each key was pressed, and names those that were not")
{
    FakeTerminal terminal(R"([{"id": "keys", "class": "nav-keypad",
                              "status": {"actions": ["up", "down", "select"]}}])");
    const bool all = GENERATE(true, false);
    terminal.answers = [&](const DevicesClient::Request &request) -> Result<Payload> {
        for (const char *action : {"up", "up", "select"})
            request.progress(QStringLiteral("action"), {{QStringLiteral("action"), QLatin1String(action)}});
        CHECK(terminal.prompt() == u"还没按：下");
        CHECK_FALSE(request.cancel.canceled());
        if (all)
            request.progress(QStringLiteral("action"), {{QStringLiteral("action"), QStringLiteral("down")}});
        CHECK(request.cancel.canceled() == all);
        return fail(all ? error::canceled : error::timeOut);
    };
    terminal.start();
    CHECK(terminal.result() == (all ? u"ok" : u"notGood"));
    if (!all)
        CHECK(terminal.word() == u"还没按：下");
}

TEST_CASE("a receipt's code is read back where the terminal has a scanner")
{
    const bool scanner = GENERATE(true, false);
    const QString read = GENERATE(QStringLiteral("KIOSK-TEST-1"), QStringLiteral("KIOSK-TEST-2"));
    FakeTerminal terminal(scanner ? R"([{"id": "receipt", "class": "receipt-printer"},
                                        {"id": "code", "class": "code-scanner"}])"
                                  : R"([{"id": "receipt", "class": "receipt-printer"}])");
    terminal.answers = [&](const DevicesClient::Request &request) {
        const bool prints = request.device == u"receipt";
        return Payload{{{prints ? QStringLiteral("code") : QStringLiteral("text"),
                         prints ? QStringLiteral("KIOSK-TEST-1") : read}},
                       {}};
    };
    QStringList places; ///< at which the technician has something to do
    QObject::connect(&terminal.test, &SelfTest::changed, [&] {
        const QString at = terminal.shown()[QStringLiteral("at")].toString();
        if (!places.contains(at))
            places.append(at);
    });
    terminal.start();
    const bool good = !scanner || read.endsWith(u'1');
    CHECK(terminal.result() == (good ? u"ok" : u"notGood"));
    CHECK(terminal.asked.size() == (scanner ? 2 : 1));
    CHECK(places.contains(QStringLiteral("receipt")));
    CHECK(places.contains(QStringLiteral("code")) == scanner);
    CHECK_FALSE(terminal.shown().contains(QStringLiteral("at"))); // nothing is to be done any more
}

TEST_CASE("the last page's code is read back where the terminal has a scanner, and the page one")
{
    FakeTerminal terminal(R"([{"id": "a4", "class": "document-printer",
                               "status": {"paper": {"one": "full", "two": "full"}}},
                              {"id": "code", "class": "code-scanner"}])");
    const QString read = GENERATE(QStringLiteral("KIOSK-TEST-two"), QStringLiteral("KIOSK-TEST-one"));
    const bool coded = GENERATE(true, false);
    terminal.answers = [&](const DevicesClient::Request &request) {
        if (request.device == u"code")
            return Payload{{{QStringLiteral("text"), read}}, {}};
        const QString tray = request.arguments.fields[u"tray"].toString();
        return coded ? Payload{{{QStringLiteral("code"), QStringLiteral("KIOSK-TEST-") + tray}}, {}}
                     : Payload{};
    };
    terminal.start();
    CHECK(terminal.result() == (coded && read.endsWith(u"one") ? u"notGood" : u"ok"));
    CHECK(terminal.asked.size() == (coded ? 3 : 2));
}

TEST_CASE("a document scanner is judged by the page that the terminal printed, and each fault has its remedy")
{
    struct Case {
        const char *result;
        QString outcome, says, todo;
    };
    const QString good = QStringLiteral("ok"), bad = QStringLiteral("notGood");
    const auto [result, outcome, says, todo] = GENERATE_COPY(
        Case{R"({"code": "KIOSK-TEST-1", "across": 100.4, "down": 99.7, "paper": 92, "advice": []})", good,
             QStringLiteral("二维码读得出"), QString()},
        Case{R"({"code": "KIOSK-TEST-1", "across": 97, "down": 97, "paper": 92, "advice": []})", bad,
             QStringLiteral("横向扫短了"), QStringLiteral("压平纸")},
        Case{R"({"code": "KIOSK-TEST-1", "across": 100, "down": 102, "paper": 92, "advice": []})", bad,
             QStringLiteral("纵向扫长了"), QStringLiteral("压平纸")},
        Case{R"({"code": "", "across": 0, "down": 0, "paper": 92, "advice": []})", bad,
             QStringLiteral("没有读出"), QStringLiteral("字朝上")},
        Case{R"({"code": "", "across": 0, "down": 0, "paper": 28, "advice": []})", bad,
             QStringLiteral("太暗"), QStringLiteral("检查灯")},
        Case{
            R"({"code": "KIOSK-TEST-1", "across": 100, "down": 100, "paper": 92, "advice": ["pageBlurred"]})",
            QStringLiteral("pageBlurred"), QStringLiteral("DEV-0152"), QStringLiteral("镜头")});
    FakeTerminal terminal(R"([{"id": "papers", "class": "document-scanner"}])");
    terminal.answers = [&, seen = QByteArray(result)](const DevicesClient::Request &) {
        return Payload{QJsonDocument::fromJson(seen).object(), {}};
    };
    terminal.start();
    CHECK(terminal.result() == outcome);
    INFO(terminal.word().toStdString());
    CHECK(terminal.word().contains(says));
    CHECK(terminal.shown()[QStringLiteral("todo")].toString().contains(todo));
    CHECK(terminal.asked == QStringList{QStringLiteral("papers selfTest {}")});
}

TEST_CASE("a dispenser's card that was taken is no good test")
{
    FakeTerminal terminal(R"([{"id": "cards", "class": "card-dispenser"}])");
    const QString outcome = GENERATE(QStringLiteral("retained"), QStringLiteral("taken"));
    terminal.answers = [&](const DevicesClient::Request &) {
        return Payload{{{QStringLiteral("outcome"), outcome}}, {}};
    };
    terminal.start();
    CHECK(terminal.result() == (outcome == u"retained" ? u"ok" : u"notGood"));
}

TEST_CASE("each tray prints, an error ends the test, and a printer that says nothing does not pass")
{
    const char *status = GENERATE(R"([{"id": "a4", "class": "document-printer",
                                       "status": {"paper": {"one": "full", "two": "out"}}}])",
                                  R"([{"id": "a4", "class": "document-printer", "status": {}}])");
    FakeTerminal terminal(status);
    terminal.answers = [&](const DevicesClient::Request &request) -> Result<Payload> {
        return request.arguments.fields[u"tray"].toString() == u"two" ? Result<Payload>(fail(error::paperOut))
                                                                      : Payload{};
    };
    terminal.start();
    const bool trays = QByteArray(status).contains("two");
    CHECK(terminal.result() == (trays ? u"paperOut" : u"deviceNotReady"));
    CHECK(terminal.asked.size() == (trays ? 2 : 0));
}
