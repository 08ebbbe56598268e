#include "harness.h"

#include <kiosk/core/paths.h>
#include <kiosk/serviced/services.h>

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <catch2/catch.hpp>

#include <pwd.h>
#include <unistd.h>

using namespace kiosk;
using namespace kiosk::services;
using namespace kiosk::services::test;

namespace
{

const SystemClock systemClock;
const QString queryOperation = QStringLiteral("huji/idcard.query");
const QString issueOperation = QStringLiteral("huji/idcard.issue");
const QString module = QStringLiteral("id-card-print");
const QString item = QStringLiteral("HUJI-01");
const QJsonObject issueArguments{{QStringLiteral("purpose"), QStringLiteral("住房贷款")},
                                 {QStringLiteral("copies"), 1}};

class FakeModules : public ModuleCatalogue
{
public:
    ServiceItem rule{Level::L2, 0};
    QString installed = QStringLiteral("1.0.0");
    QStringList operations{queryOperation, issueOperation, QStringLiteral("identity.sms.send")};

    std::optional<ServiceItem> item(const QString &id, const QString &code) override
    {
        return id == module && code == ::item ? std::optional(rule) : std::nullopt;
    }
    bool grants(const QString &id, const QString &operation) override
    {
        return id == module && operations.contains(operation);
    }
    QString version(const QString &) override { return installed; }
    QMap<QString, QStringList> grants() override { return {{module, operations}}; }
};

/// A private bus, ended with the object.
class Bus
{
public:
    Bus()
        : m_daemon(QStringLiteral("dbus-daemon"), {QStringLiteral("--session"), QStringLiteral("--nofork"),
                                                   QStringLiteral("--print-address")})
    {
        m_address = m_daemon.firstLine();
    }
    [[nodiscard]] QString address() const { return m_address; }
    [[nodiscard]] QDBusConnection connection(const QString &name) const
    {
        auto connection = QDBusConnection::connectToBus(m_address, name);
        REQUIRE(connection.isConnected());
        return connection;
    }

private:
    Program m_daemon;
    QString m_address;
};

/// Somebody who calls org.bianmin.Services: the shell, most of the time.
class Caller
{
public:
    Caller(const Bus &bus, const QString &name) : m_name(name), m_connection(bus.connection(name)) {}
    ~Caller() { leave(); }
    void leave() { QDBusConnection::disconnectFromBus(m_name); }

    Result<QVariant> call(const char *method, const QVariantList &arguments)
    {
        QDBusMessage message =
            QDBusMessage::createMethodCall(QLatin1String(ipc::servicesName), QLatin1String(ipc::servicesPath),
                                           QStringLiteral("org.bianmin.Services1"), QLatin1String(method));
        message.setArguments(arguments);
        const auto reply = valueOf(ipc::awaitReply(m_connection.asyncCall(message, 20000)));
        if (!reply)
            return reply.error();
        return reply->arguments().value(0);
    }
    [[nodiscard]] QDBusPendingCall start(const QDBusMessage &message)
    {
        return m_connection.asyncCall(message);
    }
    std::string code(const char *method, const QVariantList &arguments)
    {
        return codeOf(call(method, arguments));
    }
    QString text(const char *method, const QVariantList &arguments)
    {
        const auto reply = call(method, arguments);
        REQUIRE(codeOf(reply) == "ok");
        return reply->toString();
    }
    QJsonObject json(const char *method, const QVariantList &arguments)
    {
        return QJsonDocument::fromJson(text(method, arguments).toUtf8()).object();
    }
    static QVariant payload(const QJsonObject &fields)
    {
        auto descriptor = ipc::descriptorFor({fields, {}});
        REQUIRE(descriptor.ok());
        return QVariant::fromValue(*descriptor);
    }
    Result<Payload> platform(const QString &number, const QString &operation,
                             const QJsonObject &arguments = {})
    {
        const auto reply = call("Call", {number, operation, payload(arguments), 10000U});
        if (!reply)
            return reply.error();
        return readPayload(reply->value<QDBusUnixFileDescriptor>().fileDescriptor());
    }

private:
    QString m_name;
    QDBusConnection m_connection;
};

struct Fixture {
    QTemporaryDir folder;
    Platform platform;
    Bus bus;
    FakeModules *modules = new FakeModules; // owned by the service
    std::unique_ptr<Services> service;
    Caller shell{bus, QStringLiteral("shell")};

