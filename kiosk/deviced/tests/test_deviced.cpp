// kiosk-deviced and kiosk-devicehost as real processes on a private bus, with a driver that misbehaves as
// told.
#include "terminal_fixture.h"

#include <kiosk/core/frame_ring.h>
#include <kiosk/core/tests/late.h>
#include <kiosk/deviced/supervision.h>

#include <QElapsedTimer>
#include <QFile>

#include <catch2/catch.hpp>

#include <csignal>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

using namespace kiosk;
using namespace kiosk::test;

namespace
{

const QString reader = QStringLiteral("reader");
const QString printer = QStringLiteral("printer");
const QString reading = QStringLiteral("read");
const QString printing = QStringLiteral("print");

QJsonObject doing(const char *what)
{
    return {{QStringLiteral("do"), QString::fromLatin1(what)}};
}

QVariant number(quint64 operation)
{
    return QVariant::fromValue(qulonglong(operation));
}

/// Gone, or dead and not yet reaped.
bool isDead(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    return !file.open(QIODevice::ReadOnly) ||
           QString::fromUtf8(file.readAll()).section(QStringLiteral(") "), 1).startsWith(u'Z');
}

} // namespace

TEST_CASE("the pause before a restart doubles, ends at the longest, and starts again after a healthy life")
{
    const deviced::Supervision supervision{.restartFirst = 100ms, .restartLongest = 30s, .healthy = 60s};
    deviced::RestartPolicy policy(supervision);
    std::vector<qint64> pauses;
    for (int i = 0; i < 10; ++i)
        pauses.push_back(policy.next(1s).count());
    CHECK(pauses == std::vector<qint64>{100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000});
    CHECK(policy.next(1s) == 30s);
    CHECK(policy.next(61s) == 100ms);
}

TEST_CASE("an operation runs to its end and its result goes once to its owner and to nobody else")
{
    TerminalFixture terminal;
    terminal.pidOf(reader);
    Client &owner = *terminal.client;
    Client stranger(terminal.address());

    const QString claim = owner.claim(reader);
    CHECK(stranger.errorOf(QStringLiteral("Claim"), {reader, QStringLiteral("s")}) == u"deviceBusy");
    CHECK(stranger.begin(claim, reading, doing("succeed")) == 0);
    CHECK(stranger.lastError == u"authorisationRequired");
    CHECK(stranger.errorOf(QStringLiteral("Release"), {claim}) == u"authorisationRequired");

    const quint64 operation = owner.begin(claim, reading, {{QStringLiteral("secret"), 7}});
    const auto completion = owner.completionOf(operation);
    CHECK(completion.completion == u"success");
    CHECK(completion.error.isEmpty());
    CHECK(owner.stages == QStringList{QStringLiteral("begun")});
    CHECK(stranger.errorOf(QStringLiteral("TakeResult"), {number(operation)}) == u"authorisationRequired");
    const QDBusMessage reply = owner.call(QStringLiteral("TakeResult"), {number(operation)});
    const auto descriptor = ipc::argument<QDBusUnixFileDescriptor>(reply);
    REQUIRE(descriptor);
    const auto result = readPayload(descriptor->fileDescriptor());
    REQUIRE(result);
    CHECK(result->fields[u"echo"][u"secret"].toInt() == 7);
    CHECK(owner.errorOf(QStringLiteral("TakeResult"), {number(operation)}) == u"authorisationRequired");

    CHECK(owner.errorOf(QStringLiteral("Release"), {claim}).isEmpty());
    CHECK_FALSE(owner.entry(reader)[u"claimed"].toBool());
    CHECK(owner.begin(claim, reading, doing("succeed")) == 0);
    CHECK(owner.lastError == u"authorisationRequired");
    stranger.claim(reader);
}

