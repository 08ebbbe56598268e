// A reader of fingers behind the interface Biometric: what it does, and that nothing stays in it.
#include "service_fixture.h"

#include <kiosk/hal/tests/traffic_record.h>

#include <QJsonArray>

#include <mutex>
#include <thread>

using namespace kiosk;
using namespace kiosk::xfs4iot;

namespace
{

const QString person = QStringLiteral("first"), stranger = QStringLiteral("second");

struct Fingers : ServiceFixture {
    explicit Fingers(const QStringList &arguments = {}) : ServiceFixture("fingerprint-reader", arguments) {}

    void place(const QString &who, const char *scan = "good") const
    {
        tell({{QStringLiteral("do"), QStringLiteral("finger")},
              {QStringLiteral("person"), who},
              {QStringLiteral("scan"), QLatin1String(scan)}});
    }
    void capability(const char *field, const QJsonValue &value) const
    {
        QJsonObject request{{QStringLiteral("do"), QStringLiteral("capability")},
                            {QStringLiteral("service"), QStringLiteral("biometric")},
                            {QStringLiteral("field"), QLatin1String(field)}};
        if (!value.isUndefined())
            request.insert(QStringLiteral("value"), value);
        tell(request);
    }
    void without(const QJsonArray &commands) const
    {
        tell({{QStringLiteral("do"), QStringLiteral("without")}, {QStringLiteral("commands"), commands}});
    }
    [[nodiscard]] QByteArray captured(const QString &who)
    {
        place(who);
        REQUIRE(outcome("capture") == u"ok");
        REQUIRE(result.blobs.size() == 1);
        return result.blobs.first();
    }
    QString match(const QByteArray &reference, Milliseconds time = 5s)
    {
        return outcome("match",
                       {{QStringLiteral("format"), QStringLiteral("isoFmd")},
                        {QStringLiteral("template"), QString::fromLatin1(reference.toBase64())}},
                       {}, time);
    }
    [[nodiscard]] bool holdsNothing() const
    {
        const QJsonObject held = state()[u"biometric"].toObject();
        return !held[u"scanned"].toBool() && held[u"imported"].toInt() == 0;
    }
    [[nodiscard]] bool isOnline() { return status()[u"device"].toString() == u"online"; }
    /// Until that is so; what never comes is a failure, and no test without an end.
    void await(const std::function<bool(const QJsonObject &state)> &condition) const
    {
        for (const Deadline deadline = Deadline::in(10s); !condition(state()) && !deadline.passed();)
            std::this_thread::yield();
    }
    void awaitWaiting(bool waiting) const
    {
        await([&](const QJsonObject &state) { return (state[u"waiting"].toInt() > 0) == waiting; });
    }
    /// A cancel from another thread once the service has so many of these commands.
    [[nodiscard]] std::thread cancelAt(const char *command, int number)
    {
        return std::thread([this, command, number] {
            await([&](const QJsonObject &state) {
                return state[u"commands"][QLatin1String(command)].toInt() >= number;
            });
            cancelNow();
        });
    }
};

const char *const commands[] = {"Biometric.Import", "Biometric.Read", "Biometric.Match", "Biometric.Clear"};

} // namespace