    explicit Fixture(bool withPlatform = true)
    {
        auto journal = Journal::open(folder.filePath(QStringLiteral("journal.sqlite")), terminal,
                                     openKey(folder), systemClock);
        REQUIRE(codeOf(journal) == "ok");
        Result<std::unique_ptr<PlatformGateway>> gateway =
            fail(error::invalidData, QStringLiteral("no certificates"));
        if (withPlatform)
            gateway = platform.gateway(systemClock);
        service = std::make_unique<Services>(bus.connection(QStringLiteral("services")), *std::move(journal),
                                             std::unique_ptr<ModuleCatalogue>(modules), std::move(gateway),
                                             Rules{std::chrono::days(200), 3}, systemClock);
        REQUIRE(codeOf(service->start()) == "ok");
    }
    ~Fixture()
    {
        service.reset();
        QDBusConnection::disconnectFromBus(QStringLiteral("services"));
    }

    QString begin() { return shell.text("BeginCase", {QStringLiteral("session-1"), module, item}); }
    QString identified(const QJsonObject &person = citizen())
    {
        const QString number = begin();
        REQUIRE(shell.code("SetSubject", {number, Caller::payload(person)}) == "ok");
        return number;
    }
    QString lastCode()
    {
        return platform.control({{QStringLiteral("do"), QStringLiteral("last-code")}})
            .value(u"code")
            .toString();
    }
    std::string verify(const QString &number, const QString &code)
    {
        return shell.code("VerifyCode", {number, Caller::payload({{QStringLiteral("code"), code}})});
    }
    QString verified()
    {
        const QString number = identified();
        REQUIRE(shell.text("SendCode", {number}) == QStringLiteral("100****0001"));
        REQUIRE(verify(number, lastCode()) == "ok");
        return number;
    }
    QJsonObject entry(const QString &number)
    {
        const QJsonObject filter{{QStringLiteral("case"), number}};
        return shell.json("Journal", {QString::fromUtf8(QJsonDocument(filter).toJson())})
            .value(u"cases")
            .toArray()
            .first()
            .toObject();
    }
    /// Waits for something that the service does of its own accord.
    template <typename Condition> static void await(Condition condition)
    {
        QElapsedTimer timer;
        timer.start();
        while (!condition()) {
            REQUIRE(timer.elapsed() < 10000);
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 20);
        }
    }
    qint64 platformHas(const char *what)
    {
        return platform.control({{QStringLiteral("do"), QStringLiteral("status")}})
            .value(QLatin1String(what))
            .toInteger();
    }
};

} // namespace