TEST_CASE("a driver's error arrives as completion, code and detail")
{
    TerminalFixture terminal;
    terminal.pidOf(reader);
    Client &client = *terminal.client;
    const QString claim = client.claim(reader);
    auto completion =
        client.completionOf(client.begin(claim, reading,
                                         {{QStringLiteral("do"), QStringLiteral("fail")},
                                          {QStringLiteral("error"), QStringLiteral("noMedia")}}));
    CHECK(completion.completion == u"commandErrorCode");
    CHECK(completion.error == u"noMedia");
    CHECK(completion.detail == u"as told");
    completion = client.completionOf(client.begin(claim, reading, doing("wait"), 100));
    CHECK(completion.completion == u"timeOut");
    CHECK(completion.error.isEmpty());
}

TEST_CASE("a device works on one operation at a time, and a cancelled one ends at once")
{
    TerminalFixture terminal;
    terminal.pidOf(reader);
    Client &client = *terminal.client;
    const QString claim = client.claim(reader);
    const quint64 operation = client.begin(claim, reading, doing("wait"), 60000);
    REQUIRE(operation != 0);
    CHECK(client.begin(claim, reading, doing("succeed")) == 0);
    CHECK(client.lastError == u"deviceBusy");
    Client stranger(terminal.address());
    CHECK(stranger.errorOf(QStringLiteral("Cancel"), {number(operation)}) == u"authorisationRequired");
    CHECK_FALSE(client.completions.contains(operation));
    QElapsedTimer timer;
    timer.start();
    CHECK(client.errorOf(QStringLiteral("Cancel"), {number(operation)}).isEmpty());
    CHECK(client.completionOf(operation).completion == u"canceled");
    CHECK(timer.elapsed() < (50ms + late).count());
    CHECK(client.completionOf(client.begin(claim, reading, doing("succeed"))).completion == u"success");
}

TEST_CASE(
    "what an operation shows goes to its owner while it runs, for reading only, and is black at its end")
{
    TerminalFixture terminal;
    terminal.pidOf(reader);
    Client &client = *terminal.client;
    const QString claim = client.claim(reader), takeView = QStringLiteral("TakeView");
    quint64 operation = client.begin(claim, reading, doing("show"), 60000);
    REQUIRE(waitFor([&] { return client.stages.contains(QLatin1String(ipc::viewReady)); }));
    Client stranger(terminal.address());
    CHECK(stranger.errorOf(takeView, {number(operation)}) == u"authorisationRequired");
    const auto shown = ipc::argument<QDBusUnixFileDescriptor>(client.call(takeView, {number(operation)}));
    REQUIRE(shown);
    const auto view = FrameRingView::open(shown->fileDescriptor());
    REQUIRE(view);
    CHECK((*view)->latest() == 1);
    CHECK(::pwrite(shown->fileDescriptor(), "x", 1, 0) < 0);
    CHECK(::ftruncate(shown->fileDescriptor(), 0) < 0);
    CHECK(client.errorOf(QStringLiteral("Cancel"), {number(operation)}).isEmpty());
    CHECK(client.completionOf(operation).completion == u"canceled");
    CHECK((*view)->latest() == 0);
    CHECK(client.errorOf(takeView, {number(operation)}) == u"authorisationRequired");

    INFO("memory that others could change, or nothing at all, is handed to nobody");
    client.stages.clear();
    operation = client.begin(claim, reading, doing("show open memory"), 60000);
    REQUIRE(waitFor([&] { return client.stages.contains(QLatin1String(ipc::viewReady)); }));
    CHECK(client.errorOf(takeView, {number(operation)}) == u"invalidData");
    client.errorOf(QStringLiteral("Cancel"), {number(operation)});
    client.completionOf(operation);
    operation = client.begin(claim, reading, doing("wait"), 60000);
    CHECK(client.errorOf(takeView, {number(operation)}) == u"invalidData");
}

