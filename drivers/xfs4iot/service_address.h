#pragma once

#include <kiosk/hal/device.h>

#include <QSslConfiguration>
#include <QUrl>

namespace kiosk::xfs4iot
{

/// Where a service is: `connect` of devices.yaml, and the certificates of `settings`.
struct ServiceAddress {
    QUrl service;          ///< the service itself, or empty: asked of a publisher
    QUrl publisher;        ///< its address
    QString publisherFile; ///< or a file with it
    QString host;          ///< or the host, where it is at one of `ports`
    QList<int> ports;
    QString match; ///< part of the URI of the service that is meant
    QSslConfiguration tls;
    bool encrypted = false; ///< a host is spoken to by wss only

    /// Reads the certificates, too. Errors: invalidData.
    [[nodiscard]] static Result<ServiceAddress>
    fromConfiguration(const hal::DeviceConfiguration &configuration);

    /// Where a publisher may be, in the order in which it is asked. Errors: noDevice (no such file),
    /// invalidData (no URI in it).
    [[nodiscard]] Result<QList<QUrl>> publishers() const;
};

/// A ws or wss URI with a host. Errors: invalidData. Pure; thread: any.
[[nodiscard]] Result<QUrl> parseServiceUri(const QString &text);

/// The services of an answer to ServicePublisher.GetServices, without those that are no URI, do not match, or
/// lead from wss to ws; at most 32. Pure; thread: any.
[[nodiscard]] QList<QUrl> servicesIn(const QJsonObject &answer, const QUrl &publisher, const QString &match);

/// XFS4IoT (CWA 17852): 80 and 443, then 5846 to 5856; 443 is for wss, 80 for ws. Pure; thread: any.
[[nodiscard]] QList<int> standardPorts(bool encrypted);

} // namespace kiosk::xfs4iot