TEST_CASE("services: from a card to a printed page", "[services]")
{
    Fixture f;
    const QJsonObject health = f.shell.json("Health", {});
    CHECK(health.value(u"platform").toString() == QStringLiteral("online"));
    CHECK(health.value(u"modules").toObject().contains(module));

    const QString number = f.verified();
    const auto card = f.shell.platform(number, queryOperation);
    REQUIRE(codeOf(card) == "ok");
    CHECK(card->fields.value(u"name").toString() == QStringLiteral("张测试"));
    REQUIRE(card->blobs.size() == 1);
    const auto print = f.shell.platform(number, issueOperation, issueArguments);
    REQUIRE(codeOf(print) == "ok");

    const QString id = f.shell.text("BeginOperation", {number, QStringLiteral("print"), QStringLiteral("a4"),
                                                       QStringLiteral(R"({"pages":1})")});
    Caller deviced(f.bus, QStringLiteral("deviced"));
    const QVariantList redeem{id, QStringLiteral("print"), QStringLiteral("a4")};
    CHECK(deviced.code("RedeemOperation", redeem) == "ok");
    CHECK(deviced.code("RedeemOperation", redeem) == "sequenceError");
    CHECK(f.shell.code("EndOperation", {id, QStringLiteral("printed"), QString()}) == "ok");
    CHECK(f.shell.code("EndOperation", {id, QStringLiteral("taken"), QString()}) == "ok");
    CHECK(f.shell.code("Evaluate", {number, Caller::payload({{QStringLiteral("grade"),
                                                              QStringLiteral("VERY_SATISFIED")}})}) == "ok");
    CHECK(f.shell.code("EndCase", {number, QStringLiteral("done"), QString()}) == "ok");

    const QJsonObject entry = f.entry(number);
    CHECK(entry.value(u"state").toString() == QStringLiteral("taken"));
    CHECK(entry.value(u"outcome").toString() == QStringLiteral("done"));
    CHECK(entry.value(u"level").toString() == QStringLiteral("L2"));
    CHECK(entry.value(u"calls").toArray().first()[u"state"].toString() == QStringLiteral("done"));
    Fixture::await([&] { return f.platformHas("ratings") == 1 && f.platformHas("reports") == 1; });
    const QJsonObject rating = f.platform.control({{QStringLiteral("do"), QStringLiteral("status")}})
                                   .value(u"last_rating")
                                   .toObject();
    CHECK(rating.value(u"grade").toString() == QStringLiteral("VERY_SATISFIED"));
    CHECK(rating.value(u"source").toString() == QStringLiteral("online"));

    // After the end nobody is there any more.
    CHECK(codeOf(f.shell.platform(number, queryOperation)) == "sequenceError");
    for (const QString &secret : {QStringLiteral("张测试"), QStringLiteral("990000199001010017")})
        CHECK_FALSE(folderHolds(f.folder.path(), secret));
}

TEST_CASE("services: a module reaches what its manifest grants, at its level, and no more", "[services]")
{
    Fixture f;
    CHECK(f.shell.code("BeginCase", {QStringLiteral("s"), QStringLiteral("other"), item}) ==
          "authorisationRequired");
    CHECK(f.shell.code("BeginCase", {QStringLiteral("s"), module, QStringLiteral("HUJI-02")}) ==
          "authorisationRequired");

    QString number = f.begin();
    CHECK(codeOf(f.shell.platform(number, queryOperation)) == "levelTooLow");
    CHECK(f.shell.code("SendCode", {number}) == "sequenceError");
    REQUIRE(f.shell.code("SetSubject", {number, Caller::payload(citizen())}) == "ok");
    CHECK(codeOf(f.shell.platform(number, queryOperation)) == "levelTooLow"); // L1
    CHECK(f.shell.code("BeginOperation",
                       {number, QStringLiteral("print"), QStringLiteral("a4"), QString()}) == "levelTooLow");
    CHECK(f.shell.text("SendCode", {number}) == QStringLiteral("100****0001"));
    CHECK(f.verify(number, f.lastCode()) == "ok");
    CHECK(codeOf(f.shell.platform(number, queryOperation)) == "ok");

    CHECK(codeOf(f.shell.platform(number, QStringLiteral("huji/hukou.query"))) == "authorisationRequired");
    // Even where a manifest says so, the machine's own operations are not a module's.
    CHECK(codeOf(f.shell.platform(number, QStringLiteral("identity.sms.send"))) == "authorisationRequired");
    f.modules->operations.removeAll(issueOperation);
    CHECK(codeOf(f.shell.platform(number, issueOperation, issueArguments)) == "authorisationRequired");
    CHECK(f.platform.calls(issueOperation) == 0);
    // No argument names a person, and the subject cannot be exchanged once it has been used.
    CHECK(codeOf(f.shell.platform(number, queryOperation,
                                  {{QStringLiteral("id_number"), QStringLiteral("990000198512200045")}})) ==
          "invalidData");
    CHECK(f.shell.code("SetSubject", {number, Caller::payload(citizen())}) == "sequenceError");
    // Refusals are in the audit.
    const QJsonArray entries = f.shell.json("Audit", {QString()}).value(u"entries").toArray();
    CHECK(std::count_if(entries.begin(), entries.end(), [](const QJsonValue &entry) {
              return entry[u"result"].toString() == u"refused";
          }) == 7);
}