TEST_CASE("a driver that hangs is killed at the deadline and its device comes back")
{
    TerminalFixture terminal;
    const qint64 before = terminal.pidOf(reader);
    Client &client = *terminal.client;
    const QString claim = client.claim(reader);
    QElapsedTimer timer;
    timer.start();
    const auto completion = client.completionOf(client.begin(claim, reading, doing("hang"), 300));
    CHECK(completion.completion == u"timeOut");
    CHECK(timer.elapsed() >= 500); // time-out and grace
    CHECK(timer.elapsed() < 1500 * test::slowness);
    REQUIRE(waitFor([&] { return terminal.pidOf(reader) != before; }));
    CHECK(isDead(before));
    CHECK(client.entry(reader)[u"restarts"].toInt() == 1);
    CHECK(client.completionOf(client.begin(claim, reading, doing("succeed"))).completion == u"success");
}

TEST_CASE("a device that stays busy gets a new process")
{
    TerminalFixture terminal;
    const qint64 before = terminal.pidOf(reader);
    Client &client = *terminal.client;
    const QString claim = client.claim(reader);
    CHECK(client.completionOf(client.begin(claim, reading, doing("stay busy"))).completion == u"success");
    REQUIRE(waitFor([&] { return isDead(before); }));
    REQUIRE(waitFor([&] { return client.entry(reader)[u"state"].toString() == u"online"; }));
    CHECK(terminal.pidOf(reader) != before);
    CHECK(client.completionOf(client.begin(claim, reading, doing("succeed"))).completion == u"success");
}

TEST_CASE("a driver that ignores a cancel is not waited for")
{
    TerminalFixture terminal;
    terminal.pidOf(reader);
    Client &client = *terminal.client;
    const quint64 operation = client.begin(client.claim(reader), reading, doing("hang"), 600000);
    client.call(QStringLiteral("Cancel"), {number(operation)});
    CHECK(client.completionOf(operation).completion == u"timeOut");
}

TEST_CASE("whoever else knows a device's socket is turned away, and the device comes back all the same")
{
    TerminalFixture terminal;
    const qint64 pid = terminal.pidOf(reader);
    QFile line(QStringLiteral("/proc/%1/cmdline").arg(pid));
    REQUIRE(line.open(QIODevice::ReadOnly));
    const QList<QByteArray> arguments = line.readAll().split('\0');
    const QString address = QString::fromUtf8(arguments.value(arguments.indexOf("--connect") + 1));
    const auto isRefused = [&] {
        const QString name = QStringLiteral("stranger");
        bool refused = false;
        {
            const auto stranger = QDBusConnection::connectToPeer(address, name);
            refused = waitFor([&] { return !stranger.isConnected(); });
        }
        QDBusConnection::disconnectFromPeer(name);
        return refused;
    };
    CHECK(isRefused());
    REQUIRE(::kill(pid_t(pid), SIGKILL) == 0);
    REQUIRE(waitFor([&] { // before the new process, too
        CHECK(isRefused());
        const QJsonObject entry = terminal.client->entry(reader);
        return entry[u"state"].toString() == u"online" && entry[u"restarts"].toInt() == 1;
    }));
}

TEST_CASE("a process that stands still is found by its watchdog")
{
    TerminalFixture terminal;
    const qint64 before = terminal.pidOf(reader);
    REQUIRE(::kill(pid_t(before), SIGSTOP) == 0);
    REQUIRE(waitFor([&] { return terminal.client->entry(reader)[u"restarts"].toInt() == 1; }));
    CHECK(terminal.pidOf(reader) != before);
    CHECK(isDead(before));
}

TEST_CASE("a process that stands still during an operation ends it")
{
    TerminalFixture terminal;
    const qint64 pid = terminal.pidOf(reader);
    Client &client = *terminal.client;
    const quint64 operation = client.begin(client.claim(reader), reading, doing("wait"), 60000);
    REQUIRE(operation != 0);
    REQUIRE(::kill(pid_t(pid), SIGSTOP) == 0);
    CHECK(client.completionOf(operation).completion == u"deviceNotReady");
}