TEST_CASE("a finger is captured, found again, and another is not, whatever the form of the messages")
{
    const char *form = GENERATE("now", "2021");
    Fingers fingers({QStringLiteral("--form"), QLatin1String(form)});
    INFO(form);
    CHECK(fingers.isOnline());
    CHECK(fingers.status()[u"model"].toString() == u"Emulator");
    CHECK(fingers.status()[u"format"].toString() == u"isoFmd");
    CHECK(fingers.status()[u"subject"].toString() == u"notPresent");

    fingers.atStage = [&](const QString &stage) {
        if (stage == u"placeFinger")
            fingers.place(person);
    };
    REQUIRE(fingers.outcome("capture") == u"ok");
    CHECK(fingers.stages.first() == u"placeFinger");
    CHECK(fingers.stages.last() == u"fingerScanned");
    CHECK(fingers.result.fields == QJsonObject{{QStringLiteral("format"), QStringLiteral("isoFmd")}});
    REQUIRE(fingers.result.blobs.size() == 1);
    const QByteArray reference = fingers.result.blobs.first();
    CHECK(reference.startsWith("FMR"));
    CHECK(fingers.holdsNothing());

    REQUIRE(fingers.match(reference) == u"ok");
    CHECK(fingers.result.fields == QJsonObject{{QStringLiteral("matched"), true}});
    CHECK(fingers.result.blobs.isEmpty());
    CHECK(fingers.holdsNothing());
    fingers.atStage = {};
    fingers.place(stranger);
    REQUIRE(fingers.match(reference) == u"ok");
    CHECK(fingers.result.fields == QJsonObject{{QStringLiteral("matched"), false}});
    CHECK(fingers.holdsNothing());
    CHECK(fingers.state()[u"biometric"][u"modes"].toArray() ==
          QJsonArray{QStringLiteral("scan"), QStringLiteral("match"), QStringLiteral("match")});
}

TEST_CASE("a match counts from the threshold of the settings on")
{
    Fingers fingers;
    const QByteArray reference = fingers.captured(person);
    const auto [threshold, matched] = GENERATE(table<int, bool>({{90, true}, {91, false}}));
    fingers.use("fingerprint-reader", {{QStringLiteral("match_threshold"), threshold}});
    fingers.place(person);
    REQUIRE(fingers.match(reference) == u"ok");
    CHECK(fingers.result.fields[u"matched"].toBool() == matched);
}

TEST_CASE("a finger that was not seen well is asked for again, until the time is up")
{
    Fingers fingers;
    const char *scan = GENERATE("unclear", "failed");
    int waits = 0;
    fingers.atStage = [&](const QString &stage) {
        if (stage != u"fingerScanned" && fingers.reasons.count(QStringLiteral("removeFinger")) == 0)
            fingers.place(person, ++waits < 3 ? scan : "good");
    };
    REQUIRE(fingers.outcome("capture") == u"ok");
    CHECK(fingers.reasons ==
          QStringList{QStringLiteral("unclear"), QStringLiteral("unclear"), QStringLiteral("removeFinger")});
    CHECK(fingers.stages.count(QStringLiteral("placeFinger")) == 1);
    CHECK(fingers.stages.count(QStringLiteral("fingerScanned")) == 1);
    CHECK(fingers.count("Biometric.Read") == (QByteArray(scan) == "failed" ? 3 : 1));

    fingers.atStage = [&](const QString &) { fingers.place(person, "failed"); };
    CHECK(fingers.outcome("capture", {}, {}, 500ms) == u"timeOut");
    CHECK(fingers.holdsNothing());
}

TEST_CASE("what is no template, or of another format, is refused before a finger is asked for")
{
    Fingers fingers;
    CHECK(fingers.match("no template at all") == u"invalidData");
    CHECK(fingers.match({}) == u"invalidData");
    CHECK(fingers.outcome("match", {{QStringLiteral("format"), QStringLiteral("isoFmd")},
                                    {QStringLiteral("template"), QStringLiteral("?")}}) == u"invalidData");
    for (const char *format : {"libfprint-FP3", "ansiFmd", ""})
        CHECK(fingers.outcome("match", {{QStringLiteral("format"), QLatin1String(format)},
                                        {QStringLiteral("template"), QStringLiteral("Rk1S")}}) ==
              u"unsupportedData");
    CHECK(fingers.outcome("capture", {{QStringLiteral("all"), true}}) == u"invalidData");
    CHECK(fingers.count("Biometric.Read") == 0);
    CHECK(fingers.count("Biometric.Match") == 0);
    CHECK(fingers.holdsNothing());
}

