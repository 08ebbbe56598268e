#include <kiosk/serviced/bundle_upload.h>

#include <kiosk/core/cancel.h>
#include <kiosk/serviced/terminal_tls.h>

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTimer>

#include <QCoro/QCoroNetworkReply>

#include <openssl/cms.h>
#include <openssl/objects.h>

#include <algorithm>

namespace kiosk::services
{

namespace
{

using Headers = QList<std::pair<QByteArray, QByteArray>>;

constexpr int created = 201, noContent = 204, ok = 200;
constexpr int notFound = 404, conflict = 409, gone = 410, tooLarge = 413, tooManyRequests = 429;

Error httpFailure(ErrorCode code, int status)
{
    return fail(code, QStringLiteral("HTTP %1").arg(status));
}

/// What a status that is no success means.
Error judge(int status)
{
    if (status == tooLarge)
        return httpFailure(error::supportTooLarge, status);
    const bool passes = status >= 500 || status == tooManyRequests || status == conflict;
    return httpFailure(passes ? error::supportUnreachable : error::supportRefused, status);
}

} // namespace

struct BundleUpload::Upload {
    QString name;
    QByteArray bundle;
    Progress progress;
    std::unique_ptr<QNetworkAccessManager> network;
    QUrl location; ///< of the upload; empty: there is none yet
    qint64 offset = 0;

    void tell(const char *stage) const
    {
        if (progress)
            progress(QLatin1String(stage), int(100 * offset / std::max<qint64>(1, bundle.size())));
    }
};

struct BundleUpload::Answer {
    int status = 0;       ///< 0: none
    bool refused = false; ///< the handshake failed
    QUrl location;
    qint64 offset = -1;
    QString failure;
};

Result<std::unique_ptr<BundleUpload>> BundleUpload::create(const QUrl &address, const QString &certificates,
                                                           const UploadPatience &patience)
{
    if (address.scheme() != u"https" || address.host().isEmpty())
        return fail(error::invalidData, QStringLiteral("support.upload is not https://host…"));
    const auto tls = terminalTls(certificates);
    if (!tls)
        return tls.error();
    return std::unique_ptr<BundleUpload>(new BundleUpload(address, *tls, patience));
}

void BundleUpload::close()
{
    m_closed = true;
    const auto replies = m_exchanges.findChildren<QNetworkReply *>();
    for (QNetworkReply *reply : replies)
        reply->abort();
}

QCoro::Task<Status> BundleUpload::send(QString name, QByteArray bundle, Progress progress)
{
    if (bundle.size() > largest)
        co_return fail(error::supportTooLarge, QStringLiteral("%1 bytes").arg(bundle.size()));
    if (!isEnveloped(bundle))
        co_return fail(error::invalidData, QStringLiteral("only what is encrypted may be sent"));
    const auto upload = std::make_shared<Upload>();
    upload->name = std::move(name);
    upload->bundle = std::move(bundle);
    upload->progress = std::move(progress);
    // Of this upload alone: what a connection left behind goes with it.
    upload->network = std::make_unique<QNetworkAccessManager>(&m_exchanges);
    upload->network->setProxy(QNetworkProxy::NoProxy);
    upload->network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);

    const Deadline end = Deadline::in(m_patience.all);
    Milliseconds pause = m_patience.firstPause;
    for (int failures = 0;;) {
        const qint64 before = upload->offset;
        Status sent = co_await attempt(upload);
        if (sent || sent.error().code != error::supportUnreachable || m_closed)
            co_return sent;
        failures = upload->offset > before ? 1 : failures + 1;
        if (failures >= m_patience.failures || end.left() <= pause)
            co_return sent;
        upload->tell("waiting");
        QTimer::singleShot(pause, &m_exchanges, [this] { m_paused.send(); });
        co_await m_paused.next();
        pause = std::min(2 * pause, m_patience.longestPause);
    }
}

/// As far as it gets on one connection.
QCoro::Task<Status> BundleUpload::attempt(std::shared_ptr<Upload> upload)
{
    Status ready;
    if (!upload->location.isEmpty())
        ready = co_await findOffset(upload);
    if (ready && upload->location.isEmpty())
        ready = co_await begin(upload);
    while (ready && upload->offset < upload->bundle.size()) {
        upload->tell("sending");
        ready = co_await sendPiece(upload);
    }
    if (ready)
        upload->tell("sending");
    co_return ready;
}

