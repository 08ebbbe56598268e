#include <kiosk/ctl/terminal.h>

#include <kiosk/core/paths.h>
#include <kiosk/ctl/command.h>

#include <QFile>
#include <QJsonDocument>
#include <QTextStream>

#include <unistd.h>

namespace kiosk::ctl
{

namespace
{

Result<QJsonDocument> documentFrom(const QDBusPendingCall &call)
{
    const auto reply = waitFor(call);
    if (!reply)
        return reply.error();
    const auto json = ipc::argument<QString>(*reply);
    if (!json)
        return json.error();
    const auto document = QJsonDocument::fromJson(json->toUtf8());
    if (document.isNull())
        return fail(error::protocolError, QStringLiteral("the answer is not JSON"));
    return document;
}

[[noreturn]] void finishNotRunning(const QString &detail, bool json)
{
    const QString message = QStringLiteral("no terminal runs here");
    if (json)
        printJson(QJsonObject{{QStringLiteral("error"), QStringLiteral("notRunning")},
                              {QStringLiteral("message"), message},
                              {QStringLiteral("detail"), detail},
                              {QStringLiteral("run"), paths::run()}});
    else
        QTextStream(stderr) << message << " (" << paths::run() << "): " << detail
                            << "\n  → start it with kioskctl up, or name its folder with --run\n";
    finish(ExitNotRunning);
}

} // namespace

QString defaultRunFolder()
{
    QString chosen = qEnvironmentVariable("KIOSK_RUN");
    if (!chosen.isEmpty())
        return chosen;
    const QString session = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return session.isEmpty() ? QStringLiteral("/tmp/kiosk-%1").arg(geteuid())
                             : session + QStringLiteral("/kiosk");
}

QString terminalFile(const QString &runFolder)
{
    return runFolder + QStringLiteral("/terminal.json");
}

QJsonObject runningTerminal(const QString &runFolder)
{
    QFile file(terminalFile(runFolder));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

void chooseTerminal(const QString &runFolder)
{
    const QString folder = runFolder.isEmpty() ? defaultRunFolder() : runFolder;
    const bool own = QFile::exists(folder + QStringLiteral("/bus"));
    if (!own && runFolder.isEmpty())
        return; // the installed terminal, on the system bus
    qputenv("KIOSK_RUN", folder.toLocal8Bit());
    const QJsonObject terminal = runningTerminal(folder);
    for (const auto &[name, key] : {std::pair("KIOSK_CONFIG", "config"), std::pair("KIOSK_STATE", "state")}) {
        if (const QString value = terminal[QLatin1String(key)].toString(); !value.isEmpty())
            qputenv(name, value.toLocal8Bit());
    }
    if (!runFolder.isEmpty() || !qEnvironmentVariableIsSet("KIOSK_BUS_ADDRESS"))
        qputenv("KIOSK_BUS_ADDRESS", "unix:path=" + folder.toLocal8Bit() + "/bus");
}

QDBusConnection terminalBus(bool json)
{
    auto connection = ipc::connectToBus();
    if (!connection)
        finishNotRunning(connection.error().detail, json);
    return *connection;
}

Result<QDBusMessage> waitFor(const QDBusPendingCall &call)
{
    QDBusPendingCall pending(call);
    pending.waitForFinished();
    if (pending.isError())
        return ipc::errorFrom(pending.error());
    return pending.reply();
}

Result<QJsonArray> arrayFrom(const QDBusPendingCall &call)
{
    const auto document = documentFrom(call);
    if (!document)
        return document.error();
    return document->array();
}

Result<QJsonObject> objectFrom(const QDBusPendingCall &call)
{
    const auto document = documentFrom(call);
    if (!document)
        return document.error();
    return document->object();
}

void finishCall(const Error &error, bool json)
{
    if (error.code == error::deviceNotReady)
        finishNotRunning(error.detail, json);
    finish(error, json);
}

} // namespace kiosk::ctl