TEST_CASE("a service is asked for nothing that it does not say it can")
{
    Fingers fingers;
    const QByteArray reference = fingers.captured(person);
    const int reads = fingers.count("Biometric.Read"), imports = fingers.count("Biometric.Import");
    struct Missing {
        const char *field, *capture, *match;
    };
    const Missing missing[] = {
        {"biometric.type.fingerprint", "protocolError", "protocolError"},
        {"biometric.type", "protocolError", "protocolError"},
        {"biometric", "protocolError", "protocolError"},
        {"biometric.dataFormats", "unsupportedData", "unsupportedData"},
        {"biometric.scanModes.scan", "unsupportedCommand", ""},
        {"biometric.scanModes.match", "", "unsupportedCommand"},
        {"biometric.matchSupported", "", "unsupportedCommand"},
        {"biometric.compareModes.verify", "", "unsupportedCommand"},
        {"biometric.clearData.importedData", "", "unsupportedCommand"},
        {"biometric.clearData.scannedData", "unsupportedCommand", "unsupportedCommand"},
        {"biometric.clearData", "unsupportedCommand", "unsupportedCommand"},
    };
    for (const auto &[field, capture, match] : missing) {
        INFO(field);
        fingers.capability(field, QJsonValue::Null);
        fingers.use("fingerprint-reader");
        if (*capture != '\0')
            CHECK(fingers.outcome("capture") == QLatin1String(capture));
        if (*match != '\0')
            CHECK(fingers.match(reference) == QLatin1String(match));
        fingers.capability(field, QJsonValue::Undefined);
    }
    const std::pair<const char *, bool> absent[] = {{"Biometric.Read", true},
                                                    {"Biometric.Clear", true},
                                                    {"Biometric.Import", false},
                                                    {"Biometric.Match", false}};
    for (const auto &[command, forCapture] : absent) {
        INFO(command);
        fingers.without({QLatin1String(command)});
        fingers.use("fingerprint-reader");
        if (forCapture)
            CHECK(fingers.outcome("capture") == u"unsupportedCommand");
        CHECK(fingers.match(reference) == u"unsupportedCommand");
        CHECK(fingers.isOnline());
    }
    CHECK(fingers.count("Biometric.Read") == reads);
    CHECK(fingers.count("Biometric.Import") == imports);
    fingers.without({});

    // A combined match would want its criteria before the finger.
    fingers.capability("biometric.matchSupported", QStringLiteral("combinedMatch"));
    fingers.use("fingerprint-reader");
    CHECK(fingers.match(reference) == u"unsupportedCommand");
    // The first format that both know.
    fingers.capability("biometric.dataFormats.isoFmd", false);
    fingers.use("fingerprint-reader");
    fingers.place(person);
    CHECK(fingers.outcome("capture") == u"ok");
    CHECK(fingers.result.fields[u"format"].toString() == u"ansiFmd");
}

TEST_CASE("a reader that its service says is not there is not online, and ends a wait")
{
    Fingers fingers;
    REQUIRE(fingers.isOnline());
    fingers.set("biometric", "biometric.subject", QStringLiteral("present"));
    CHECK(fingers.status()[u"subject"].toString() == u"present");
    fingers.set("biometric", "biometric.subject", QStringLiteral("dreaming"), true);
    CHECK(fingers.status()[u"subject"].toString() == u"unknown");
    for (const auto &[theirs, ours] :
         {std::pair("offline", "offline"), std::pair("powerOff", "noDevice"),
          std::pair("hardwareError", "hardwareError"), std::pair("online", "online")}) {
        fingers.set("biometric", "common.device", QLatin1String(theirs));
        CHECK(fingers.status()[u"device"].toString() == QLatin1String(ours));
    }
    std::thread hand([&] {
        fingers.awaitWaiting(true);
        fingers.set("biometric", "common.device", QStringLiteral("powerOff"));
    });
    QElapsedTimer timer;
    timer.start();
    CHECK(fingers.outcome("capture", {}, {}, 8s) == u"noDevice");
    CHECK(timer.elapsed() < 4000 * test::slowness);
    hand.join();
    CHECK(fingers.state()[u"waiting"].toInt() == 0);
    fingers.set("biometric", "common.device", QStringLiteral("online"));
    CHECK_FALSE(fingers.captured(person).isEmpty());
}

