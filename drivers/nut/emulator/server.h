#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/result.h>

#include <QJsonObject>
#include <QLocalServer>
#include <QMap>

class QLocalSocket;

namespace kiosk::nut::emulator
{

/// upsd with one UPS, as a client sees it. Needs an event loop; thread: its own.
class Server
{
public:
    Server(QString path, QByteArray ups);

    /// Errors: noDevice (it cannot listen there).
    [[nodiscard]] Status start();
    void stop();
    [[nodiscard]] QJsonObject control(const QJsonObject &request);

private:
    void accept();
    void readable(QLocalSocket *client);
    void answer(QLocalSocket *client, const QByteArray &line);
    [[nodiscard]] QByteArray variables() const;

    QString m_path;
    QByteArray m_ups;
    QLocalServer m_server;
    QMap<QByteArray, QByteArray> m_variables;
    QString m_fault; ///< until cleared
    int m_questions = 0;
};

} // namespace kiosk::nut::emulator
