#include "harness.h"

#include <kiosk/core/paths.h>

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QLocalSocket>

#include <catch2/catch.hpp>

namespace kiosk::services::test
{

namespace
{
constexpr int patience = 10000; // ms; only a failure waits that long
}

QString certificates(const QString &name, const QString &cn)
{
    static QTemporaryDir folder;
    const QString path = folder.filePath(name);
    if (!QFile::exists(path)) {
        QProcess process;
        process.start(qEnvironmentVariable("KIOSK_SOURCE") +
                          QStringLiteral("/deploy/platform/make-certificates"),
                      {path, cn});
        REQUIRE(process.waitForFinished(patience));
        REQUIRE(process.exitCode() == 0);
    }
    return path;
}

Program::Program(const QString &path, const QStringList &arguments, const QStringList &environment)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    if (!environment.isEmpty())
        m_process.setEnvironment(QProcess::systemEnvironment() + environment);
    m_process.start(path, arguments);
    REQUIRE(m_process.waitForStarted(patience));
}

Program::~Program()
{
    kill();
}

void Program::kill()
{
    m_process.kill();
    m_process.waitForFinished(patience);
}

QString Program::firstLine()
{
    while (!m_process.canReadLine())
        REQUIRE(m_process.waitForReadyRead(patience));
    return QString::fromUtf8(m_process.readLine()).trimmed();
}

Platform::Platform(const QString &profile)
    : m_profile(profile),
      m_program(paths::program(QStringLiteral("kiosk-platform")),
                {QStringLiteral("--database"), m_folder.filePath(QStringLiteral("platform.sqlite")),
                 QStringLiteral("--certificates"), certificates(), QStringLiteral("--profile"), profile,
                 QStringLiteral("--control"), m_folder.filePath(QStringLiteral("control.sock"))})
{
    m_port = m_program.firstLine().section(u':', -1).toInt();
    REQUIRE(m_port > 0);
}

QJsonObject Platform::control(const QJsonObject &command)
{
    QLocalSocket socket;
    socket.connectToServer(m_folder.filePath(QStringLiteral("control.sock")));
    REQUIRE(socket.waitForConnected(patience));
    socket.write(QJsonDocument(command).toJson(QJsonDocument::Compact) + '\n');
    while (!socket.canReadLine())
        REQUIRE(socket.waitForReadyRead(patience));
    const QJsonObject reply = QJsonDocument::fromJson(socket.readLine()).object();
    REQUIRE(reply.value(u"ok").toBool());
    return reply;
}

void Platform::fault(const QString &kind, const QString &operation, int times, int milliseconds,
                     const QString &code)
{
    control({{QStringLiteral("do"), QStringLiteral("fault")},
             {QStringLiteral("kind"), kind},
             {QStringLiteral("operation"), operation},
             {QStringLiteral("times"), times},
             {QStringLiteral("ms"), milliseconds},
             {QStringLiteral("code"), code}});
}

int Platform::calls(const QString &operation)
{
    return control({{QStringLiteral("do"), QStringLiteral("calls")}})
        .value(u"calls")
        .toObject()
        .value(operation)
        .toInt();
}

std::unique_ptr<PlatformGateway> Platform::gateway(const Clock &clock)
{
    auto gateway = PlatformGateway::create({address(), terminal, certificates()}, m_profile, clock);
    REQUIRE(codeOf(gateway) == "ok");
    return *std::move(gateway);
}

QJsonObject citizen()
{
    return {{QStringLiteral("name"), QStringLiteral("张测试")},
            {QStringLiteral("id_number"), QStringLiteral("990000199001010017")},
            {QStringLiteral("form"), QStringLiteral("resident")}};
}

std::shared_ptr<const Subject> subject(const QJsonObject &fields)
{
    auto subject = Subject::create(fields);
    REQUIRE(subject.ok());
    return *subject;
}

TerminalKey openKey(const QTemporaryDir &folder)
{
    auto key = TerminalKey::open(folder.filePath(QStringLiteral("terminal.key")));
    REQUIRE(key.ok());
    return *std::move(key);
}

static QByteArray utf16Of(const QString &text)
{
    return {reinterpret_cast<const char *>(text.utf16()), text.size() * 2};
}

std::optional<bool> processHolds(Program &program, const QString &text)
{
#ifdef KIOSK_SANITIZED // which keeps what is freed, and has terabytes of shadow memory
    return std::nullopt;
#endif
    const QString folder = QStringLiteral("/proc/%1/").arg(program.process().processId());
    QFile maps(folder + QStringLiteral("maps"));
    QFile memory(folder + QStringLiteral("mem"));
    if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return std::nullopt;
    const QList<QByteArray> lines = maps.readAll().split('\n');
    bool readAny = false;
    for (const QByteArray &line : lines) {
        const qsizetype dash = line.indexOf('-');
        const qsizetype space = line.indexOf(' ');
        if (dash < 0 || !line.mid(space + 1).startsWith("rw"))
            continue;
        const qint64 from = line.left(dash).toLongLong(nullptr, 16);
        const qint64 to = line.mid(dash + 1, space - dash - 1).toLongLong(nullptr, 16);
        if (!memory.seek(from))
            continue;
        const QByteArray bytes = memory.read(to - from);
        readAny = readAny || !bytes.isEmpty();
        if (bytes.contains(text.toUtf8()) || bytes.contains(utf16Of(text)))
            return true;
    }
    return readAny ? std::optional(false) : std::nullopt;
}

bool folderHolds(const QString &folder, const QString &text)
{
    const QByteArray utf16 = utf16Of(text);
    bool found = false;
    int files = 0;
    for (QDirIterator entries(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         entries.hasNext();) {
        QFile file(entries.next());
        REQUIRE(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        found = found || bytes.contains(text.toUtf8()) || bytes.contains(utf16);
        ++files;
    }
    REQUIRE(files > 0);
    return found;
}

} // namespace kiosk::services::test