QCoro::Task<Status> BundleUpload::begin(std::shared_ptr<Upload> upload)
{
    upload->offset = 0;
    const Headers headers{{"Upload-Length", QByteArray::number(upload->bundle.size())},
                          {"Upload-Metadata", "filename " + upload->name.toUtf8().toBase64()}};
    const Answer answer = co_await exchange(upload, "POST", m_address, headers, {});
    if (answer.status == 0)
        co_return fail(answer.refused ? error::supportRefused : error::supportUnreachable, answer.failure);
    if (answer.status != created)
        co_return judge(answer.status);
    const QUrl location = m_address.resolved(answer.location);
    const bool same = location.scheme() == m_address.scheme() && location.host() == m_address.host() &&
                      location.port() == m_address.port();
    if (answer.location.isEmpty() || !same)
        co_return fail(error::supportRefused, QStringLiteral("the upload is not on this server"));
    upload->location = location;
    co_return Status();
}

QCoro::Task<Status> BundleUpload::findOffset(std::shared_ptr<Upload> upload)
{
    const Answer answer = co_await exchange(upload, "HEAD", upload->location, {}, {});
    if (answer.status == 0)
        co_return fail(error::supportUnreachable, answer.failure);
    if (answer.status == notFound || answer.status == gone) { // it has forgotten it: anew
        upload->location.clear();
        co_return Status();
    }
    if (answer.status != ok && answer.status != noContent)
        co_return judge(answer.status);
    if (answer.offset < 0 || answer.offset > upload->bundle.size())
        co_return fail(error::supportRefused, QStringLiteral("it does not say how far it is"));
    upload->offset = answer.offset;
    co_return Status();
}

QCoro::Task<Status> BundleUpload::sendPiece(std::shared_ptr<Upload> upload)
{
    const QByteArray bytes = upload->bundle.mid(upload->offset, piece);
    const Headers headers{{"Upload-Offset", QByteArray::number(upload->offset)},
                          {"Content-Type", "application/offset+octet-stream"}};
    const Answer answer = co_await exchange(upload, "PATCH", upload->location, headers, bytes);
    if (answer.status == 0)
        co_return fail(error::supportUnreachable, answer.failure);
    if (answer.status != noContent)
        co_return judge(answer.status);
    if (answer.offset <= upload->offset || answer.offset > upload->offset + bytes.size())
        co_return fail(error::supportRefused, QStringLiteral("it does not say how far it is"));
    upload->offset = answer.offset;
    co_return Status();
}

QCoro::Task<BundleUpload::Answer> BundleUpload::exchange(std::shared_ptr<Upload> upload, QByteArray verb,
                                                         QUrl url, Headers headers, QByteArray body)
{
    QNetworkRequest request(url);
    request.setSslConfiguration(m_tls);
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("bianmin"));
    request.setRawHeader("Tus-Resumable", "1.0.0");
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    Answer answer;
    if (m_closed) {
        answer.failure = QStringLiteral("closed");
        co_return answer;
    }
    const std::unique_ptr<QNetworkReply, QScopedPointerDeleteLater> reply(
        upload->network->sendCustomRequest(request, verb, body));
    QTimer::singleShot(m_patience.exchange, reply.get(), [reply = reply.get()] { reply->abort(); });
    co_await reply.get();
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.refused = reply->error() == QNetworkReply::SslHandshakeFailedError;
    answer.location = QUrl(QString::fromUtf8(reply->rawHeader("Location")));
    bool told = false;
    const qint64 offset = reply->rawHeader("Upload-Offset").toLongLong(&told);
    answer.offset = told ? offset : -1;
    answer.failure = reply->errorString();
    co_return answer;
}

std::unique_ptr<BundleUpload> uploadOf(const QString &address, const QString &certificates)
{
    if (address.isEmpty())
        return nullptr;
    auto upload = BundleUpload::create(QUrl(address), certificates);
    if (!upload)
        qWarning("support: %s", qPrintable(upload.error().detail));
    return upload ? *std::move(upload) : nullptr;
}

bool isEnveloped(const QByteArray &bytes)
{
    const auto *at = reinterpret_cast<const unsigned char *>(bytes.constData());
    const auto *end = at + bytes.size();
    const std::unique_ptr<CMS_ContentInfo, decltype(&CMS_ContentInfo_free)> content(
        d2i_CMS_ContentInfo(nullptr, &at, long(bytes.size())), &CMS_ContentInfo_free);
    return content && at == end && OBJ_obj2nid(CMS_get0_type(content.get())) == NID_pkcs7_enveloped;
}

} // namespace kiosk::services