TEST_CASE("printing that nobody saw the end of is unknown, never guessed")
{
    TerminalFixture terminal;
    terminal.pidOf(printer);
    Client &client = *terminal.client;
    REQUIRE(client.connection.registerService(QString::fromLatin1(ipc::servicesName)));
    const QString claim = client.claim(printer);
    QStringList executed;
    for (const char *way :
         {"crash", "hang", "crash", "crash"}) { // a crash may come before or after Begin's answer
        terminal.pidOf(printer);
        const QString journal = QStringLiteral("op-%1").arg(executed.size());
        terminal.services.valid = {journal};
        const auto completion = client.completionOf(client.begin(claim, printing, doing(way), 300, journal));
        CHECK(completion.completion.toStdString() == "commandErrorCode");
        CHECK(completion.error.toStdString() == "outcomeUnknown");
        executed.append(printing + u' ' + QString::fromLatin1(way));
        REQUIRE(waitFor([&] { return client.entry(printer)[u"restarts"].toInt() == executed.size(); }));
    }
    CHECK(terminal.executed(printer) == executed);
}

TEST_CASE("after a crash while reading the device is back soon")
{
    TerminalFixture terminal;
    terminal.pidOf(reader);
    Client &client = *terminal.client;
    const auto completion = client.completionOf(client.begin(client.claim(reader), reading, doing("crash")));
    CHECK(completion.completion.toStdString() == "deviceNotReady");
    CHECK(completion.detail.toStdString() == "device process ended by signal 9 (Killed)");
}

TEST_CASE("printing needs an operation of the journal, and each is good once")
{
    TerminalFixture terminal;
    terminal.pidOf(printer);
    Client &client = *terminal.client;
    const QString claim = client.claim(printer);

    CHECK(client.begin(claim, printing, doing("succeed")) == 0);
    CHECK(client.lastError == u"authorisationRequired");
    CHECK(client.begin(claim, printing, doing("succeed"), 1000, QStringLiteral("op-1")) == 0);
    CHECK(client.lastError == u"deviceNotReady"); // no kiosk-serviced there

    REQUIRE(client.connection.registerService(QString::fromLatin1(ipc::servicesName)));
    terminal.services.valid = {QStringLiteral("op-1")};
    CHECK(client.begin(claim, printing, doing("succeed"), 1000, QStringLiteral("made-up")) == 0);
    CHECK(client.lastError == u"sequenceError");
    CHECK(client.completionOf(client.begin(claim, printing, doing("succeed"), 1000, QStringLiteral("op-1")))
              .completion == u"success");
    CHECK(client.begin(claim, printing, doing("succeed"), 1000, QStringLiteral("op-1")) == 0);
    CHECK(client.lastError == u"sequenceError");
    CHECK(terminal.executed(printer) == QStringList{QStringLiteral("print succeed")});
    CHECK(terminal.services.asked.filter(QStringLiteral(" print ")) ==
          QStringList{QStringLiteral("made-up print printer"), QStringLiteral("op-1 print printer"),
                      QStringLiteral("op-1 print printer")});
}

