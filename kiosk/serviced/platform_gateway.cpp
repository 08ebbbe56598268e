#include <kiosk/serviced/platform_gateway.h>

#include <kiosk/serviced/terminal_tls.h>

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTimer>
#include <QUuid>

#include <QCoro/QCoroNetworkReply>

#include <algorithm>
#include <cstring>

namespace kiosk::services
{

namespace
{

/// A request body that can be read once. Qt's HTTP code sends a request again by itself when the connection
/// ends before the reply, POST or not (measured with 6.4: four times in all); with a body that cannot be
/// rewound it gives up.
class OneTimeBody : public QIODevice
{
public:
    explicit OneTimeBody(QByteArray bytes) : m_bytes(std::move(bytes))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    ~OneTimeBody() override { wipe(m_bytes); }
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool reset() override { return false; }
    [[nodiscard]] bool seek(qint64) override { return false; }
    [[nodiscard]] bool atEnd() const override { return m_offset == m_bytes.size(); }
    [[nodiscard]] qint64 bytesAvailable() const override { return m_bytes.size() - m_offset; }

protected:
    qint64 readData(char *data, qint64 maximum) override
    {
        const qint64 length = std::min<qint64>(maximum, m_bytes.size() - m_offset);
        if (length == 0)
            return -1;
        std::memcpy(data, m_bytes.constData() + m_offset, size_t(length));
        m_offset += length;
        return length;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qsizetype m_offset = 0;
};

} // namespace

Result<std::unique_ptr<PlatformGateway>> PlatformGateway::create(const Options &options,
                                                                 const QString &profile, const Clock &clock)
{
    auto loaded = PlatformProfile::load(profile);
    return loaded ? create(options, *std::move(loaded), clock) : loaded.error();
}

Result<std::unique_ptr<PlatformGateway>> PlatformGateway::create(const Options &options,
                                                                 PlatformProfile profile, const Clock &clock)
{
    if (options.address.scheme() != u"https" || options.address.host().isEmpty())
        return fail(error::invalidData, QStringLiteral("platform address is not https://host:port"));
    const auto tls = terminalTls(options.certificates);
    if (!tls)
        return tls.error();
    return std::unique_ptr<PlatformGateway>(new PlatformGateway(options, std::move(profile), clock, *tls));
}

PlatformGateway::PlatformGateway(Options options, PlatformProfile profile, const Clock &clock,
                                 const QSslConfiguration &tls)
    : m_options(std::move(options)), m_profile(std::move(profile)), m_clock(clock), m_tls(tls)
{
}

QCoro::Task<Result<Payload>> PlatformGateway::call(PlatformCall call)
{
    if (m_closed)
        co_return fail(error::platformUnreachable, QStringLiteral("closed"));
    const ProfileOperation *operation = m_profile.operation(call.operation);
    if (operation == nullptr)
        co_return fail(error::unsupportedCommand,
                       QStringLiteral("the platform has no %1").arg(call.operation));
    if (operation->subject && !call.subject)
        co_return fail(error::levelTooLow, QStringLiteral("%1 needs a subject").arg(call.operation));

    PlatformRequest request{{m_options.terminal, QUuid::createUuid().toString(QUuid::WithoutBraces),
                             m_clock.wall(), call.caseNumber,
                             call.subject ? call.subject->fields() : QJsonObject()},
                            call.arguments};
    auto body = m_profile.encodeRequest(*operation, request);
    request = {};
    if (!body)
        co_return body.error();

    const auto end = m_clock.monotonic() + std::min(call.timeout, operation->timeout);
    for (int attempt = 0;; ++attempt) {
        const auto left = std::chrono::duration_cast<Milliseconds>(end - m_clock.monotonic());
        Exchange exchange = co_await this->exchange(operation->method, operation->path, *body, left);
        auto result = judge(*operation, exchange);
        wipe(exchange.body);
        const bool again = operation->idempotent && attempt == 0 && !result && !m_closed &&
                           result.error().code == error::platformUnreachable && m_clock.monotonic() < end;
        if (again)
            continue;
        wipe(*body);
        co_return result;
    }
}

QCoro::Task<PlatformGateway::Exchange> PlatformGateway::exchange(QByteArray method, QString path,
                                                                 QByteArray body, Milliseconds timeout)
{
    QUrl url = m_options.address;
    url.setPath(path);
    QNetworkRequest request(url);
    request.setSslConfiguration(m_tls);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json; charset=utf-8"));
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("bianmin"));
    request.setRawHeader("Accept-Encoding", "identity"); // no decompression bombs
    // A connection that idled may be dead without our knowing, and a write sent into it would be left
    // uncertain.
    request.setRawHeader("Connection", "close");
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentLengthHeader, body.size());

