// A training on a terminal that serves citizens: nothing of it is opened, nothing of the training stays.
#include "running_terminal.h"

#include <kiosk/core/paths.h>
#include <kiosk/core/sealed_memory.h>
#include <kiosk/core/yaml_document.h>
#include <kiosk/ipc/bus.h>

#include <training_proxy.h>

#include <QDirIterator>
#include <QTcpServer>

#include <csignal>
#include <sys/inotify.h>

using namespace kiosk;
using kiosk::test::Answer;
using kiosk::test::Terminal;

namespace
{

/// Who opens what in these folders.
class Watch
{
public:
    explicit Watch(const QString &folder) : m_inotify(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
    {
        QStringList folders{folder};
        QDirIterator below(folder, QDir::Dirs | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
        while (below.hasNext())
            folders.append(below.next());
        for (const QString &each : folders) // once nobody looks into them any more
            REQUIRE(::inotify_add_watch(m_inotify.get(), QFile::encodeName(each).constData(),
                                        IN_OPEN | IN_ACCESS | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVE) >=
                    0);
    }

    [[nodiscard]] bool sawAnything() const
    {
        std::array<char, 4096> events{};
        return ::read(m_inotify.get(), events.data(), events.size()) > 0;
    }

private:
    FileDescriptor m_inotify;
};

void write(const QString &path, const QByteArray &text)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(text);
}

/// A terminal as it stands in a hall: state, keys, a platform that listens.
class RealTerminal
{
public:
    RealTerminal()
    {
        for (const auto *name : {"journal.sqlite", "staff.sqlite", "terminal.key", "devices.db",
                                 "device-settings.yaml", "certificates/terminal.key", "certificates/ca.crt"})
            write(state() + u'/' + QLatin1String(name), "real");
        REQUIRE(platform.listen(QHostAddress::LocalHost));
        write(configuration(), QStringLiteral(R"(
terminal: {id: "990000-0002-0007", type: bizlicense, demonstration: false}
platform:
  address: https://localhost:%1
  profile: example-city
  certificates: %2/certificates
devices:
  - {id: reader, class: id-card-reader, driver: sam, connect: {serial: /dev/ttyS1, baud: 115200}}
)")
                                   .arg(platform.serverPort())
                                   .arg(state())
                                   .toUtf8());
        qputenv("KIOSK_STATE", QFile::encodeName(state()));
    }
    ~RealTerminal() { qunsetenv("KIOSK_STATE"); }
    Q_DISABLE_COPY_MOVE(RealTerminal)

    [[nodiscard]] QString state() const { return m_folder.filePath(QStringLiteral("state")); }
    [[nodiscard]] QString configuration() const { return m_folder.filePath(QStringLiteral("devices.yaml")); }
    [[nodiscard]] QStringList training() const
    {
        return {QStringLiteral("--training"), QStringLiteral("--config"), configuration()};
    }