TEST_CASE("a device forgets an operation once the journal has its outcome, and no sooner")
{
    TerminalFixture terminal;
    terminal.pidOf(printer);
    Client &client = *terminal.client;
    const QString id = QStringLiteral("op-1");
    const QStringList printed{QStringLiteral("print succeed")};
    const QStringList forgotten = printed + QStringList{QStringLiteral("forgot op-1")};
    REQUIRE(client.connection.registerService(QString::fromLatin1(ipc::servicesName)));
    terminal.services.valid = {id};
    const QString claim = client.claim(printer);
    const quint64 operation = client.begin(claim, printing, doing("succeed"), 1000, id);
    CHECK(client.completionOf(operation).completion == u"success");
    // Asked for, as the device lists it; the journal has no outcome yet.
    REQUIRE(waitFor([&] { return terminal.services.asked.contains(QStringLiteral("settled op-1")); }));
    CHECK(terminal.executed(printer) == printed);

    terminal.services.settled = {id};
    SECTION("told by the journal")
    {
        const auto signal = QDBusMessage::createSignal(QString::fromLatin1(ipc::servicesPath),
                                                       QStringLiteral("org.bianmin.Services1"),
                                                       QStringLiteral("OperationsEnded"));
        REQUIRE(client.connection.send(signal));
        CHECK(waitFor([&] { return terminal.executed(printer) == forgotten; }));
    }
    SECTION("told when the journal's process comes back")
    {
        REQUIRE(client.connection.unregisterService(QString::fromLatin1(ipc::servicesName)));
        REQUIRE(client.connection.registerService(QString::fromLatin1(ipc::servicesName)));
        CHECK(waitFor([&] { return terminal.executed(printer) == forgotten; }));
    }
    CHECK_FALSE(client.entry(printer)[u"status"].toObject().contains(u"recorded"));
}

TEST_CASE("when an owner leaves the bus its operation is cancelled and the device is free")
{
    TerminalFixture terminal;
    terminal.pidOf(reader);
    auto owner = std::make_unique<Client>(terminal.address());
    const quint64 operation = owner->begin(owner->claim(reader), reading, doing("wait"), 60000);
    REQUIRE(operation != 0);
    owner.reset();
    Client &next = *terminal.client;
    CHECK(next.completionOf(operation).completion == u"canceled");
    REQUIRE(waitFor([&] { return !next.entry(reader)[u"claimed"].toBool(); }));
    CHECK(terminal.executed(reader) ==
          QStringList{QStringLiteral("read wait"), QStringLiteral("ended canceled")});
    next.claim(reader);
    CHECK(next.errorOf(QStringLiteral("TakeResult"), {number(operation)}) == u"authorisationRequired");
}