TEST_CASE("services: an item of a level that no way reaches is refused", "[services]")
{
    Fixture f;
    f.modules->rule.level = GENERATE(Level::L3, Level::Unreachable);
    const QString number = f.verified();
    CHECK(codeOf(f.shell.platform(number, queryOperation)) == "levelTooLow");
}

TEST_CASE("services: wrong codes raise nothing", "[services]")
{
    Fixture f;
    const QString number = f.identified();
    REQUIRE(f.shell.text("SendCode", {number}) == QStringLiteral("100****0001"));
    const QString wrong = f.lastCode() == u"000000" ? QStringLiteral("000001") : QStringLiteral("000000");
    CHECK(f.verify(number, wrong) == "codeWrong");
    CHECK(codeOf(f.shell.platform(number, queryOperation)) == "levelTooLow");
    f.platform.control(
        {{QStringLiteral("do"), QStringLiteral("advance")}, {QStringLiteral("ms"), 6 * 60000}});
    CHECK(f.verify(number, f.lastCode()) == "codeExpired");
    REQUIRE(f.shell.code("SendCode", {number}) == "ok");
    for (int i = 0; i < 4; ++i)
        CHECK(f.verify(number, wrong) == "codeWrong");
    CHECK(f.verify(number, wrong) == "codeLocked");
    CHECK(codeOf(f.shell.platform(number, queryOperation)) == "levelTooLow");
}

TEST_CASE("services: a case is its owner's, and ends when the owner is gone", "[services]")
{
    Fixture f;
    auto other = std::make_unique<Caller>(f.bus, QStringLiteral("other"));
    const QString number = other->text("BeginCase", {QStringLiteral("s"), module, item});
    CHECK(f.shell.code("SetSubject", {number, Caller::payload(citizen())}) == "authorisationRequired");
    CHECK(f.shell.code("EndCase", {number, QStringLiteral("done"), QString()}) == "authorisationRequired");
    REQUIRE(other->code("SetSubject", {number, Caller::payload(citizen())}) == "ok");
    other.reset();
    Fixture::await([&] { return f.entry(number).value(u"outcome").toString() == QStringLiteral("notDone"); });
    CHECK(f.shell.code("SendCode", {number}) == "sequenceError");
}

TEST_CASE("services: a lost answer to a write leaves the case being confirmed", "[services]")
{
    Fixture f;
    const QString number = f.verified();
    f.platform.fault(QStringLiteral("drop"), issueOperation, 1);
    CHECK(codeOf(f.shell.platform(number, issueOperation, issueArguments)) == "platformUncertain");
    CHECK(f.platformHas("issued") == 1); // it did happen
    CHECK(codeOf(f.shell.platform(number, issueOperation, issueArguments)) == "platformUncertain");
    CHECK(f.platform.calls(issueOperation) == 1);
    CHECK(f.shell.code("EndCase", {number, QStringLiteral("done"), QString()}) == "sequenceError");
    CHECK(f.shell.code("EndCase", {number, QStringLiteral("beingConfirmed"),
                                   QStringLiteral("platformUncertain")}) == "ok");
    CHECK(f.entry(number).value(u"calls").toArray().first()[u"state"].toString() ==
          QStringLiteral("unknown"));
}

TEST_CASE("services: a rating waits for the platform", "[services]")
{
    Fixture f;
    const QString number = f.verified();
    f.platform.fault(QStringLiteral("down"));
    REQUIRE(f.shell.code("EndCase",
                         {number, QStringLiteral("notDone"), QStringLiteral("platformUnreachable")}) == "ok");
    const QJsonObject rating{{QStringLiteral("grade"), QStringLiteral("DISSATISFIED")},
                             {QStringLiteral("text"), QStringLiteral("等了很久")}};
    CHECK(f.shell.code("Evaluate", {number, Caller::payload(rating)}) == "ok");
    CHECK(f.shell.json("Health", {}).value(u"platform").toString() == QStringLiteral("offline"));
    CHECK_FALSE(folderHolds(f.folder.path(), QStringLiteral("等了很久")));
    f.platform.control({{QStringLiteral("do"), QStringLiteral("clear")}});
    CHECK(f.shell.json("Health", {}).value(u"platform").toString() == QStringLiteral("online"));
    Fixture::await([&] { return f.platformHas("ratings") == 1 && f.platformHas("reports") == 1; });
    CHECK(f.shell.code("Evaluate", {QStringLiteral("1"), Caller::payload(rating)}) == "sequenceError");
    CHECK(f.shell.code("Evaluate", {number, Caller::payload({})}) == "invalidData");
}