TEST_CASE("waiting for a finger ends at its time, and at once when it is cancelled")
{
    Fingers fingers;
    const QByteArray reference = fingers.captured(person);
    QElapsedTimer timer;
    timer.start();
    CHECK(fingers.outcome("capture", {}, {}, 500ms) == u"timeOut");
    CHECK(timer.elapsed() >= 490);
    CHECK(timer.elapsed() < (500ms + late).count());
    CHECK(fingers.match(reference, 500ms) == u"timeOut");
    CHECK(fingers.holdsNothing());

    fingers.atStage = [&](const QString &) { fingers.cancelNow(); };
    CHECK(fingers.outcome("capture") == u"canceled");
    CHECK(fingers.sinceCancel.elapsed() < late.count());
    fingers.atStage = {};
    for (const bool matching : {false, true}) { // while the service waits for the finger
        fingers.cancel = {};
        std::thread hand([&] {
            fingers.awaitWaiting(true);
            fingers.cancelNow();
        });
        CHECK((matching ? fingers.match(reference) : fingers.outcome("capture")) == u"canceled");
        CHECK(fingers.sinceCancel.elapsed() < late.count());
        hand.join();
        CHECK(fingers.state()[u"waiting"].toInt() == 0);
        CHECK(fingers.holdsNothing());
    }
    fingers.cancel = {};

    // A reading that hears no cancel leaves a finger behind, and is not waited for.
    fingers.place(person);
    fingers.fault("late", "Biometric.Read", 600);
    timer.start();
    CHECK(fingers.outcome("capture", {}, {}, 300ms) == u"timeOut");
    CHECK(timer.elapsed() < (300ms + late).count());
    fingers.awaitWaiting(false);
    CHECK(fingers.isOnline());
    CHECK(fingers.holdsNothing());
    CHECK_FALSE(fingers.captured(person).isEmpty());
}

TEST_CASE("a match that is cancelled at any of its commands leaves nothing in the service")
{
    Fingers fingers;
    const QByteArray reference = fingers.captured(person);
    for (const char *command : commands) {
        INFO(command);
        fingers.place(person);
        fingers.fault("late", command, 300); // hears no cancel: it is done, and said later
        auto hand = fingers.cancelAt(command, fingers.count(command) + 1);
        // What was compared before the last of them, has been.
        const bool over = QByteArray(command) == "Biometric.Clear";
        CHECK(fingers.match(reference) == (over ? u"ok" : u"canceled"));
        hand.join();
        CHECK(fingers.sinceCancel.elapsed() < late.count());
        fingers.cancel = {};
        CHECK(fingers.isOnline()); // asked as kiosk-deviced does
        CHECK(fingers.holdsNothing());
        fingers.awaitWaiting(false);
        CHECK(fingers.isOnline());
    }
}

TEST_CASE("a service that breaks its word at any command is told, left clear, and works again")
{
    Fingers fingers;
    fingers.use("fingerprint-reader", {{QStringLiteral("acknowledge_ms"), 300}});
    const QByteArray reference = fingers.captured(person);
    const std::pair<const char *, const char *> faults[] = {
        {"garbage", "protocolError"},  {"wrong-name", "protocolError"}, {"drop", "noDevice"},
        {"no-acknowledge", "timeOut"}, {"refuse", "deviceBusy"},        {"error", "hardwareError"}};
    for (const char *command : {"Biometric.Import", "Biometric.Read", "Biometric.Match"}) {
        for (const auto &[name, expected] : faults) {
            INFO(command << ' ' << name);
            fingers.place(person);
            fingers.fault(name, command);
            CHECK(fingers.match(reference) == QLatin1String(expected));
            CHECK(fingers.holdsNothing()); // connected again, where that was lost
            fingers.place(person);
            CHECK(fingers.match(reference) == u"ok");
            CHECK(fingers.result.fields[u"matched"].toBool());
            CHECK(fingers.holdsNothing());
        }
    }
}