TEST_CASE("arguments that are not a sealed payload of bounded size are refused")
{
    TerminalFixture terminal;
    terminal.pidOf(reader);
    Client &client = *terminal.client;
    const QString claim = client.claim(reader);
    const auto refused = [&](int fd) {
        const quint64 operation = client.beginWith(claim, reading, fd);
        return operation == 0 ? client.lastError : client.completionOf(operation).completion;
    };

    const FileDescriptor null(::open("/dev/null", O_RDWR | O_CLOEXEC));
    CHECK(refused(null.get()) == u"invalidData");
    int ends[2];
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    const FileDescriptor pipeRead(ends[0]);
    const FileDescriptor pipeWrite(ends[1]);
    CHECK(refused(pipeRead.get()) == u"invalidData");
    const FileDescriptor open(::memfd_create("open", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    CHECK(refused(open.get()) == u"invalidData");
    const FileDescriptor huge(::memfd_create("huge", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    REQUIRE(::ftruncate(huge.get(), 65L * 1024 * 1024) == 0);
    REQUIRE(::fcntl(huge.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) == 0);
    CHECK(refused(huge.get()) == u"invalidData");
    const auto garbage = sealMemory(QByteArray("KPL1\xff\xff\xff\xff garbage", 16));
    REQUIRE(garbage);
    CHECK(refused(garbage->get()) == u"invalidData");

    CHECK(client.begin(claim, QStringLiteral("dance"), {}) == 0);
    CHECK(client.lastError == u"unsupportedCommand");
    CHECK(client.begin(claim, reading, {}, 0) == 0);
    CHECK(client.lastError == u"invalidData");
    CHECK(client.begin(claim, reading, {}, 4000000000) == 0);
    CHECK(client.lastError == u"invalidData");
    CHECK(terminal.executed(reader).isEmpty());
    CHECK(client.completionOf(client.begin(claim, reading, doing("succeed"))).completion == u"success");
}

TEST_CASE("what is wrong in devices.yaml is listed with its reason and the rest comes up")
{
    TerminalFixture terminal(
        "  - {id: lost, class: id-card-reader, driver: nowhere, connect: {serial: /dev/null}}\n"
        "  - {id: dead, class: id-card-reader, driver: fake, connect: {fake: x}, settings: {open: fail}}\n"
        "  - {id: mad, class: id-card-reader, driver: fake, connect: {fake: y}, settings: {open: crash}}\n");
    Client &client = *terminal.client;
    terminal.pidOf(reader);
    const QJsonObject lost = client.entry(QStringLiteral("lost"));
    CHECK(lost[u"state"].toString() == u"noDevice");
    CHECK(lost[u"message"].toString().endsWith(
        QStringLiteral("devices.yaml:5: driver 'nowhere' is not installed")));
    CHECK(client.errorOf(QStringLiteral("Claim"), {QStringLiteral("lost"), QStringLiteral("s")}) ==
          u"noDevice");
    CHECK(client.errorOf(QStringLiteral("Claim"), {QStringLiteral("none"), QStringLiteral("s")}) ==
          u"noDevice");

    REQUIRE(
        waitFor([&] { return client.entry(QStringLiteral("dead"))[u"state"].toString() == u"noDevice"; }));
    CHECK(client.entry(QStringLiteral("dead"))[u"message"].toString() == u"nothing on the wire");

    // 50 + 100 + 200 + 400 + 400 … ms: in two seconds at most seven starts, however fast it dies.
    REQUIRE(waitFor([&] { return client.entry(QStringLiteral("mad"))[u"restarts"].toInt() >= 3; }));
    QElapsedTimer timer;
    timer.start();
    const int before = client.entry(QStringLiteral("mad"))[u"restarts"].toInt();
    REQUIRE(waitFor([&] { return client.entry(QStringLiteral("mad"))[u"restarts"].toInt() >= before + 2; }));
    CHECK(timer.elapsed() >= 400);
    CHECK(client.completionOf(client.begin(client.claim(reader), reading, doing("succeed"))).completion ==
          u"success");
}

TEST_CASE(
    "where devices.yaml names one unit, another of its kind is refused, and one that does not say who it is")
{
    const QByteArray device = "class: id-card-reader, driver: fake, unit: A-1";
    TerminalFixture terminal("  - {id: itself, " + device +
                             ", connect: {fake: x}, settings: {serial: A-1}}\n" + "  - {id: another, " +
                             device + ", connect: {fake: y}, settings: {serial: B-2}}\n" +
                             "  - {id: silent, " + device + ", connect: {fake: z}}\n");
    Client &client = *terminal.client;
    terminal.pidOf(QStringLiteral("itself"));
    const auto refusal = [&](const char *id) {
        const QString device = QString::fromLatin1(id);
        REQUIRE(waitFor([&] { return client.entry(device)[u"state"].toString() == u"noDevice"; }));
        const auto outcome =
            client.completionOf(client.begin(client.claim(device), reading, doing("succeed")));
        CHECK(outcome.error == u"noDevice");
        CHECK(outcome.detail == client.entry(device)[u"message"].toString());
        return outcome.detail;
    };
    CHECK(refusal("another") == u"unit B-2 is here, and devices.yaml names unit A-1");
    CHECK(refusal("silent") == u"the device tells no serial number, and devices.yaml names unit A-1");
}

TEST_CASE("a technician restarts a device")
{
    TerminalFixture terminal;
    const qint64 before = terminal.pidOf(reader);
    CHECK(terminal.client->errorOf(QStringLiteral("Restart"), {reader}).isEmpty());
    REQUIRE(waitFor([&] { return terminal.pidOf(reader) != before; }));
    CHECK(terminal.client->errorOf(QStringLiteral("Restart"), {QStringLiteral("none")}) == u"noDevice");
}

TEST_CASE("device processes do not outlive kiosk-deviced")
{
    TerminalFixture terminal;
    const qint64 pid = terminal.pidOf(reader);
    terminal.deviced().kill();
    REQUIRE(waitFor([&] { return isDead(pid); }));
}
