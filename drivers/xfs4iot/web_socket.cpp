#include "web_socket.h"

#include "message.h"

#include <QNetworkProxy>
#include <QThread>
#include <QWebSocket>

#include <condition_variable>
#include <deque>
#include <mutex>

namespace kiosk::xfs4iot
{

namespace
{

/// How often a waiting call looks at its cancel token.
constexpr Milliseconds lookInterval{20};
/// Of messages that nobody has asked for yet. A service that sends more between two questions is broken.
constexpr size_t mostWaiting = 256;
constexpr qsizetype mostWaitingBytes = 2 * longestMessage;

} // namespace

/// What both threads know.
struct WebSocket::Shared {
    enum class State { Closed, Opening, Open };

    mutable std::mutex mutex;
    std::condition_variable changed;
    State state = State::Closed;
    unsigned connection = 0; ///< which one is meant: what an older one still says is passed over
    Error reason = fail(error::noDevice, QStringLiteral("not connected"));
    std::deque<QByteArray> waiting;
    qsizetype waitingBytes = 0;

    QThread thread;
    Worker *worker = nullptr;

    void ended(unsigned which, const Error &why)
    {
        const std::lock_guard lock(mutex);
        if (which != connection || state == State::Closed)
            return;
        state = State::Closed;
        reason = why;
        changed.notify_all();
    }

    /// False: there is no room.
    [[nodiscard]] bool arrived(unsigned which, const QByteArray &text)
    {
        const std::lock_guard lock(mutex);
        if (which != connection)
            return true;
        if (waiting.size() == mostWaiting || waitingBytes + text.size() > mostWaitingBytes)
            return false;
        waitingBytes += text.size();
        waiting.push_back(text);
        changed.notify_all();
        return true;
    }

    /// Waits until `done`, or the call should end.
    template <typename Done>
    [[nodiscard]] Status await(std::unique_lock<std::mutex> &lock, const hal::OperationContext &context,
                               Done done)
    {
        while (!done()) {
            KIOSK_TRY(context.check());
            changed.wait_for(lock, std::min(lookInterval, context.deadline.left()), done);
        }
        return {};
    }
};

/// Lives on the thread; its slots are called by posting to it.
class WebSocket::Worker : public QObject
{
public:
    explicit Worker(Shared &shared) : m_shared(shared) {}
    ~Worker() override { drop(); }

    void open(unsigned which, const QUrl &url, const QSslConfiguration &tls)
    {
        drop();
        m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
        m_socket->setProxy(QNetworkProxy::NoProxy);
        m_socket->setMaxAllowedIncomingFrameSize(quint64(longestMessage));
        m_socket->setMaxAllowedIncomingMessageSize(quint64(longestMessage));
        m_socket->setSslConfiguration(tls);
        connect(m_socket, &QWebSocket::connected, this, [this, which] {
            const std::lock_guard lock(m_shared.mutex);
            if (which == m_shared.connection)
                m_shared.state = Shared::State::Open;
            m_shared.changed.notify_all();
        });
        connect(m_socket, &QWebSocket::textMessageReceived, this, [this, which](const QString &text) {
            const QByteArray message = text.toUtf8();
            hal::tellBytes(hal::Way::In, message);
            if (!m_shared.arrived(which, message))
                refuse(which, "more messages than anybody asked for");
        });
        connect(m_socket, &QWebSocket::binaryMessageReceived, this,
                [this, which] { refuse(which, "a binary message"); });
        connect(m_socket, &QWebSocket::sslErrors, this, [this, which](const QList<QSslError> &errors) {
            m_shared.ended(which, fail(error::authorisationRequired,
                                       QStringLiteral("TLS: ") + errors.constFirst().errorString()));
        });
        connect(m_socket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this,
                [this, which](QAbstractSocket::SocketError code) { failed(which, code); });
        connect(m_socket, &QWebSocket::disconnected, this, [this, which] {
            const bool tooBig = m_socket->closeCode() == QWebSocketProtocol::CloseCodeTooMuchData;
            m_shared.ended(which,
                           tooBig ? fail(error::protocolError, QStringLiteral("a message that is too long"))
                                  : fail(error::noDevice, QStringLiteral("the service has gone")));
        });
        m_socket->open(url);
    }