TEST_CASE("a service that does not clear is asked again before anything else, and is not well meanwhile")
{
    Fingers fingers;
    REQUIRE(fingers.isOnline());
    const int reads = fingers.count("Biometric.Read");
    fingers.fault("error", "Biometric.Clear", 300, 3);
    CHECK_FALSE(fingers.captured(person).isEmpty()); // the citizen has what they came for
    CHECK_FALSE(fingers.holdsNothing());
    CHECK(fingers.status()[u"device"].toString() == u"hardwareError");
    CHECK(fingers.outcome("capture") == u"hardwareError");
    CHECK(fingers.count("Biometric.Read") == reads + 1);
    CHECK(fingers.isOnline());
    CHECK(fingers.holdsNothing());
}

TEST_CASE("a service that goes in the middle is cleared when it is back, by whoever comes")
{
    Fingers fingers;
    const QByteArray reference = fingers.captured(person);
    const bool same = GENERATE(true, false);
    fingers.atStage = [&](const QString &stage) {
        if (stage == u"placeFinger")
            return fingers.place(person);
        if (stage == u"fingerScanned") // imported and scanned, not yet compared
            fingers.act("down");
    };
    CHECK(fingers.match(reference, 2s) == u"noDevice");
    CHECK_FALSE(fingers.holdsNothing());
    CHECK(fingers.status()[u"device"].toString() == u"noDevice");
    fingers.act("up");
    if (!same) // the process that spoke to it is gone
        fingers.use("fingerprint-reader");
    CHECK(fingers.isOnline());
    CHECK(fingers.holdsNothing());
}

TEST_CASE("a reset is the reader's own, where it has one")
{
    Fingers fingers;
    CHECK(fingers.outcome("reset") == u"ok");
    CHECK(fingers.count("Biometric.Reset") == 1);
    fingers.fault("error", "Biometric.Reset");
    CHECK(fingers.outcome("reset") == u"hardwareError");
    fingers.without({QStringLiteral("Biometric.Reset")});
    CHECK(fingers.outcome("reset") == u"ok");
    CHECK(fingers.count("Biometric.Reset") == 2);
}

TEST_CASE("a template is in no record of the wire, no log and no detail")
{
    static std::mutex mutex;
    static QStringList logged;
    logged.clear();
    const auto before =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &text) {
            const std::lock_guard lock(mutex);
            logged.append(text);
        });
    QStringList details;
    Fingers fingers;
    const test::TrafficRecord record(QStringLiteral("xfs4iot"));
    const QByteArray reference = fingers.captured(person);
    fingers.place(person);
    CHECK(fingers.match(reference) == u"ok");
    for (const char *command : {"Biometric.Import", "Biometric.Read", "Biometric.Match", "Biometric.Clear"}) {
        for (const char *name : {"error", "garbage"}) {
            fingers.fault(name, command);
            fingers.place(person);
            (void)fingers.match(reference);
            details.append(fingers.detail);
        }
    }
    (void)fingers.status();
    qInstallMessageHandler(before);

    const std::lock_guard lock(mutex);
    const QStringList lines = record.lines();
    CHECK(lines.size() > 50);
    record.checkLengthsOnly();
    CHECK_FALSE(details.join(QString()).isEmpty());
    CHECK_FALSE(logged.isEmpty());
    const QString told = (lines + details + logged).join(u'\n');
    const QString text = QString::fromLatin1(reference.toBase64());
    for (qsizetype start = 0; start + 12 <= text.size(); start += 4)
        CHECK_FALSE(told.contains(text.mid(start, 12)));
    CHECK_FALSE(told.contains(QString::fromLatin1(reference.toHex().left(24)), Qt::CaseInsensitive));
}
