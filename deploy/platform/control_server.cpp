#include "control_server.h"

#include <kiosk/core/error_catalogue.h>

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLocalSocket>

namespace kiosk::platform
{

namespace
{
constexpr qint64 maximumLine = qint64(64) * 1024;
}

ControlServer::ControlServer(Simulator &simulator, PlatformServer &server, QObject *parent)
    : QObject(parent), m_simulator(simulator), m_server(server)
{
    m_listener.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_listener, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_listener.nextPendingConnection()) {
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] { readLines(socket); });
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
}

Status ControlServer::listen(const QString &socket)
{
    QDir().mkpath(QFileInfo(socket).absolutePath());
    QLocalServer::removeServer(socket);
    if (!m_listener.listen(socket))
        return fail(error::deviceBusy, QStringLiteral("%1: %2").arg(socket, m_listener.errorString()));
    return {};
}

void ControlServer::readLines(QLocalSocket *socket)
{
    while (socket->canReadLine()) {
        auto reply = perform(QJsonDocument::fromJson(socket->readLine(maximumLine)).object());
        QJsonObject object = reply ? *reply : QJsonObject{{QStringLiteral("message"), reply.error().detail}};
        object.insert(QStringLiteral("ok"), reply.ok());
        socket->write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
    }
    if (socket->bytesAvailable() > maximumLine)
        socket->abort();
}

Result<QJsonObject> ControlServer::perform(const QJsonObject &command)
{
    const QString what = command.value(u"do").toString();
    if (what == u"fault")
        return addFault(command);
    if (what == u"clear") {
        m_simulator.clearFaults();
        if (const Status started = m_server.start(); !started)
            return started.error();
        return QJsonObject{};
    }
    if (what == u"last-code") {
        const QString code = m_simulator.lastCode(command.value(u"id_number").toString());
        if (code.isEmpty())
            return fail(error::invalidData, QStringLiteral("no code has been sent"));
        return QJsonObject{{QStringLiteral("code"), code}};
    }
    if (what == u"calls") {
        QJsonObject calls;
        const auto counted = m_simulator.calls();
        for (auto call = counted.begin(); call != counted.end(); ++call)
            calls.insert(call.key(), *call);
        return QJsonObject{{QStringLiteral("calls"), calls}};
    }
    if (what == u"advance") {
        m_simulator.advance(Milliseconds(command.value(u"ms").toInteger()));
        return QJsonObject{};
    }
    if (what == u"inbox")
        return m_server.inbox().control(command);
    if (what == u"status") {
        QJsonObject status = m_simulator.records();
        status.insert(QStringLiteral("port"), m_server.port());
        return status;
    }
    return fail(
        error::invalidData,
        QStringLiteral("do: fault, clear, last-code, calls, advance, inbox or status, not '%1'").arg(what));
}

Result<QJsonObject> ControlServer::addFault(const QJsonObject &command)
{
    static const QHash<QString, Fault::Kind> kinds{
        {QStringLiteral("slow"), Fault::Kind::Slow},     {QStringLiteral("rubbish"), Fault::Kind::Rubbish},
        {QStringLiteral("half"), Fault::Kind::Half},     {QStringLiteral("drop"), Fault::Kind::Drop},
        {QStringLiteral("refuse"), Fault::Kind::Refuse}, {QStringLiteral("noRecord"), Fault::Kind::Refuse},
        {QStringLiteral("part"), Fault::Kind::Part}};
    const QString kind = command.value(u"kind").toString();
    if (kind == u"down") {
        m_server.stop();
        return QJsonObject{};
    }
    if (!kinds.contains(kind))
        return fail(error::invalidData, QStringLiteral("no such fault: '%1'").arg(kind));
    Fault fault;
    fault.kind = kinds.value(kind);
    fault.operation = command.value(u"operation").toString();
    fault.delay = Milliseconds(command.value(u"ms").toInteger(3000));
    fault.times = command.value(u"times").toInt(-1);
    fault.part = command.value(u"part").toString();
    if (fault.kind == Fault::Kind::Part && fault.part.isEmpty())
        return fail(error::invalidData, QStringLiteral("part: what is down?"));
    if (kind == u"noRecord")
        fault.code = error::noRecord;
    if (const QString code = command.value(u"code").toString(); !code.isEmpty()) {
        const ErrorEntry *entry = findError(code);
        if (entry == nullptr)
            return fail(error::invalidData, QStringLiteral("no such error code: '%1'").arg(code));
        fault.code = entry->code;
    }
    m_simulator.addFault(fault);
    return QJsonObject{};
}

} // namespace kiosk::platform