    QTcpServer platform;

private:
    QTemporaryDir m_folder;
};

bool allOnline(const Answer &devices, qsizetype count)
{
    const QJsonArray all = devices.array();
    return all.size() == count && std::all_of(all.begin(), all.end(), [](const QJsonValue &device) {
               return device[u"state"].toString() == u"online";
           });
}

} // namespace

TEST_CASE_METHOD(RealTerminal, "a training opens nothing of the real terminal, and leaves nothing")
{
    QString left;
    {
        const Watch watch(state());
        // What a power cut left of an earlier one is no journal for this one.
        Terminal terminal(training(), [](const QString &run) {
            write(run + QStringLiteral("/training/journal.sqlite"), "half of an earlier training");
        });
        const QJsonObject ready = terminal.event(QStringLiteral("ready"));
        left = ready[u"state"].toString();
        CHECK(left == terminal.run() + QStringLiteral("/training"));

        const QStringList devices{QStringLiteral("devices"), QStringLiteral("--json")};
        const auto kind = YamlDocument::load(paths::share(QStringLiteral("terminals/bizlicense.yaml")));
        REQUIRE(kind);
        const qsizetype count = kind->root()[u"devices"].toArray().size();
        const Answer online =
            terminal.askUntil(devices, [count](const Answer &answer) { return allOnline(answer, count); });
        INFO(online.out.toStdString());
        CHECK(allOnline(online, count)); // the kind's, emulated

        // Everybody of staff here is the person who trains; of stock and journal there is nothing.
        const QJsonArray staff =
            terminal.ask({QStringLiteral("staff"), QStringLiteral("list"), QStringLiteral("--json")}).array();
        REQUIRE(staff.size() == 1);
        CHECK(staff.first()[u"number"].toString() == u"9001");
        const Answer stock = terminal.ask({QStringLiteral("stock"), QStringLiteral("--json")});
        CHECK(stock.object()[u"movements"].toArray().isEmpty());
        const Answer journal = terminal.ask({QStringLiteral("journal"), QStringLiteral("--json")});
        CHECK(journal.code == 0);

        CHECK_FALSE(watch.sawAnything());
        CHECK_FALSE(platform.waitForNewConnection(0));
    }
    CHECK_FALSE(QFileInfo::exists(left));
}

TEST_CASE_METHOD(RealTerminal, "the trainer lists what can be practised, and ends the terminal when told to")
{
    Terminal terminal(training());
    const QJsonObject ready = terminal.event(QStringLiteral("ready"));
    auto bus = QDBusConnection::connectToBus(ready[u"bus"].toString(), QStringLiteral("trainee"));
    OrgBianminTraining1Interface trainer(QString::fromLatin1(ipc::trainingName),
                                         QString::fromLatin1(ipc::trainingPath), bus);
    const QString list = trainer.List();
    CHECK(list.contains(QStringLiteral("spoiled-licence")));
    CHECK_FALSE(list.contains(QStringLiteral("power-cut")));

    const QJsonObject state = QJsonDocument::fromJson(QString(trainer.State()).toUtf8()).object();
    CHECK(state[u"exercise"].toString().isEmpty());
    CHECK(state[u"person"][u"code"].toString().size() == 6);

    auto unknown = trainer.Begin(QStringLiteral("swim"));
    unknown.waitForFinished();
    CHECK(unknown.error().name() == ipc::errorName(error::invalidData));
    // Nobody is at the screen, since there is none.
    auto begun = trainer.Begin(QStringLiteral("paper-out"));
    begun.waitForFinished();
    CHECK(begun.error().name() == ipc::errorName(error::sequenceError));

    trainer.Leave();
    REQUIRE(terminal.process().waitForFinished(30'000));
    CHECK(terminal.process().exitStatus() == QProcess::NormalExit);
    CHECK(terminal.process().exitCode() == 0);
    QDBusConnection::disconnectFromBus(QStringLiteral("trainee"));
}

TEST_CASE_METHOD(RealTerminal, "a trainer that crashes comes back, and the terminal does not end")
{
    Terminal terminal(training());
    terminal.event(QStringLiteral("ready"));
    QFile file(terminal.run() + QStringLiteral("/terminal.json"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    pid_t pid = 0;
    for (const auto &service : QJsonDocument::fromJson(file.readAll()).object()[u"services"].toArray()) {
        if (service[u"id"].toString() == u"trainer")
            pid = pid_t(service[u"pid"].toInteger());
    }
    REQUIRE(pid > 0);
    ::kill(pid, SIGKILL);
    QJsonObject event;
    do {
        event = terminal.event(QStringLiteral("service"));
    } while (event[u"service"].toString() != u"trainer" || event[u"what"].toString() != u"ready");
    CHECK(terminal.process().state() == QProcess::Running);
}

TEST_CASE("a training takes neither a state nor a platform from outside")
{
    for (const auto *option : {"--state", "--platform"}) {
        QProcess process;
        process.start(paths::program(QStringLiteral("kioskctl")),
                      {QStringLiteral("up"), QStringLiteral("--training"), QLatin1String(option),
                       QStringLiteral("/tmp")});
        REQUIRE(process.waitForFinished(10'000));
        CHECK(process.exitCode() == 2);
    }
}