TEST_CASE("services: a daily limit is kept", "[services]")
{
    Fixture f;
    f.modules->rule.dailyLimit = 1;
    const QString first = f.identified();
    REQUIRE(f.shell.code("EndCase", {first, QStringLiteral("done"), QString()}) == "ok");
    const QString second = f.begin();
    CHECK(f.shell.code("SetSubject", {second, Caller::payload(citizen())}) == "dailyLimitReached");
    CHECK(f.shell.code("SendCode", {second}) == "sequenceError");
}

TEST_CASE("services: a module that fails three times in a row is stopped until staff restore it",
          "[services]")
{
    Fixture f(false);
    const auto end = [&](const char *reason) {
        return f.shell.code("ModuleEnded", {module, QString::fromLatin1(reason)});
    };
    const auto begins = [&] {
        return f.shell.code("BeginCase", {QStringLiteral("session-1"), module, item});
    };
    CHECK(end("moduleCrashed") == "ok");
    CHECK(end("moduleHung") == "ok");
    CHECK(end("") == "ok"); // one that went well: what was before does not count
    CHECK(end("moduleCrashed") == "ok");
    CHECK(end("moduleHung") == "ok");
    CHECK(begins() == "ok");
    CHECK(f.shell.text("StoppedModules", {}) == u"[]");
    CHECK(end("moduleCrashed") == "ok");
    CHECK(begins() == "moduleInvalid");
    CHECK(end("") == "ok"); // a run that was still going changes nothing
    const auto stopped = QJsonDocument::fromJson(f.shell.text("StoppedModules", {}).toUtf8()).array();
    REQUIRE(stopped.size() == 1);
    CHECK(stopped[0][u"id"].toString() == module);
    CHECK(stopped[0][u"version"].toString() == u"1.0.0");
    CHECK(stopped[0][u"failures"].toInt() == 3);
    CHECK(stopped[0][u"reason"].toString() == u"moduleCrashed");

    SECTION("by name")
    {
        CHECK(f.shell.code("RestoreModule", {QStringLiteral("another")}) == "sequenceError");
        CHECK(f.shell.code("RestoreModule", {module}) == "ok");
        CHECK(begins() == "ok");
        CHECK(f.shell.code("RestoreModule", {module}) == "sequenceError");
        CHECK(end("moduleCrashed") == "ok"); // and counts from the start again
        CHECK(begins() == "ok");
    }
    SECTION("another version is another try")
    {
        f.modules->installed = QStringLiteral("1.0.1");
        CHECK(begins() == "ok");
        CHECK(f.shell.text("StoppedModules", {}) == u"[]");
        CHECK(end("moduleCrashed") == "ok");
        CHECK(begins() == "ok");
    }
    CHECK(end("no such code") == "invalidData");
}

TEST_CASE("services: without a platform the journal still works", "[services]")
{
    Fixture f(false);
    const QJsonObject health = f.shell.json("Health", {});
    CHECK(health.value(u"platform").toString() == QStringLiteral("unknown"));
    CHECK(health.value(u"message").toString() == QStringLiteral("no certificates"));
    const QString number = f.identified();
    CHECK(f.shell.code("SendCode", {number}) == "platformUnreachable");
    CHECK(f.shell.code("EndCase",
                       {number, QStringLiteral("notDone"), QStringLiteral("platformUnreachable")}) == "ok");
}

