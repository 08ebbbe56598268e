#include "service_host.h"

#include <kiosk/hal/emulator_control.h>

#include <QFile>
#include <QSslKey>

#include <algorithm>

namespace kiosk::xfs4iot::emulator
{

namespace
{

const QString publisherPath = QStringLiteral("/xfs4iot/v1.0");

bool isOf(const Message &message, const char *interface)
{
    return message.name.startsWith(QLatin1String(interface) + QLatin1Char('.'), Qt::CaseInsensitive);
}

} // namespace

ServiceHost::ServiceHost(const Options &options) : m_options(options), m_devices(options.form) {}

ServiceHost::~ServiceHost()
{
    down();
    QFile::remove(m_options.publisherFile);
}

Status ServiceHost::listen()
{
    const auto mode = m_options.tls ? QWebSocketServer::SecureMode : QWebSocketServer::NonSecureMode;
    m_server = std::make_unique<QWebSocketServer>(QStringLiteral("emulator"), mode);
    if (m_options.tls)
        m_server->setSslConfiguration(*m_options.tls);
    if (!m_server->listen(QHostAddress::LocalHost, m_port))
        return fail(error::hardwareError, m_server->errorString());
    m_port = m_server->serverPort();
    connect(m_server.get(), &QWebSocketServer::newConnection, this, [this] { take(); });
    QFile file(m_options.publisherFile);
    const QString uri = QStringLiteral("%1://127.0.0.1:%2%3\n")
                            .arg(m_options.tls ? QStringLiteral("wss") : QStringLiteral("ws"))
                            .arg(m_port)
                            .arg(publisherPath);
    if (!m_options.publisherFile.isEmpty() &&
        (!file.open(QIODevice::WriteOnly) || file.write(uri.toUtf8()) < 0))
        return fail(error::hardwareError, file.errorString());
    return {};
}

void ServiceHost::take()
{
    while (QWebSocket *client = m_server->nextPendingConnection()) {
        client->setParent(this);
        ++m_connections;
        const auto certificate = client->sslConfiguration().peerCertificate();
        if (!certificate.isNull())
            m_peer = certificate.subjectInfo(QSslCertificate::CommonName).join(u' ');
        m_clients[client] = client->requestUrl().path().mid(publisherPath.size() + 1);
        connect(client, &QWebSocket::textMessageReceived, this,
                [this, client](const QString &text) { receive(client, text); });
        connect(client, &QWebSocket::disconnected, this, [this, client] {
            m_clients.remove(client);
            std::erase_if(m_pending, [&](const auto &one) { return one->client == client || !one->client; });
            client->deleteLater();
        });
    }
}

void ServiceHost::receive(QWebSocket *client, const QString &text)
{
    const auto command = parseMessage(text.toUtf8());
    const QString service = m_clients.value(client);
    if (!command || command->type != MessageType::Command)
        return;
    m_counts[command->name] = m_counts[command->name].toInt() + 1;
    if (command->isNamed(u"Common.Cancel"))
        return cancel(client, *command);
    const Fault fault = faultFor(*command);
    if (fault.name == u"no-acknowledge")
        return;
    if (fault.name == u"refuse")
        return acknowledge(client, *command, QStringLiteral("tooManyRequests"));
    const QPointer<QWebSocket> guarded(client);
    later(fault.name == u"slow" ? fault.ms : 0, [this, guarded, service, message = *command, fault] {
        if (guarded)
            begin(guarded, service, message, fault);
    });
}

void ServiceHost::begin(const QPointer<QWebSocket> &client, const QString &service, const Message &command,
                        const Fault &fault)
{
    acknowledge(client, command);
    if (service.isEmpty()) { // the publisher
        QJsonArray services;
        for (const QString &name : Devices::services())
            services.append(
                QJsonObject{{QStringLiteral("serviceURI"),
                             QStringLiteral("%1://127.0.0.1:%2%3/%4")
                                 .arg(m_options.tls ? QStringLiteral("wss") : QStringLiteral("ws"))
                                 .arg(m_port)
                                 .arg(publisherPath, name)}});
        return end(client, command,
                   {QStringLiteral("success"), {}, {{QStringLiteral("services"), services}}});
    }
    if (fault.name == u"error")
        return end(client, command, {fault.completionCode, fault.errorCode});
    const auto outcome = execute(client, service, command, false);
    if (!outcome && fault.name.isEmpty())
        return hold(client, service, command);
    endWith(client, service, command, outcome.value_or(Outcome{}), fault);
}

void ServiceHost::endWith(const QPointer<QWebSocket> &client, const QString &service, const Message &command,
                          const Outcome &outcome, const Fault &fault)
{
    Message stranger = command;
    stranger.requestId = command.requestId + 1000;
    if (fault.name == u"drop")
        return client->abort();
    if (fault.name == u"garbage") {
        client->sendTextMessage(QStringLiteral("{\"header\":{\"type\":\"completion\""));
    } else if (fault.name == u"deep") {
        client->sendTextMessage(QString(100, u'[') + QString(100, u']'));
    } else if (fault.name == u"binary") {
        client->sendBinaryMessage("\x01\x02");
    } else if (fault.name == u"flood") {
        for (int i = 0; i < 1000; ++i)
            tellNews(service, {});
    } else if (fault.name == u"wrong-name") {
        stranger.requestId = command.requestId;
        stranger.name = QStringLiteral("Storage.GetStorage");
        end(client, stranger, outcome);
    } else if (fault.name == u"late") {
        auto late = std::make_unique<Pending>(Pending{client, service, command, true});
        Pending *const waiting = late.get();
        m_pending.push_back(std::move(late));
        later(fault.ms, [this, waiting, outcome] {
            const auto found = std::find_if(m_pending.begin(), m_pending.end(),
                                            [&](const auto &one) { return one.get() == waiting; });
            if (found == m_pending.end())
                return;
            end(waiting->client, waiting->command, outcome);
            m_pending.erase(found);
        });
    } else {
        if (fault.name == u"stranger") {
            end(client, stranger, outcome);
            stranger.type = MessageType::Event;
            stranger.name = QStringLiteral("BarcodeReader.NothingEvent");
            send(client, stranger);
        }
        if (fault.name == u"contradict")
            contradict(service);
        end(client, command, outcome);
        if (fault.name == u"duplicate")
            end(client, command, outcome);
    }
}

void ServiceHost::hold(const QPointer<QWebSocket> &client, const QString &service, const Message &command)
{
    auto held = std::make_unique<Pending>(Pending{client, service, command});
    if (command.timeout > 0) {
        held->timer = std::make_unique<QTimer>();
        held->timer->setSingleShot(true);
        connect(held->timer.get(), &QTimer::timeout, this, [this, waiting = held.get()] {
            end(waiting->client, waiting->command, {QStringLiteral("timeOut")});
            later(0, [this, waiting] {
                std::erase_if(m_pending, [&](const auto &one) { return one.get() == waiting; });
            });
        });
        held->timer->start(command.timeout);
    }
    m_pending.push_back(std::move(held));
}

void ServiceHost::wake()
{
    for (size_t at = 0; at < m_pending.size();) {
        const auto &one = m_pending[at];
        const bool reads =
            one->command.isNamed(u"BarcodeReader.Read") || one->command.isNamed(u"Biometric.Read");
        const bool waits = reads && !one->stubborn && one->client;
        const auto outcome = waits ? execute(one->client, one->service, one->command, true) : std::nullopt;
        if (!outcome) {
            ++at;
            continue;
        }
        end(one->client, one->command, *outcome);
        m_pending.erase(m_pending.begin() + qsizetype(at));
    }
}

std::optional<Outcome> ServiceHost::execute(QWebSocket *client, const QString &service,
                                            const Message &command, bool again)
{
    auto outcome = m_devices.execute(service, command, again);
    Message event = command;
    event.type = MessageType::Event;
    event.payload = {};
    for (const QString &name : m_devices.takeEvents()) {
        event.name = name;
        send(client, event);
    }
    return outcome;
}

void ServiceHost::cancel(QWebSocket *client, const Message &command)
{
    acknowledge(client, command);
    end(client, command, {});
    const QJsonValue ids = fieldOf(command.payload, u"requestIds");
    std::erase_if(m_pending, [&](const auto &one) {
        const bool meant = ids.isNull() || ids.toArray().contains(one->command.requestId);
        if (one->client != client || one->stubborn || !meant)
            return false;
        end(client, one->command, {QStringLiteral("canceled")});
        return true;
    });
}

void ServiceHost::acknowledge(QWebSocket *client, const Message &command, const QString &status) const
{
    Message message = command;
    message.type = MessageType::Acknowledge;
    message.status = status;
    message.payload = {};
    send(client, message);
}

void ServiceHost::end(QWebSocket *client, const Message &command, const Outcome &outcome) const
{
    Message message = command;
    message.type = MessageType::Completion;
    message.completionCode = outcome.completionCode;
    message.errorCode = outcome.errorCode;
    message.payload = outcome.payload;
    send(client, message);
}

void ServiceHost::send(QWebSocket *client, Message message) const
{
    message.form = m_options.form;
    if (client != nullptr)
        client->sendTextMessage(QString::fromUtf8(encodeMessage(message)));
}

void ServiceHost::tellNews(const QString &service, const QJsonObject &delta) const
{
    Message message;
    message.type = MessageType::Unsolicited;
    message.name = QStringLiteral("Common.StatusChangedEvent");
    message.payload = delta;
    for (auto client = m_clients.begin(); client != m_clients.end(); ++client)
        if (*client == service)
            send(client.key(), message);
}

/// What the next answer denies, and what is no delta at all.
void ServiceHost::contradict(const QString &service) const
{
    const QString bad = QStringLiteral("hardwareError");
    tellNews(service, {{QStringLiteral("common"), QJsonObject{{QStringLiteral("device"), bad}}},
                       {QStringLiteral("cardReader"),
                        QJsonObject{{QStringLiteral("media"), QStringLiteral("notPresent")}}}});
    tellNews(service, {{QStringLiteral("common"), 7}, {QStringLiteral("cardReader"), QJsonArray{1}}});
}

void ServiceHost::later(int ms, std::function<void()> what)
{
    if (ms <= 0)
        QMetaObject::invokeMethod(this, std::move(what), Qt::QueuedConnection);
    else
        QTimer::singleShot(ms, this, std::move(what));
}

void ServiceHost::down()
{
    if (m_server)
        m_server->close();
    m_pending.clear();
    const auto clients = m_clients.keys();
    m_clients.clear();
    for (QWebSocket *client : clients) {
        client->disconnect(this);
        client->abort();
        client->deleteLater();
    }
}

ServiceHost::Fault ServiceHost::faultFor(const Message &command)
{
    for (qsizetype at = 0; at < m_faults.size(); ++at) {
        Fault &fault = m_faults[at];
        const bool meant = fault.command.isEmpty()
                               ? !isOf(command, "Common") && !isOf(command, "ServicePublisher")
                               : command.isNamed(fault.command);
        if (!meant)
            continue;
        Fault met = fault;
        if (--fault.count == 0)
            m_faults.removeAt(at);
        return met;
    }
    return {};
}

QJsonObject ServiceHost::control(const QJsonObject &request)
{
    const QString what = request[u"do"].toString();
    if (what == u"state")
        return state();
    if (what == u"fault") {
        m_faults.append({request[u"name"].toString(), request[u"command"].toString(),
                         request[u"count"].toInt(1), request[u"ms"].toInt(300),
                         request[u"completionCode"].toString(QStringLiteral("hardwareError")),
                         request[u"errorCode"].toString()});
        return {};
    }
    if (what == u"clear") {
        m_faults.clear();
        return {};
    }
    if (what == u"down" || what == u"unplug" || what == u"disconnect") {
        down();
        const Status up = what == u"disconnect" ? listen() : Status();
        return up ? QJsonObject{} : hal::EmulatorControl::refuse(up.error().detail);
    }
    if (what == u"up" || what == u"plug") {
        const Status up = listen();
        return up ? QJsonObject{} : hal::EmulatorControl::refuse(up.error().detail);
    }
    QHash<QString, QJsonObject> news;
    const auto reply = m_devices.control(request, news);
    if (!reply)
        return hal::EmulatorControl::refuse(QStringLiteral("no such request"));
    for (auto delta = news.begin(); delta != news.end(); ++delta)
        tellNews(delta.key(), *delta);
    wake();
    return *reply;
}

QJsonObject ServiceHost::state() const
{
    QJsonObject state = m_devices.state();
    state.insert(QStringLiteral("commands"), m_counts);
    state.insert(QStringLiteral("connections"), m_connections);
    state.insert(QStringLiteral("clients"), m_clients.size());
    state.insert(QStringLiteral("waiting"), int(m_pending.size()));
    state.insert(QStringLiteral("peer"), m_peer);
    return state;
}

} // namespace kiosk::xfs4iot::emulator