    struct Ending {
        bool encrypted = false;
        bool timedOut = false;
        bool tooLong = false;
    };
    const auto ending = std::make_shared<Ending>();
    // One for each exchange: its thread keeps what it parsed of the certificates of every connection for as
    // long as it lives (Qt 6.4: 15 KiB a call). The reply and its body go with it.
    const std::unique_ptr<QNetworkAccessManager, QScopedPointerDeleteLater> network(
        new QNetworkAccessManager(&m_exchanges));
    network->setProxy(QNetworkProxy::NoProxy);
    network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    auto upload = std::make_unique<OneTimeBody>(std::move(body));
    QNetworkReply *reply = method == "GET" ? network->get(request) : network->post(request, upload.get());
    upload.release()->setParent(reply);
    QObject::connect(reply, &QNetworkReply::encrypted, reply, [ending] { ending->encrypted = true; });
    QObject::connect(reply, &QNetworkReply::downloadProgress, reply,
                     [ending, limit = m_profile.replyLimit(), reply](qint64 received, qint64) {
                         if (received > limit) {
                             ending->tooLong = true;
                             reply->abort();
                         }
                     });
    QTimer::singleShot(timeout, reply, [ending, reply] {
        ending->timedOut = true;
        reply->abort();
    });
    co_await reply;

    Exchange result;
    result.sent = ending->encrypted;
    result.timedOut = ending->timedOut;
    result.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (result.status != 0 && !ending->tooLong && !ending->timedOut)
        result.body = reply->readAll();
    const qint64 announced = reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    result.complete =
        reply->error() == QNetworkReply::NoError && (announced == 0 || announced == result.body.size());
    result.failure = ending->tooLong
                         ? QStringLiteral("reply longer than %1 bytes").arg(m_profile.replyLimit())
                         : reply->errorString();
    co_return result;
}

void PlatformGateway::close()
{
    m_closed = true;
    const auto replies = m_exchanges.findChildren<QNetworkReply *>();
    for (QNetworkReply *reply : replies)
        reply->abort();
}

Result<Payload> PlatformGateway::judge(const ProfileOperation &operation, const Exchange &exchange) const
{
    const auto failure = [&operation, &exchange](ErrorCode code) {
        const QString reason = exchange.status != 0 && exchange.status != 200
                                   ? QStringLiteral("HTTP %1").arg(exchange.status)
                                   : exchange.failure;
        return fail(code, QStringLiteral("%1: %2").arg(operation.name, reason));
    };
    const bool write = !operation.idempotent;
    if (!exchange.sent)
        return failure(exchange.timedOut ? error::platformTimeOut : error::platformUnreachable);
    if (exchange.status >= 400 && exchange.status < 500)
        return failure(error::platformInvalid); // refused unread: it has not happened
    if (exchange.status == 200 && exchange.complete) {
        auto payload = m_profile.decodeReply(operation, exchange.body);
        if (!payload && payload.error().code == error::platformInvalid && write)
            return fail(error::platformUncertain, payload.error().detail);
        return payload;
    }
    if (write)
        return failure(error::platformUncertain);
    if (exchange.timedOut)
        return failure(error::platformTimeOut);
    return failure(exchange.status == 200 || exchange.status == 0 || exchange.status >= 500
                       ? error::platformUnreachable
                       : error::platformInvalid);
}

} // namespace kiosk::services
