#pragma once

#include "devices.h"

#include <kiosk/core/clock.h>
#include <kiosk/core/result.h>

#include <QPointer>
#include <QSslConfiguration>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketServer>

#include <memory>

namespace kiosk::xfs4iot::emulator
{

/// A publisher and its services on one port of the loopback, each at its own path, and all that may go wrong
/// between them and a client. Thread: one, with an event loop.
class ServiceHost : public QObject
{
public:
    struct Options {
        HeaderForm form = HeaderForm::Header;
        QString publisherFile;                     ///< where the publisher's URI is written
        std::optional<QSslConfiguration> tls = {}; ///< wss, with a certificate of the client asked for
    };
    explicit ServiceHost(const Options &options);
    ~ServiceHost() override;

    /// Errors: hardwareError (no port, no file).
    [[nodiscard]] Status listen();
    /// A request of the control socket.
    [[nodiscard]] QJsonObject control(const QJsonObject &request);

private:
    /// A command that has not ended.
    struct Pending {
        QPointer<QWebSocket> client;
        QString service;
        Message command;
        bool stubborn = false; ///< passes a cancel over
        std::unique_ptr<QTimer> timer = {};
    };
    struct Fault {
        QString name;
        QString command; ///< which one it meets; empty = any of a device
        int count = 1;
        int ms = 0;
        QString completionCode = {}, errorCode = {};
    };

    void take();
    void receive(QWebSocket *client, const QString &text);
    void begin(const QPointer<QWebSocket> &client, const QString &service, const Message &command,
               const Fault &fault);
    void cancel(QWebSocket *client, const Message &command);
    void acknowledge(QWebSocket *client, const Message &command, const QString &status = {}) const;
    void end(QWebSocket *client, const Message &command, const Outcome &outcome) const;
    /// Its end, or nothing; its events are told.
    std::optional<Outcome> execute(QWebSocket *client, const QString &service, const Message &command,
                                   bool again);
    void endWith(const QPointer<QWebSocket> &client, const QString &service, const Message &command,
                 const Outcome &outcome, const Fault &fault);
    void hold(const QPointer<QWebSocket> &client, const QString &service, const Message &command);
    void later(int ms, std::function<void()> what);
    /// Tries again what waited for a code, for a finger.
    void wake();
    void send(QWebSocket *client, Message message) const;
    void tellNews(const QString &service, const QJsonObject &delta) const;
    void contradict(const QString &service) const;
    void down();
    [[nodiscard]] Fault faultFor(const Message &command);
    [[nodiscard]] QJsonObject state() const;

    Options m_options;
    Devices m_devices;
    std::unique_ptr<QWebSocketServer> m_server;
    quint16 m_port = 0;
    QHash<QWebSocket *, QString> m_clients; ///< and their services
    std::vector<std::unique_ptr<Pending>> m_pending;
    QList<Fault> m_faults;
    QJsonObject m_counts; ///< commands by name
    int m_connections = 0;
    QString m_peer; ///< the name in the last client's certificate
};

} // namespace kiosk::xfs4iot::emulator
