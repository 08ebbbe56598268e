#include "server.h"

#include <kiosk/hal/emulator_control.h>

#include <QLocalSocket>
#include <QTimer>

namespace kiosk::nut::emulator
{

namespace
{

constexpr int slowPiece = 7; ///< bytes
constexpr Milliseconds slowPause{1};

/// The rest of `bytes`, piece by piece.
void sendSlowly(QLocalSocket *client, const QByteArray &bytes)
{
    client->write(bytes.first(std::min(bytes.size(), qsizetype(slowPiece))));
    if (bytes.size() > slowPiece)
        QTimer::singleShot(slowPause, client,
                           [client, rest = bytes.sliced(slowPiece)] { sendSlowly(client, rest); });
}

} // namespace

Server::Server(QString path, QByteArray ups)
    : m_path(std::move(path)), m_ups(std::move(ups)), m_variables{{"battery.charge", "100"},
                                                                  {"battery.runtime", "1800"},
                                                                  {"device.type", "ups"},
                                                                  {"ups.model", "Bianmin Emulated UPS"},
                                                                  {"ups.status", "OL"}}
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    QObject::connect(&m_server, &QLocalServer::newConnection, &m_server, [this] { accept(); });
}

Status Server::start()
{
    if (m_server.isListening())
        return {};
    QLocalServer::removeServer(m_path);
    return m_server.listen(m_path) ? Status() : Status(fail(error::noDevice, m_server.errorString()));
}

void Server::stop()
{
    m_server.close();
    for (QLocalSocket *client : m_server.findChildren<QLocalSocket *>())
        client->abort();
}

void Server::accept()
{
    while (QLocalSocket *client = m_server.nextPendingConnection()) {
        QObject::connect(client, &QLocalSocket::readyRead, &m_server, [this, client] { readable(client); });
        QObject::connect(client, &QLocalSocket::disconnected, client, &QObject::deleteLater);
    }
}

void Server::readable(QLocalSocket *client)
{
    while (client->canReadLine())
        answer(client, client->readLine().trimmed());
}

void Server::answer(QLocalSocket *client, const QByteArray &line)
{
    ++m_questions;
    if (m_fault == u"hang")
        return;
    if (m_fault == u"garbage") {
        client->write(QByteArray::fromHex("00ff1b5b80fe0a"));
    } else if (m_fault == u"endless") {
        client->write("BEGIN LIST VAR " + m_ups + '\n' + QByteArray("VAR kiosk a \"b\"\n").repeated(8000));
    } else if (m_fault == u"half") {
        client->write(variables().first(40));
        client->disconnectFromServer();
    } else if (m_fault == u"impostor") {
        client->write("220 mail.example ESMTP\r\n");
    } else if (m_fault == u"stale") {
        client->write("ERR DATA-STALE\n");
    } else if (m_fault == u"no-driver") {
        client->write("ERR DRIVER-NOT-CONNECTED\n");
    } else if (line != "LIST VAR " + m_ups) {
        client->write(line.startsWith("LIST VAR ") ? "ERR UNKNOWN-UPS\n" : "ERR UNKNOWN-COMMAND\n");
    } else if (m_fault == u"slow") {
        sendSlowly(client, variables());
    } else {
        client->write(variables());
    }
}

QByteArray Server::variables() const
{
    QByteArray lines = "BEGIN LIST VAR " + m_ups + '\n';
    for (auto variable = m_variables.begin(); variable != m_variables.end(); ++variable) {
        QByteArray value = *variable;
        value.replace('\\', "\\\\").replace('"', "\\\"");
        lines += "VAR " + m_ups + ' ' + variable.key() + " \"" + value + "\"\n";
    }
    return lines + "END LIST VAR " + m_ups + '\n';
}

QJsonObject Server::control(const QJsonObject &request)
{
    static const QStringList faults{QStringLiteral("hang"),     QStringLiteral("garbage"),
                                    QStringLiteral("endless"),  QStringLiteral("half"),
                                    QStringLiteral("impostor"), QStringLiteral("stale"),
                                    QStringLiteral("slow"),     QStringLiteral("no-driver")};
    const QString action = request[u"do"].toString(), name = request[u"name"].toString();
    if (action == u"unplug" || (action == u"fault" && name == u"unplug")) {
        stop();
    } else if (action == u"fault" && faults.contains(name)) {
        m_fault = name;
    } else if (action == u"plug" || action == u"clear") {
        m_fault.clear();
        const Status started = start();
        return started ? QJsonObject() : hal::EmulatorControl::refuse(started.error().detail);
    } else if (action == u"mains-out") {
        m_variables["ups.status"] = "OB DISCHRG";
    } else if (action == u"mains-in") {
        m_variables["ups.status"] = "OL CHRG";
    } else if (action == u"set") {
        m_variables[name.toLatin1()] = request[u"value"].toString().toUtf8();
    } else if (action == u"state") {
        return {{QStringLiteral("status"), QString::fromLatin1(m_variables.value("ups.status"))},
                {QStringLiteral("questions"), m_questions},
                {QStringLiteral("fault"), m_fault}};
    } else {
        return hal::EmulatorControl::refuseUnknown(request);
    }
    return {};
}

} // namespace kiosk::nut::emulator
