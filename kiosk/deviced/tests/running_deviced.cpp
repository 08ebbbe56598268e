#include "running_deviced.h"

#include <kiosk/core/paths.h>

#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QTimer>

#include <catch2/catch.hpp>

namespace kiosk::test
{

bool waitFor(const std::function<bool()> &condition, Milliseconds timeout)
{
    const auto end = std::chrono::steady_clock::now() + timeout;
    QTimer tick; // conditions that no event announces are looked at too
    tick.start(10);
    QEventLoop loop;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        loop.processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

bool FakeServices::handleMessage(const QDBusMessage &message, const QDBusConnection &connection)
{
    if (message.member() == u"SettledOperations") {
        QStringList known = message.arguments().at(0).toStringList();
        asked.append(QStringLiteral("settled ") + known.join(u','));
        known.removeIf([this](const QString &id) { return !settled.contains(id); });
        connection.send(message.createReply(QVariant(known)));
        return true;
    }
    if (message.member() == u"Record") {
        QStringList words;
        for (const QVariant &word : message.arguments())
            words.append(word.toString());
        audited.append(words.join(u' '));
        connection.send(message.createReply());
        return true;
    }
    if (message.member() != u"RedeemOperation")
        return false;
    const QString id = message.arguments().at(0).toString();
    asked.append(id + u' ' + message.arguments().at(1).toString() + u' ' +
                 message.arguments().at(2).toString());
    connection.send(valid.remove(id)
                        ? message.createReply()
                        : message.createErrorReply(ipc::errorName(error::sequenceError), QString()));
    return true;
}

Client::Client(const QString &address)
    : connection(QDBusConnection::connectToBus(address, QStringLiteral("client-%1").arg(quintptr(this)))),
      m_name(connection.name())
{
    REQUIRE(connection.isConnected());
    const auto listen = [this](const char *signal, const char *slot) {
        REQUIRE(connection.connect(
            QString::fromLatin1(ipc::devicesName), QString::fromLatin1(ipc::devicesPath),
            QStringLiteral("org.bianmin.Devices1"), QString::fromLatin1(signal), this, slot));
    };
    listen("Completed", SLOT(onCompleted(qulonglong, QString, QString, QString)));
    listen("Progress", SLOT(onProgress(qulonglong, QString, QString)));
}

Client::~Client()
{
    QDBusConnection::disconnectFromBus(m_name);
}

QDBusMessage Client::call(const QString &method, const QVariantList &arguments)
{
    return call(ipc::devicesPath, "org.bianmin.Devices1", method, arguments);
}

QDBusMessage Client::callTraffic(const QString &method, const QVariantList &arguments)
{
    return call(ipc::deviceTrafficPath, "org.bianmin.DeviceTraffic1", method, arguments);
}

QDBusMessage Client::callSettings(const QString &method, const QVariantList &arguments)
{
    return call(ipc::deviceSettingsPath, "org.bianmin.DeviceSettings1", method, arguments);
}

QDBusMessage Client::call(const char *path, const char *interface, const QString &method,
                          const QVariantList &arguments)
{
    auto message =
        QDBusMessage::createMethodCall(QString::fromLatin1(ipc::devicesName), QString::fromLatin1(path),
                                       QString::fromLatin1(interface), method);
    message.setArguments(arguments);
    QDBusPendingCall pending = connection.asyncCall(message, 5000);
    REQUIRE(waitFor([&] { return pending.isFinished(); }, 10s));
    return pending.reply();
}

QString Client::errorOf(const QString &method, const QVariantList &arguments)
{
    const QDBusMessage reply = call(method, arguments);
    return reply.type() == QDBusMessage::ErrorMessage ? reply.errorName().section(u'.', -1) : QString();
}

QString Client::claim(const QString &device)
{
    const QDBusMessage reply = call(QStringLiteral("Claim"), {device, QStringLiteral("session-1")});
    INFO(reply.errorMessage().toStdString());
    REQUIRE(reply.type() == QDBusMessage::ReplyMessage);
    return reply.arguments().first().toString();
}

quint64 Client::begin(const QString &claim, const QString &name, const QJsonObject &fields, uint timeoutMs,
                      const QString &journalOperation)
{
    const auto sealed = seal(Payload{fields, {}});
    REQUIRE(sealed);
    return beginWith(claim, name, sealed->get(), timeoutMs, journalOperation);
}

quint64 Client::beginWith(const QString &claim, const QString &name, int fd, uint timeoutMs,
                          const QString &journalOperation)
{
    const QDBusMessage reply =
        call(QStringLiteral("Begin"),
             {claim, name, QVariant::fromValue(QDBusUnixFileDescriptor(fd)), journalOperation, timeoutMs});
    lastError = reply.type() == QDBusMessage::ErrorMessage ? reply.errorName().section(u'.', -1) : QString();
    return lastError.isEmpty() ? reply.arguments().first().toULongLong() : 0;
}

Client::Completion Client::completionOf(quint64 operation)
{
    REQUIRE(operation != 0);
    REQUIRE(waitFor([&] { return completions.contains(operation); }));
    return completions.value(operation);
}

QJsonObject Client::entry(const QString &device)
{
    const QDBusMessage reply = call(QStringLiteral("List"));
    REQUIRE(reply.type() == QDBusMessage::ReplyMessage);
    const auto entries = QJsonDocument::fromJson(reply.arguments().first().toString().toUtf8()).array();
    for (const QJsonValue &entry : entries) {
        if (entry[u"id"].toString() == device)
            return entry.toObject();
    }
    return {};
}

void Client::onCompleted(qulonglong operation, const QString &completion, const QString &error,
                         const QString &detail)
{
    completions.insert(operation, {completion, error, detail});
}

void Client::onProgress(qulonglong, const QString &stage, const QString &)
{
    stages.append(stage);
}

RunningDeviced::RunningDeviced(QProcessEnvironment environment, const QStringList &arguments)
{
    QFile configuration(m_busFolder.filePath(QStringLiteral("bus.conf")));
    REQUIRE(configuration.open(QIODevice::WriteOnly));
    configuration.write(
        "<busconfig><type>session</type><listen>unix:dir=" + m_busFolder.path().toUtf8() +
        "</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\"/>"
        "<allow receive_sender=\"*\"/><allow own=\"*\"/></policy></busconfig>");
    configuration.close();
    m_bus.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_bus.start(QStringLiteral("dbus-daemon"), {QStringLiteral("--nofork"), QStringLiteral("--print-address"),
                                                QStringLiteral("--config-file=") + configuration.fileName()});
    REQUIRE(waitFor([this] { return m_bus.canReadLine(); }));
    m_address = QString::fromUtf8(m_bus.readLine()).trimmed();

    client = std::make_unique<Client>(m_address);
    REQUIRE(client->connection.registerVirtualObject(QString::fromLatin1(ipc::servicesPath), &services));
    environment.insert(QStringLiteral("KIOSK_BUS_ADDRESS"), m_address);
    m_deviced.setProcessEnvironment(environment);
    m_deviced.setProcessChannelMode(QProcess::ForwardedChannels);
    m_deviced.start(paths::program(QStringLiteral("kiosk-deviced")), arguments);
    REQUIRE(waitFor(
        [this] { return client->call(QStringLiteral("List")).type() == QDBusMessage::ReplyMessage; }));
}

RunningDeviced::~RunningDeviced()
{
    for (QProcess *process : {&m_deviced, &m_bus}) {
        process->terminate();
        if (!process->waitForFinished(3000)) {
            process->kill();
            process->waitForFinished();
        }
    }
}

qint64 RunningDeviced::pidOf(const QString &device)
{
    QJsonObject entry;
    const bool online = waitFor([&] {
        entry = client->entry(device);
        return entry[u"state"].toString() == u"online";
    });
    INFO(QJsonDocument(entry).toJson().toStdString());
    REQUIRE(online);
    return entry[u"status"][u"pid"].toInteger();
}

} // namespace kiosk::test
