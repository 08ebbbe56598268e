#include "ipp_client.h"

#include <QList>

#include <algorithm>
#include <array>
#include <cstring>

namespace kiosk::cups
{
namespace
{

constexpr Milliseconds slice = 100ms; // how often a blocked call looks at the cancel token
constexpr qsizetype largestAnswer = qsizetype(4) * 1024 * 1024;

struct HttpClose {
    void operator()(http_t *connection) const { httpClose(connection); }
};
using Http = std::unique_ptr<http_t, HttpClose>;

Status check(const Limit &limit)
{
    if (limit.cancel.canceled())
        return fail(error::canceled);
    if (limit.deadline.passed())
        return fail(error::timeOut);
    return {};
}

int goOn(http_t *, void *limit)
{
    return check(*static_cast<const Limit *>(limit)) ? 1 : 0;
}

const char *noPassword(const char *, http_t *, const char *, const char *, void *)
{
    return nullptr; // libcups would ask on the terminal
}

/// In slices, because libcups waits for a connection without looking at anything of ours. On a terminal's
/// network a connection that a slice is too short for is none.
Result<Http> connect(const Endpoint &endpoint, Deadline deadline, const Limit &limit)
{
    const auto encryption = endpoint.encrypted ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED;
    // Family by family: libcups gives a host up whose first address refuses. Its errno tells nothing, its
    // time does.
    const QList<int> families =
        endpoint.host.startsWith('/') ? QList<int>{AF_UNSPEC} : QList<int>{AF_INET, AF_INET6};
    while (true) {
        bool waited = false;
        for (const int family : families) {
            KIOSK_TRY(check(limit));
            const Deadline almost = Deadline::in(slice * 3 / 4);
            Http connection(httpConnect2(endpoint.host.constData(), endpoint.port, nullptr, family,
                                         encryption, 1, int(slice.count()), nullptr));
            if (connection != nullptr)
                return connection;
            waited |= almost.passed();
        }
        if (!waited || deadline.passed())
            return fail(error::noDevice, QStringLiteral("nobody answers at %1:%2")
                                             .arg(QString::fromUtf8(endpoint.host))
                                             .arg(endpoint.port));
    }
}

/// Why an exchange broke off.
Error broken(const Limit &limit, const char *what, const char *why)
{
    const Status state = check(limit);
    if (!state)
        return fail(state.error().code, QString::fromLatin1(what));
    return fail(error::noDevice, QStringLiteral("%1: %2").arg(QLatin1String(what), QString::fromUtf8(why)));
}

ssize_t takeBytes(void *rest, ipp_uchar_t *buffer, size_t size)
{
    auto *const bytes = static_cast<QByteArrayView *>(rest);
    const size_t count = std::min(size, size_t(bytes->size()));
    std::copy_n(bytes->data(), count, buffer);
    *bytes = bytes->sliced(qsizetype(count));
    return ssize_t(count);
}

/// All of it, and then its attributes: libcups' own way looks at the socket twice for each, and a printer is
/// asked every two seconds.
Result<Ipp> readAnswer(http_t *http, const Limit &limit)
{
    QByteArray body;
    std::array<char, 4096> piece{};
    ssize_t count = 0;
    while ((count = httpRead2(http, piece.data(), piece.size())) > 0) {
        if (body.size() + count > largestAnswer)
            return fail(error::protocolError, QStringLiteral("an IPP answer without end"));
        body.append(piece.data(), qsizetype(count));
    }
    if (count < 0)
        return broken(limit, "reading an answer", std::strerror(httpError(http)));
    QByteArrayView rest(body);
    Ipp answer = takeMessage(rest);
    if (answer == nullptr)
        return fail(error::protocolError, QStringLiteral("incomplete IPP answer"));
    return answer;
}

bool onlyAsks(ipp_op_t operation)
{
    return operation == IPP_OP_GET_PRINTER_ATTRIBUTES || operation == IPP_OP_GET_JOBS ||
           operation == IPP_OP_GET_JOB_ATTRIBUTES;
}

} // namespace

Ipp takeMessage(QByteArrayView &bytes)
{
    Ipp message(ippNew());
    if (ippReadIO(&bytes, takeBytes, 1, nullptr, message.get()) != IPP_STATE_DATA)
        message.reset();
    return message;
}

Result<Endpoint> Endpoint::fromUri(const QString &uri)
{
    std::array<char, 32> scheme{};
    std::array<char, 256> user{};
    std::array<char, 256> host{};
    std::array<char, 1024> resource{};
    int port = 0;
    const QByteArray text = uri.toUtf8();
    const auto status =
        httpSeparateURI(HTTP_URI_CODING_ALL, text.constData(), scheme.data(), scheme.size(), user.data(),
                        user.size(), host.data(), host.size(), &port, resource.data(), resource.size());
    const QByteArray name(scheme.data());
    if (status < HTTP_URI_STATUS_OK || (name != "ipp" && name != "ipps") || host[0] == '\0')
        return fail(error::invalidData, QStringLiteral("not an IPP address: %1").arg(uri));
    Endpoint endpoint;
    endpoint.host = host.data();
    endpoint.port = port > 0 ? port : 631;
    endpoint.encrypted = name == "ipps";
    endpoint.resource = resource.data();
    endpoint.uri = text;
    return endpoint;
}

Result<Endpoint> Endpoint::ofQueue(const QString &server, const QString &queue)
{
    Endpoint endpoint;
    endpoint.resource = "/printers/" + queue.toUtf8();
    endpoint.uri = "ipp://localhost" + endpoint.resource;
    if (server.startsWith(u'/')) {
        endpoint.host = server.toLocal8Bit();
        return endpoint;
    }
    const auto separated = fromUri(QStringLiteral("ipp://%1/").arg(server));
    if (!separated)
        return fail(error::invalidData,
                    QStringLiteral("server: neither a path nor host:port: %1").arg(server));
    endpoint.host = separated->host;
    endpoint.port = separated->port;
    return endpoint;
}

IppClient::IppClient(Endpoint endpoint, Milliseconds connectTime)
    : m_endpoint(std::move(endpoint)), m_connectTime(connectTime)
{
}

Ipp IppClient::request(ipp_op_t operation, const QByteArray &user) const
{
    Ipp message(ippNewRequest(operation));
    ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr,
                 m_endpoint.uri.constData());
    ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr,
                 user.constData());
    return message;
}

