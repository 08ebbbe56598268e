#pragma once

#include <kiosk/core/cancel.h>
#include <kiosk/core/result.h>

#include <QByteArray>

#include <cups/cups.h>

#include <memory>

namespace kiosk::cups
{

struct IppDelete {
    void operator()(ipp_t *message) const { ippDelete(message); }
};
using Ipp = std::unique_ptr<ipp_t, IppDelete>;

/// The message that `bytes` begin with; what follows it is left in them. Null where it is not whole. Pure.
[[nodiscard]] Ipp takeMessage(QByteArrayView &bytes);

/// Where an IPP printer (or a print server's queue, which is one too) is.
struct Endpoint {
    QByteArray host; ///< name, address, or the path of a domain socket
    int port = 631;
    bool encrypted = false;
    QByteArray resource; ///< "/ipp/print"
    QByteArray uri;      ///< printer-uri of its requests

    /// ipp://host:port/resource or ipps://… Errors: invalidData.
    [[nodiscard]] static Result<Endpoint> fromUri(const QString &uri);
    /// A queue of the server, a domain socket's path or host[:port]. Errors: invalidData.
    [[nodiscard]] static Result<Endpoint> ofQueue(const QString &server, const QString &queue);
};

/// How long a request may take and what ends it early.
struct Limit {
    Deadline deadline;
    CancelToken cancel = {};
};

/// Speaks IPP with one printer, over a connection of its own for each request: what is asked here is asked a
/// few times a second, and nothing then depends on what an earlier request left behind. Thread: one at a
/// time; blocks until the limit at most, a cancel ends it within about 100 ms.
class IppClient
{
public:
    IppClient(Endpoint endpoint, Milliseconds connectTime);

    [[nodiscard]] const Endpoint &endpoint() const { return m_endpoint; }

    /// A request with printer-uri and requesting-user-name in it.
    [[nodiscard]] Ipp request(ipp_op_t operation, const QByteArray &user) const;

    /// Sends it, with a document after it where there is one. The answer may be a refusal: see statusOf().
    /// What only asks is asked once more when the connection ends without an answer, as a busy printer's
    /// does. Errors: noDevice (nobody there, or gone before it answered), timeOut, canceled, protocolError.
    [[nodiscard]] Result<Ipp> ask(const Ipp &request, const Limit &limit,
                                  const QByteArray &document = {}) const;

private:
    [[nodiscard]] Result<Ipp> askOnce(const Ipp &request, const Limit &limit, const QByteArray &document,
                                      bool &reached) const;

    Endpoint m_endpoint;
    Milliseconds m_connectTime;
};

[[nodiscard]] inline ipp_status_t statusOf(const Ipp &answer)
{
    return ippGetStatusCode(answer.get());
}
[[nodiscard]] inline bool accepted(const Ipp &answer)
{
    return statusOf(answer) < IPP_STATUS_REDIRECTION_OTHER_SITE;
}
/// "client-error-not-found", for details of errors.
[[nodiscard]] QString statusText(const Ipp &answer);

} // namespace kiosk::cups
