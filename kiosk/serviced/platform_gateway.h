#pragma once

#include <kiosk/serviced/platform_profile.h>
#include <kiosk/serviced/subject.h>

#include <QObject>
#include <QSslConfiguration>
#include <QUrl>

#include <QCoro/QCoroTask>

namespace kiosk::services
{

struct PlatformCall {
    QString operation; ///< canonical name
    QString caseNumber;
    std::shared_ptr<const Subject> subject; ///< may be null where the operation has none
    QJsonObject arguments;
    Milliseconds timeout{60000}; ///< for all attempts together; the profile's own limit counts too
};

/// The only way out to a department platform: HTTPS with this terminal's certificate, trusting one authority
/// and no other, no proxy, redirect, cookie or cache. An operation that the profile calls idempotent is asked
/// once more when the connection failed; any other is sent once, whatever happens. Thread: the main one;
/// asynchronous.
class PlatformGateway
{
public:
    struct Options {
        QUrl address;         ///< https://host:port, no path
        QString terminal;     ///< the CN of its certificate
        QString certificates; ///< folder with ca.crt, terminal.crt, terminal.key
    };

    /// With a profile of that name, or file. Errors: invalidData (profile, certificates, address).
    [[nodiscard]] static Result<std::unique_ptr<PlatformGateway>>
    create(const Options &options, const QString &profile, const Clock &clock);
    [[nodiscard]] static Result<std::unique_ptr<PlatformGateway>>
    create(const Options &options, PlatformProfile profile, const Clock &clock);

    [[nodiscard]] const PlatformProfile &profile() const { return m_profile; }

    /// Errors: unsupportedCommand, invalidData (arguments); platformUnreachable, platformTimeOut,
    /// platformInvalid, platformRefused, noRecord … (codes of the profile). platformUncertain: an operation
    /// that is not idempotent was sent, and there is no usable answer; it may have happened.
    [[nodiscard]] QCoro::Task<Result<Payload>> call(PlatformCall call);
    /// Ends what is under way, before this returns, and what is asked from now on: whoever waits gets an
    /// error as if the connection had ended. For its owner's destructor.
    void close();

private:
    /// What one attempt came to.
    struct Exchange {
        bool sent = false; ///< the platform may have seen it
        bool timedOut = false;
        bool complete = false;
        int status = 0;
        QByteArray body;
        QString failure;
    };

    PlatformGateway(Options options, PlatformProfile profile, const Clock &clock,
                    const QSslConfiguration &tls);
    [[nodiscard]] QCoro::Task<Exchange> exchange(QByteArray method, QString path, QByteArray body,
                                                 Milliseconds timeout);
    [[nodiscard]] Result<Payload> judge(const ProfileOperation &operation, const Exchange &exchange) const;

    Options m_options;
    PlatformProfile m_profile;
    const Clock &m_clock;
    QSslConfiguration m_tls;
    QObject m_exchanges; ///< parent of what is under way
    bool m_closed = false;
};

} // namespace kiosk::services
