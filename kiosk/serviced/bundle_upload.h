#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/pulse.h>
#include <kiosk/core/result.h>

#include <QObject>
#include <QSslConfiguration>
#include <QUrl>

#include <QCoro/QCoroTask>

#include <functional>
#include <memory>

class QNetworkAccessManager;

namespace kiosk::services
{

/// How long a bundle is tried to be sent.
struct UploadPatience {
    Milliseconds exchange{30'000}; ///< for one piece and its answer
    Milliseconds firstPause{1'000};
    Milliseconds longestPause{30'000}; ///< pauses double up to it
    int failures = 6;                  ///< in a row, without a byte more at the other end
    Milliseconds all{600'000};
};

/// Sends support bundles to the maker's server: HTTPS with this terminal's certificate, in pieces, by the
/// protocol tus 1.0 (POST makes an upload, PATCH adds to it, HEAD tells how far it is), so that what a broken
/// connection left is gone on with. Only what is encrypted is sent: CMS enveloped data (RFC 5652), and
/// nothing else. Thread: the main one; asynchronous.
class BundleUpload
{
public:
    static constexpr qsizetype largest = qsizetype(64) * 1024 * 1024;
    static constexpr qsizetype piece = qsizetype(64) * 1024;

    /// address: https://host…, where uploads are made; certificates: as for terminalTls(). Errors:
    /// invalidData.
    [[nodiscard]] static Result<std::unique_ptr<BundleUpload>>
    create(const QUrl &address, const QString &certificates, const UploadPatience &patience = {});
    ~BundleUpload() { close(); }
    BundleUpload(const BundleUpload &) = delete;
    BundleUpload &operator=(const BundleUpload &) = delete;

    /// stage: "sending", or "waiting" for the next attempt; percent of the bytes that have arrived.
    using Progress = std::function<void(const QString &stage, int percent)>;
    /// Errors: invalidData (not encrypted), supportTooLarge (for us or for the server), supportRefused (it
    /// does not take it, or not from this terminal), supportUnreachable (after all attempts).
    [[nodiscard]] QCoro::Task<Status> send(QString name, QByteArray bundle, Progress progress);
    /// Ends what is under way as if the network were gone.
    void close();

private:
    struct Upload;
    struct Answer;

    BundleUpload(QUrl address, const QSslConfiguration &tls, const UploadPatience &patience)
        : m_address(std::move(address)), m_tls(tls), m_patience(patience)
    {
    }
    [[nodiscard]] QCoro::Task<Status> attempt(std::shared_ptr<Upload> upload);
    [[nodiscard]] QCoro::Task<Status> begin(std::shared_ptr<Upload> upload);
    [[nodiscard]] QCoro::Task<Status> findOffset(std::shared_ptr<Upload> upload);
    [[nodiscard]] QCoro::Task<Status> sendPiece(std::shared_ptr<Upload> upload);
    [[nodiscard]] QCoro::Task<Answer> exchange(std::shared_ptr<Upload> upload, QByteArray verb, QUrl url,
                                               QList<std::pair<QByteArray, QByteArray>> headers,
                                               QByteArray body);

    QUrl m_address;
    QSslConfiguration m_tls;
    UploadPatience m_patience;
    QObject m_exchanges; ///< parent of what is under way
    Pulse m_paused;      ///< the pause before the next attempt is over
    bool m_closed = false;
};

/// The upload of a terminal whose devices.yaml has this address; null where it has none, or where nothing can
/// be sent to it, which the log says: the terminal serves citizens all the same.
[[nodiscard]] std::unique_ptr<BundleUpload> uploadOf(const QString &address, const QString &certificates);

/// Whether that is CMS enveloped data, from its first byte to its last. Pure; thread: any.
[[nodiscard]] bool isEnveloped(const QByteArray &bytes);

} // namespace kiosk::services