Result<Ipp> IppClient::ask(const Ipp &request, const Limit &limit, const QByteArray &document) const
{
    bool reached = false;
    auto answer = askOnce(request, limit, document, reached);
    if (!answer && answer.error().code == error::noDevice && reached &&
        onlyAsks(ippGetOperation(request.get())))
        answer = askOnce(request, limit, document, reached);
    return answer;
}

/// `reached`: there was somebody to connect to.
Result<Ipp> IppClient::askOnce(const Ipp &request, const Limit &limit, const QByteArray &document,
                               bool &reached) const
{
    auto connected = connect(m_endpoint, limit.deadline.orIn(m_connectTime), limit);
    if (!connected)
        return connected.error();
    reached = true;
    http_t *http = connected->get();
    Limit watched = limit;
    httpSetTimeout(http, double(slice.count()) / 1000, goOn, &watched);
    cupsSetPasswordCB2(noPassword, nullptr);

    const size_t length = ippLength(request.get()) + size_t(document.size());
    http_status_t status = cupsSendRequest(http, request.get(), m_endpoint.resource.constData(), length);
    // The document in pieces, so that a printer that stops reading cannot hold a cancel up.
    constexpr qsizetype piece = qsizetype(64) * 1024;
    for (qsizetype sent = 0; status == HTTP_STATUS_CONTINUE && sent < document.size(); sent += piece) {
        KIOSK_TRY(check(limit));
        status = cupsWriteRequestData(http, document.constData() + sent,
                                      size_t(std::min(piece, document.size() - sent)));
    }
    if (status != HTTP_STATUS_CONTINUE && status != HTTP_STATUS_OK)
        return broken(limit, "sending", cupsLastErrorString());

    while (status == HTTP_STATUS_CONTINUE)
        status = httpUpdate(http);
    if (status != HTTP_STATUS_OK)
        return broken(limit, "waiting for an answer", httpStatus(status));
    return readAnswer(http, limit);
}

QString statusText(const Ipp &answer)
{
    return QString::fromLatin1(ippErrorString(statusOf(answer)));
}

} // namespace kiosk::cups