TEST_CASE("services: what comes in place of a payload is refused", "[services]")
{
    Fixture f;
    const QString number = f.begin();
    FILE *file = std::tmpfile();
    std::fputs("not sealed", file);
    std::fflush(file);
    CHECK(f.shell.code("SetSubject", {number, QVariant::fromValue(QDBusUnixFileDescriptor(fileno(file)))}) ==
          "invalidData");
    std::fclose(file);
    CHECK(f.shell.code("SetSubject", {number, Caller::payload({})}) == "invalidData");
    QJsonObject wrong = citizen();
    wrong.insert(QStringLiteral("id_number"), QStringLiteral("1'; DROP TABLE cases; --"));
    CHECK(f.shell.code("SetSubject", {number, Caller::payload(wrong)}) == "invalidData");
    wrong = citizen();
    wrong.insert(QStringLiteral("name"), QString(5000, u'长'));
    CHECK(f.shell.code("SetSubject", {number, Caller::payload(wrong)}) == "invalidData");
    CHECK(f.shell.code("SetSubject", {number, Caller::payload(citizen())}) == "ok");
    CHECK(f.shell.code("VerifyCode", {number, Caller::payload({})}) == "invalidData");
}

TEST_CASE("serviced: the program itself, killed and started again", "[services][process]")
{
    Bus bus;
    Platform platform;
    QTemporaryDir state;
    const QStringList arguments{QStringLiteral("--platform"),     platform.address().toString(),
                                QStringLiteral("--profile"),      QStringLiteral("example-city"),
                                QStringLiteral("--certificates"), certificates(),
                                QStringLiteral("--terminal"),     terminal,
                                QStringLiteral("--modules"),      state.path()};
    const QStringList environment{
        QStringLiteral("KIOSK_BUS_ADDRESS=") + bus.address(),
        QStringLiteral("KIOSK_STATE=") + state.filePath(QStringLiteral("state")),
        QStringLiteral("GLIBC_TUNABLES=glibc.malloc.perturb=85:glibc.malloc.tcache_count=0")};
    Caller technician(bus, QStringLiteral("technician"));
    const auto start = [&] {
        auto program = std::make_unique<Program>(paths::program(QStringLiteral("kiosk-serviced")), arguments,
                                                 environment);
        Fixture::await([&] { return technician.code("Health", {}) == "ok"; });
        return program;
    };
    auto program = start();
    CHECK(technician.json("Health", {}).value(u"platform").toString() == QStringLiteral("online"));
    CHECK(technician.code("BeginCase", {QStringLiteral("s"), module, item}) ==
          "authorisationRequired"); // no modules
    CHECK(technician.code("Record", {QStringLiteral("module"), module, QStringLiteral("moduleCrashed"),
                                     QStringLiteral("signal 11")}) == "ok");
    CHECK(technician.code("Record", {QStringLiteral("training"), QStringLiteral("0007"), QStringLiteral("ok"),
                                     QStringLiteral("asked for")}) == "ok");
    program->kill(); // no training began
    program = start();
    program->process().terminate(); // one did
    REQUIRE(program->process().waitForFinished(10000));
    program = start();
    program->kill();
    program = start();
    const QJsonObject audit = technician.json("Audit", {QStringLiteral(R"({"verify":true})")});
    CHECK(audit.value(u"first_broken").toInteger(-1) == 0);
    const QJsonArray entries = audit.value(u"entries").toArray();
    const auto crash = std::find_if(entries.begin(), entries.end(), [](const QJsonValue &entry) {
        return entry[u"result"].toString() == u"moduleCrashed";
    });
    REQUIRE(crash != entries.end());
    CHECK((*crash)[u"who"].toString() == QString::fromLocal8Bit(::getpwuid(::getuid())->pw_name));
    CHECK(entries.first()[u"what"].toString() == u"start");
    QStringList trainings;
    for (const QJsonValue &entry : entries)
        if (entry[u"what"].toString() == u"training")
            trainings.prepend(entry[u"subject"].toString() + u' ' + entry[u"detail"].toString());
    CHECK(trainings == QStringList{QStringLiteral("0007 asked for"), QStringLiteral("0007 over")});
    // A second one on the same journal does not start.
    Program second(paths::program(QStringLiteral("kiosk-serviced")), arguments, environment);
    REQUIRE(second.process().waitForFinished(10000));
    CHECK(second.process().exitCode() == 1);
}

