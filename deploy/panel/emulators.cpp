#include "emulators.h"

#include <kiosk/core/paths.h>

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>

namespace kiosk::panel
{

static QString folder()
{
    return paths::run() + QStringLiteral("/emulators");
}

Emulators::Emulators(QObject *parent) : QObject(parent)
{
    refresh();
}

void Emulators::refresh()
{
    const QStringList found = QDir(folder())
                                  .entryList({QStringLiteral("*.sock")}, QDir::System, QDir::Name)
                                  .replaceInStrings(QStringLiteral(".sock"), QString());
    if (found != m_devices) {
        m_devices = found;
        Q_EMIT devicesChanged();
    }
    for (const QString &device : found)
        ask(device, {{QStringLiteral("do"),
                      device == u"platform" ? QStringLiteral("status") : QStringLiteral("state")}});
}

void Emulators::ask(const QString &device, const QVariantMap &request)
{
    auto *socket = new QLocalSocket(this);
    const QString action = request.value(QStringLiteral("do")).toString();
    connect(socket, &QLocalSocket::connected, this, [socket, request] {
        socket->write(QJsonDocument(QJsonObject::fromVariantMap(request)).toJson(QJsonDocument::Compact) +
                      '\n');
    });
    connect(socket, &QLocalSocket::readyRead, this, [this, socket, device, action] {
        if (!socket->canReadLine())
            return;
        Q_EMIT answered(device, action, QJsonDocument::fromJson(socket->readLine()).object().toVariantMap());
        socket->disconnectFromServer();
    });
    connect(socket, &QLocalSocket::errorOccurred, this, [this, socket, device, action] {
        if (socket->error() != QLocalSocket::PeerClosedError)
            Q_EMIT answered(
                device, action,
                {{QStringLiteral("ok"), false}, {QStringLiteral("error"), socket->errorString()}});
        socket->deleteLater();
    });
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    socket->connectToServer(folder() + u'/' + device + QStringLiteral(".sock"));
}

} // namespace kiosk::panel
