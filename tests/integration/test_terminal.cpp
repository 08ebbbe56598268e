// kioskctl and a terminal without its shell: what a technician types, and what they get.
#include "running_terminal.h"

#include <kiosk/core/tests/late.h>

#include <QRandomGenerator>

#include <csignal>

using namespace kiosk;
using kiosk::test::Answer;
using kiosk::test::Terminal;

namespace
{

/// Processes (no zombies) that have this folder in their command line or environment.
QStringList processesOf(const QString &folder)
{
    QStringList found;
    for (const QString &pid : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        QFile environment(QStringLiteral("/proc/%1/environ").arg(pid));
        QFile command(QStringLiteral("/proc/%1/cmdline").arg(pid));
        if (pid.toInt() <= 1 || !environment.open(QIODevice::ReadOnly) || !command.open(QIODevice::ReadOnly))
            continue;
        const QByteArray line = command.readAll();
        if (line.contains(folder.toUtf8()) || environment.readAll().contains(folder.toUtf8()))
            found.append(pid + u' ' + QString::fromUtf8(line).replace(QChar(0), u' '));
    }
    return found;
}

const QStringList json{QStringLiteral("--json")};

} // namespace

TEST_CASE("without a terminal, commands say so and exit with 3")
{
    const QTemporaryDir empty;
    for (const auto *command : {"devices", "journal"}) {
        QProcess process;
        process.start(
            paths::program(QStringLiteral("kioskctl")),
            {QStringLiteral("--run"), empty.path(), QString::fromLatin1(command), QStringLiteral("--json")});
        REQUIRE(process.waitForFinished(10'000));
        CHECK(process.exitCode() == 3);
        CHECK(QJsonDocument::fromJson(process.readAllStandardOutput()).object()[u"error"].toString() ==
              u"notRunning");
    }
    QProcess usage;
    usage.start(paths::program(QStringLiteral("kioskctl")), {QStringLiteral("dance")});
    REQUIRE(usage.waitForFinished(10'000));
    CHECK(usage.exitCode() == 2);
}

TEST_CASE("up starts a whole terminal that the other commands talk to")
{
    Terminal terminal;
    terminal.event(QStringLiteral("ready"));
    CHECK(QFile::permissions(terminal.run()).testFlag(QFile::ReadOther) == false);

    const auto devices = terminal.askUntil(QStringList{QStringLiteral("devices")} + json,
                                           [](const Answer &answer) { return answer.code == 0; });
    INFO(devices.out.toStdString());
    CHECK(devices.code == 0);
    CHECK(devices.array().size() == 2);
    CHECK(terminal.ask(QStringList{QStringLiteral("device"), QStringLiteral("id-card")} + json)
              .object()[u"class"] == QStringLiteral("id-card-reader"));
    CHECK(terminal.ask({QStringLiteral("device"), QStringLiteral("nobody")}).code == 4);

    CHECK(terminal
              .ask({QStringLiteral("sim"), QStringLiteral("id-card"), QStringLiteral("insert"),
                    QStringLiteral("zhang")})
              .code == 0);
    CHECK(terminal
              .ask(QStringList{QStringLiteral("sim"), QStringLiteral("id-card"), QStringLiteral("state")} +
                   json)
              .object()[u"card"] == QStringLiteral("zhang"));
    CHECK(terminal
              .ask({QStringLiteral("sim"), QStringLiteral("id-card"), QStringLiteral("insert"),
                    QStringLiteral("king")})
              .code == 1);
    CHECK(terminal.ask({QStringLiteral("sim"), QStringLiteral("nobody"), QStringLiteral("state")}).code == 4);
    CHECK(terminal.ask(QStringList{QStringLiteral("journal")} + json).code == 0);

    // Out of paper is a fault that doctor names; the platform's absence too.
    CHECK(terminal
              .ask({QStringLiteral("sim"), QStringLiteral("a4"), QStringLiteral("fault"),
                    QStringLiteral("media-empty")})
              .code == 0);
    CHECK(terminal
              .ask({QStringLiteral("sim"), QStringLiteral("platform"), QStringLiteral("fault"),
                    QStringLiteral("down")})
              .code == 0);
    const auto failing = [](const Answer &answer, const QString &what) {
        for (const auto &check : answer.object()[u"checks"].toArray()) {
            if (check[u"what"].toString().startsWith(what) && check[u"level"] == QStringLiteral("failed"))
                return !check[u"why"].toString().isEmpty() && !check[u"do"].toString().isEmpty();
        }
        return false;
    };
    const auto doctor =
        terminal.askUntil(QStringList{QStringLiteral("doctor")} + json, [&](const Answer &answer) {
            return failing(answer, QStringLiteral("device a4")) &&
                   failing(answer, QStringLiteral("platform"));
        });
    INFO(doctor.out.toStdString());
    CHECK(failing(doctor, QStringLiteral("device a4")));
    CHECK(failing(doctor, QStringLiteral("platform")));
    CHECK(doctor.code == 1);
}

TEST_CASE("a service that dies comes back, and a second terminal is refused")
{
    Terminal terminal;
    terminal.event(QStringLiteral("ready"));
    const auto second =
        terminal.ask({QStringLiteral("up"), QStringLiteral("--no-shell"), QStringLiteral("--config"),
                      qEnvironmentVariable("KIOSK_SOURCE") + QStringLiteral("/devices.yaml")});
    CHECK(second.code == 1);

    QFile file(terminal.run() + QStringLiteral("/terminal.json"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    for (const auto &service : QJsonDocument::fromJson(file.readAll()).object()[u"services"].toArray()) {
        if (service[u"id"].toString() == u"serviced")
            REQUIRE(::kill(pid_t(service[u"pid"].toInteger()), SIGKILL) == 0);
    }
    CHECK(terminal.event(QStringLiteral("service"))[u"what"].toString().contains(u"ended by signal 9"));
    CHECK(terminal.event(QStringLiteral("service"))[u"what"].toString() == u"ready");
    CHECK(terminal.ask(QStringList{QStringLiteral("journal")} + json).code == 0);
}

TEST_CASE("a service that hangs is killed and back within two watchdog periods")
{
    Terminal terminal;
    terminal.event(QStringLiteral("ready"));
    QFile file(terminal.run() + QStringLiteral("/terminal.json"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    QSet<QString> hung;
    for (const auto &service : QJsonDocument::fromJson(file.readAll()).object()[u"services"].toArray()) {
        const QString id = service[u"id"].toString();
        if (id == u"serviced" || id == u"deviced") {
            hung.insert(id);
            REQUIRE(::kill(pid_t(service[u"pid"].toInteger()), SIGSTOP) == 0);
        }
    }
    REQUIRE(hung.size() == 2);
    const Deadline deadline = Deadline::in(2 * 5s); // watchdog_ms of services.yaml
    while (!hung.isEmpty()) {
        const QJsonObject event = terminal.event(QStringLiteral("service"));
        const QString what = event[u"what"].toString();
        if (what == u"ready")
            hung.remove(event[u"service"].toString());
        else
            CHECK(what.startsWith(u"no sign of life for 5000 ms"));
    }
    CHECK(!deadline.passed());
    CHECK(terminal.ask(QStringList{QStringLiteral("journal")} + json).code == 0);
    CHECK(terminal.ask(QStringList{QStringLiteral("devices")} + json).array().size() == 2);
}

TEST_CASE("nothing is left when the terminal is stopped, nor when kioskctl is killed")
{
    for (const int signal : {SIGTERM, SIGKILL}) {
        Terminal terminal;
        terminal.event(QStringLiteral("ready"));
        CHECK(terminal.pids().size() >= 5);
        REQUIRE(::kill(pid_t(terminal.process().processId()), signal) == 0);
        REQUIRE(terminal.process().waitForFinished(20'000));
        CHECK((terminal.process().exitStatus() == QProcess::NormalExit) == (signal == SIGTERM));
        const Deadline deadline = Deadline::in(test::slowness * 10s);
        while (!processesOf(terminal.run()).isEmpty() && !deadline.passed()) {
        }
        CHECK(processesOf(terminal.run()).join(u'\n').toStdString().empty());
    }
}

TEST_CASE("a wrong configuration is told with file and line, and the rest comes up")
{
    QTemporaryDir folder;
    const QString config = folder.filePath(QStringLiteral("devices.yaml"));
    QFile file(config);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("terminal: {id: \"990000-0001-0001\", type: gov, demonstration: true}\n"
               "platform: {address: \"https://localhost:8443\", profile: example-city}\n"
               "devices:\n"
               "  - {id: x, class: id-card-reader, driver: nosuch, connect: {serial: /dev/null}}\n");
    file.close();
    QProcess validate;
    validate.start(paths::program(QStringLiteral("kioskctl")), {QStringLiteral("validate"), config});
    REQUIRE(validate.waitForFinished(10'000));
    CHECK(validate.exitCode() == 1);
    CHECK(validate.readAllStandardOutput().contains("devices.yaml:4: "));

    Terminal terminal({QStringLiteral("--config"), config});
    terminal.event(QStringLiteral("ready"));
    CHECK(terminal.ask({QStringLiteral("devices")}).code == 1);
}

TEST_CASE("a support bundle is read by its maker alone, and tells what a maker needs")
{
    const QTemporaryDir folder;
    const auto at = [&](const char *name) { return folder.filePath(QString::fromLatin1(name)); };
    const auto openssl = [&](const QStringList &arguments) {
        QProcess process;
        process.start(QStringLiteral("openssl"), arguments);
        REQUIRE(process.waitForFinished(30'000));
        INFO(process.readAllStandardError().toStdString());
        return process.exitCode();
    };
    REQUIRE(openssl({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                     QStringLiteral("rsa:2048"), QStringLiteral("-nodes"), QStringLiteral("-subj"),
                     QStringLiteral("/CN=maker"), QStringLiteral("-keyout"), at("key.pem"),
                     QStringLiteral("-out"), at("maker.pem")}) == 0);
    Terminal terminal;
    terminal.event(QStringLiteral("ready"));
    // More than the full stick below has room for, however well it is packed.
    QFile log(terminal.run() + QStringLiteral("/log/deviced.log"));
    REQUIRE(log.open(QIODevice::Append));
    QByteArray noise(16'384, Qt::Uninitialized);
    QRandomGenerator(1).fillRange(reinterpret_cast<quint32 *>(noise.data()), noise.size() / 4);
    log.write(noise.toHex() + '\n');
    log.close();
    const QString bundle = at("bundle.cms");
    const Answer made = terminal.ask({QStringLiteral("bundle"), QStringLiteral("--for"), at("maker.pem"),
                                      QStringLiteral("--out"), bundle, QStringLiteral("--json")});
    INFO(made.out.toStdString() << made.err.toStdString());
    REQUIRE(made.code == 0);
    CHECK(QFile::permissions(bundle).testFlag(QFile::ReadOther) == false);
    REQUIRE(openssl({QStringLiteral("cms"), QStringLiteral("-decrypt"), QStringLiteral("-inform"),
                     QStringLiteral("DER"), QStringLiteral("-in"), bundle, QStringLiteral("-inkey"),
                     at("key.pem"), QStringLiteral("-recip"), at("maker.pem"), QStringLiteral("-out"),
                     at("bundle.tar.zst")}) == 0);
    QProcess tar;
    tar.start(QStringLiteral("tar"), {QStringLiteral("--zstd"), QStringLiteral("-xvf"), at("bundle.tar.zst"),
                                      QStringLiteral("-C"), folder.path()});
    REQUIRE(tar.waitForFinished(30'000));
    CHECK(tar.exitCode() == 0);
    const QByteArray names = tar.readAllStandardOutput();
    INFO(names.toStdString() << tar.readAllStandardError().toStdString());
    for (const char *name : {"doctor.json", "devices.json", "audit.json", "devices.yaml", "log/deviced.log",
                             "record/id-card.json"})
        CHECK(names.contains(name));
    QFile devices(at("devices.json"));
    REQUIRE(devices.open(QIODevice::ReadOnly));
    CHECK(QJsonDocument::fromJson(devices.readAll()).array().size() == 2);

    // The same onto a stick, which here is mounted for kioskctl alone.
    const QStringList toStick{QStringLiteral("bundle"), QStringLiteral("--for"), at("maker.pem"),
                              QStringLiteral("--stick"), QStringLiteral("--json")};
    QDir().mkpath(at("medium"));
    QDir().mkpath(at("sticks/BIANMIN"));
    qputenv("KIOSK_STICKS", at("sticks").toLocal8Bit());
    const auto mounted = [&](const QStringList &mount) {
        return terminal.askBehind(QStringList{QStringLiteral("bwrap"), QStringLiteral("--dev-bind"),
                                              QStringLiteral("/"), QStringLiteral("/")} +
                                      mount,
                                  toStick);
    };
    const Answer onStick = mounted({QStringLiteral("--bind"), at("medium"), at("sticks/BIANMIN")});
    INFO(onStick.out.toStdString() << onStick.err.toStdString());
    REQUIRE(onStick.code == 0);
    const QStringList written = QDir(at("medium")).entryList(QDir::Files);
    REQUIRE(written.size() == 1);
    CHECK(written.first().startsWith(QStringLiteral("bianmin-990000-0001-0001-")));
    CHECK(openssl({QStringLiteral("cms"), QStringLiteral("-decrypt"), QStringLiteral("-inform"),
                   QStringLiteral("DER"), QStringLiteral("-in"), at("medium/") + written.first(),
                   QStringLiteral("-inkey"), at("key.pem"), QStringLiteral("-recip"), at("maker.pem"),
                   QStringLiteral("-out"), at("stick.tar.zst")}) == 0);
    CHECK(mounted({QStringLiteral("--ro-bind"), at("medium"), at("sticks/BIANMIN")})
              .object()[u"error"]
              .toString() == u"authorisationRequired");
    CHECK(mounted({QStringLiteral("--size"), QStringLiteral("8192"), QStringLiteral("--tmpfs"),
                   at("sticks/BIANMIN")})
              .object()[u"error"]
              .toString() == u"notEnoughSpace");
    const Answer none = terminal.ask(toStick); // the folder is there, and nothing is mounted in it
    CHECK(none.code == 4);
    CHECK(none.object()[u"error"].toString() == u"noDevice");
    CHECK(
        terminal.ask({QStringLiteral("bundle"), QStringLiteral("--plain"), QStringLiteral("--stick")}).code ==
        2);

    // The same to the maker's server, which here is the simulator's.
    const QStringList upload{
        QStringLiteral("bundle"),   QStringLiteral("--for"),      at("maker.pem"),
        QStringLiteral("--upload"), QStringLiteral("--progress"), QStringLiteral("--json")};
    const Answer sent = terminal.ask(upload);
    INFO(sent.out.toStdString() << sent.err.toStdString());
    REQUIRE(sent.code == 0);
    CHECK(sent.out.contains(R"({"stage":"sending","percent":100})"));
    QDir().mkpath(at("maker"));
    const QStringList inbox{QStringLiteral("sim"), QStringLiteral("platform"), QStringLiteral("inbox"),
                            QStringLiteral("--json"), QStringLiteral("--set")};
    const QJsonArray bundles = terminal.ask(inbox + QStringList{QStringLiteral("save=") + at("maker")})
                                   .object()[u"bundles"]
                                   .toArray();
    REQUIRE(bundles.size() == 1);
    CHECK(bundles[0][u"terminal"].toString() == u"990000-0001-0001");
    CHECK(openssl({QStringLiteral("cms"), QStringLiteral("-decrypt"), QStringLiteral("-inform"),
                   QStringLiteral("DER"), QStringLiteral("-in"),
                   at("maker/") + bundles[0][u"name"].toString(), QStringLiteral("-inkey"), at("key.pem"),
                   QStringLiteral("-recip"), at("maker.pem"), QStringLiteral("-out"), at("sent.tar.zst")}) ==
          0);
    (void)terminal.ask(inbox + QStringList{QStringLiteral("largest=1000")});
    CHECK(terminal.ask(upload).out.contains("supportTooLarge"));
    CHECK(terminal.ask({QStringLiteral("bundle"), QStringLiteral("--plain"), QStringLiteral("--upload")})
              .code == 2);
    const Answer audit =
        terminal.ask({QStringLiteral("audit"), QStringLiteral("list"), QStringLiteral("--what"),
                      QStringLiteral("bundle-upload"), QStringLiteral("--json")});
    CHECK(audit.out.contains("supportTooLarge"));
    CHECK(audit.out.contains(bundles[0][u"name"].toString().toUtf8()));

    // Nobody it is for, or something that is no certificate: said at once, and nothing is written.
    CHECK(terminal.ask({QStringLiteral("bundle")}).code == 2);
    const Answer wrong = terminal.ask({QStringLiteral("bundle"), QStringLiteral("--for"), at("key.pem"),
                                       QStringLiteral("--out"), at("none.cms")});
    CHECK(wrong.code == 1);
    CHECK(wrong.err.contains("key.pem"));
    CHECK_FALSE(QFile::exists(at("none.cms")));
}