TEST_CASE("services: stopped while the platform thinks, the write is written down as unknown", "[services]")
{
    Fixture f;
    const QString number = f.verified();
    f.platform.fault(QStringLiteral("slow"), issueOperation, -1, 5000);
    QDBusMessage call =
        QDBusMessage::createMethodCall(QLatin1String(ipc::servicesName), QLatin1String(ipc::servicesPath),
                                       QStringLiteral("org.bianmin.Services1"), QStringLiteral("Call"));
    call.setArguments({number, issueOperation, Caller::payload(issueArguments), 10000U});
    const auto pending = f.shell.start(call);
    Fixture::await([&] { return f.platform.calls(issueOperation) == 1; });
    f.service.reset();
    auto journal = Journal::open(f.folder.filePath(QStringLiteral("journal.sqlite")), terminal,
                                 openKey(f.folder), systemClock);
    REQUIRE(codeOf(journal) == "ok");
    CHECK((*journal)->reconcile()->size() == 1);
    const auto cases = (*journal)->read({})->value(u"cases").toArray();
    CHECK(cases.first()[u"outcome"].toString() == QStringLiteral("beingConfirmed"));
    CHECK(cases.first()[u"calls"].toArray().first()[u"state"].toString() == QStringLiteral("unknown"));
}

TEST_CASE("serviced: with the installed module, and nobody left in its memory afterwards",
          "[services][process]")
{
    Bus bus;
    Platform platform;
    QTemporaryDir state;
    const QString number = citizen().value(u"id_number").toString();
    Program serviced(paths::program(QStringLiteral("kiosk-serviced")),
                     {QStringLiteral("--platform"), platform.address().toString(),
                      QStringLiteral("--profile"), QStringLiteral("example-city"),
                      QStringLiteral("--certificates"), certificates(), QStringLiteral("--terminal"),
                      terminal},
                     {QStringLiteral("KIOSK_BUS_ADDRESS=") + bus.address(),
                      QStringLiteral("KIOSK_STATE=") + state.filePath(QStringLiteral("state")),
                      QStringLiteral("GLIBC_TUNABLES=glibc.malloc.perturb=85:glibc.malloc.tcache_count=0")});
    Caller shell(bus, QStringLiteral("shell"));
    Fixture::await([&] { return shell.code("Health", {}) == "ok"; });
    REQUIRE(shell.json("Health", {}).value(u"modules").toObject().contains(module));

    const QString caseNumber = shell.text("BeginCase", {QStringLiteral("s"), module, item});
    REQUIRE(shell.code("SetSubject", {caseNumber, Caller::payload(citizen())}) == "ok");
    if (processHolds(serviced, number) == std::nullopt)
        WARN("memory of another process cannot be read here: only the way itself is tested");
    else
        CHECK(*processHolds(serviced, number)); // so the search works
    REQUIRE(shell.code("SendCode", {caseNumber}) == "ok");
    const QString code =
        platform.control({{QStringLiteral("do"), QStringLiteral("last-code")}}).value(u"code").toString();
    REQUIRE(shell.text("VerifyCode", {caseNumber, Caller::payload({{QStringLiteral("code"), code}})}) ==
            QStringLiteral("L2"));
    REQUIRE(codeOf(shell.platform(caseNumber, queryOperation)) == "ok");
    REQUIRE(codeOf(shell.platform(caseNumber, issueOperation, issueArguments)) == "ok");
    REQUIRE(shell.code("EndCase", {caseNumber, QStringLiteral("done"), QString()}) == "ok");
    Fixture::await(
        [&] { return shell.code("Health", {}) == "ok"; }); // what was put off until the loop is done
    CHECK_FALSE(processHolds(serviced, number).value_or(false));
    CHECK_FALSE(processHolds(serviced, citizen().value(u"name").toString()).value_or(false));
    CHECK_FALSE(folderHolds(state.path(), number));
}
