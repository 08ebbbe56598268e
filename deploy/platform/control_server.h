#pragma once

#include "platform_server.h"

#include <QLocalServer>

class QLocalSocket;

namespace kiosk::platform
{

/// The simulator's other side: what a scripted citizen reads on the telephone, and faults for tests and
/// training. JSON lines on a unix socket that only this user can open (README.md). Thread: the main one.
class ControlServer : public QObject
{
    Q_OBJECT

public:
    ControlServer(Simulator &simulator, PlatformServer &server, QObject *parent = nullptr);
    /// Errors: deviceBusy.
    [[nodiscard]] Status listen(const QString &socket);

private:
    void readLines(QLocalSocket *socket);
    [[nodiscard]] Result<QJsonObject> perform(const QJsonObject &command);
    [[nodiscard]] Result<QJsonObject> addFault(const QJsonObject &command);

    Simulator &m_simulator;
    PlatformServer &m_server;
    QLocalServer m_listener;
};

} // namespace kiosk::platform