    void send(const QByteArray &text)
    {
        if (m_socket == nullptr)
            return;
        hal::tellBytes(hal::Way::Out, text);
        m_socket->sendTextMessage(QString::fromUtf8(text));
    }

    void drop()
    {
        if (m_socket == nullptr)
            return;
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket->deleteLater();
        m_socket = nullptr;
    }

private:
    void failed(unsigned which, QAbstractSocket::SocketError code)
    {
        const QString text = m_socket->errorString();
        const bool tls = code == QAbstractSocket::SslHandshakeFailedError ||
                         code == QAbstractSocket::SslInternalError ||
                         code == QAbstractSocket::SslInvalidUserDataError ||
                         text.contains(QLatin1String("ssl"), Qt::CaseInsensitive);
        m_shared.ended(which, fail(tls ? error::authorisationRequired : error::noDevice, text));
    }

    void refuse(unsigned which, const char *what)
    {
        m_shared.ended(which, fail(error::protocolError, QLatin1String(what)));
        drop();
    }

    Shared &m_shared;
    QWebSocket *m_socket = nullptr;
};

WebSocket::WebSocket() : m_shared(std::make_unique<Shared>())
{
    m_shared->worker = new Worker(*m_shared);
    m_shared->worker->moveToThread(&m_shared->thread);
    QObject::connect(&m_shared->thread, &QThread::finished, m_shared->worker, &QObject::deleteLater);
    m_shared->thread.setObjectName(QStringLiteral("xfs4iot"));
    m_shared->thread.start();
}

WebSocket::~WebSocket()
{
    m_shared->thread.quit();
    m_shared->thread.wait();
}

Status WebSocket::open(const QUrl &url, const QSslConfiguration &tls, const hal::OperationContext &context)
{
    std::unique_lock lock(m_shared->mutex);
    const unsigned which = ++m_shared->connection;
    m_shared->state = Shared::State::Opening;
    m_shared->waiting.clear();
    m_shared->waitingBytes = 0;
    QMetaObject::invokeMethod(
        m_shared->worker, [worker = m_shared->worker, which, url, tls] { worker->open(which, url, tls); },
        Qt::QueuedConnection);
    const Status waited =
        m_shared->await(lock, context, [this] { return m_shared->state != Shared::State::Opening; });
    if (waited && m_shared->state == Shared::State::Open)
        return {};
    const Error reason = waited ? m_shared->reason : waited.error();
    lock.unlock();
    close();
    return reason;
}

void WebSocket::close()
{
    const std::lock_guard lock(m_shared->mutex);
    ++m_shared->connection;
    m_shared->state = Shared::State::Closed;
    m_shared->reason = fail(error::noDevice, QStringLiteral("not connected"));
    m_shared->waiting.clear();
    m_shared->waitingBytes = 0;
    QMetaObject::invokeMethod(
        m_shared->worker, [worker = m_shared->worker] { worker->drop(); }, Qt::QueuedConnection);
}

bool WebSocket::isOpen() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->state == Shared::State::Open;
}

Status WebSocket::send(const QByteArray &text)
{
    const std::lock_guard lock(m_shared->mutex);
    if (m_shared->state != Shared::State::Open)
        return m_shared->reason;
    QMetaObject::invokeMethod(
        m_shared->worker, [worker = m_shared->worker, text] { worker->send(text); }, Qt::QueuedConnection);
    return {};
}

Result<QByteArray> WebSocket::receive(const hal::OperationContext &context)
{
    std::unique_lock lock(m_shared->mutex);
    KIOSK_TRY(m_shared->await(lock, context, [this] {
        return !m_shared->waiting.empty() || m_shared->state == Shared::State::Closed;
    }));
    if (m_shared->waiting.empty())
        return m_shared->reason;
    QByteArray text = std::move(m_shared->waiting.front());
    m_shared->waiting.pop_front();
    m_shared->waitingBytes -= text.size();
    return text;
}

} // namespace kiosk::xfs4iot
