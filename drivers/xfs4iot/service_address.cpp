#include "service_address.h"

#include "message.h"

#include <kiosk/core/sealed_memory.h>

#include <QFile>
#include <QSslKey>

namespace kiosk::xfs4iot
{

namespace
{

constexpr qsizetype mostServices = 32, longestUri = 1024;

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(error::invalidData, QStringLiteral("%1: %2").arg(path, file.errorString()));
    return file.read(qsizetype(1024) * 1024);
}

Result<QSslKey> keyOf(const QString &path)
{
    auto bytes = contentOf(path);
    if (!bytes)
        return bytes.error();
    QSslKey key(*bytes, QSsl::Ec);
    if (key.isNull())
        key = QSslKey(*bytes, QSsl::Rsa);
    wipe(*bytes);
    if (key.isNull())
        return fail(error::invalidData, QStringLiteral("%1: no usable key").arg(path));
    return key;
}

Result<QList<QSslCertificate>> certificatesOf(const QString &path)
{
    const auto bytes = contentOf(path);
    if (!bytes)
        return bytes.error();
    const auto certificates = QSslCertificate::fromData(*bytes);
    if (certificates.isEmpty())
        return fail(error::invalidData, QStringLiteral("%1: no certificate").arg(path));
    return certificates;
}

Result<QSslConfiguration> tlsOf(const QJsonObject &settings)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    const QString authority = settings[u"ca"].toString(), own = settings[u"certificate"].toString(),
                  key = settings[u"key"].toString();
    if (!authority.isEmpty()) {
        const auto certificates = certificatesOf(authority);
        if (!certificates)
            return certificates.error();
        tls.setCaCertificates(*certificates);
    }
    if (own.isEmpty() != key.isEmpty())
        return fail(error::invalidData, QStringLiteral("certificate and key go together"));
    if (!own.isEmpty()) {
        const auto chain = certificatesOf(own);
        if (!chain)
            return chain.error();
        const auto secret = keyOf(key);
        if (!secret)
            return secret.error();
        tls.setLocalCertificateChain(*chain);
        tls.setPrivateKey(*secret);
    }
    return tls;
}

Status readUri(const QJsonObject &connect, QStringView name, QUrl &uri)
{
    if (connect[name].isUndefined())
        return {};
    const auto parsed = parseServiceUri(connect[name].toString());
    if (!parsed)
        return parsed.error();
    uri = *parsed;
    return {};
}

} // namespace

Result<QUrl> parseServiceUri(const QString &text)
{
    const QUrl uri(text.trimmed(), QUrl::StrictMode);
    const bool schemeFits = uri.scheme() == u"ws" || uri.scheme() == u"wss";
    if (text.size() > longestUri || !uri.isValid() || !schemeFits || uri.host().isEmpty())
        return fail(error::invalidData, QStringLiteral("no URI of a service: ws://host:port/path"));
    return uri;
}

Result<ServiceAddress> ServiceAddress::fromConfiguration(const hal::DeviceConfiguration &configuration)
{
    const QJsonObject &connect = configuration.connect;
    ServiceAddress address;
    KIOSK_TRY(readUri(connect, u"service", address.service));
    KIOSK_TRY(readUri(connect, u"publisher", address.publisher));
    address.publisherFile = connect[u"publisher_file"].toString();
    address.host = connect[u"host"].toString();
    address.match = connect[u"match"].toString();
    const auto tls = tlsOf(configuration.settings);
    if (!tls)
        return tls.error();
    address.tls = *tls;
    address.encrypted = !configuration.settings[u"ca"].toString().isEmpty();
    for (const auto &port : connect[u"ports"].toArray()) {
        if (port.toInt() < 1 || port.toInt() > 65535)
            return fail(error::invalidData, QStringLiteral("ports are 1 to 65535"));
        address.ports.append(port.toInt());
    }
    if (address.ports.isEmpty())
        address.ports = standardPorts(address.encrypted);
    if (address.service.isEmpty() && address.publisher.isEmpty() && address.publisherFile.isEmpty() &&
        address.host.isEmpty())
        return fail(error::invalidData,
                    QStringLiteral("connect needs service, publisher, publisher_file or host"));
    return address;
}

Result<QList<QUrl>> ServiceAddress::publishers() const
{
    if (!publisher.isEmpty())
        return QList<QUrl>{publisher};
    if (!publisherFile.isEmpty()) {
        const auto content = contentOf(publisherFile);
        if (!content)
            return fail(error::noDevice, content.error().detail);
        const auto uri = parseServiceUri(QString::fromUtf8(*content));
        if (!uri)
            return uri.error();
        return QList<QUrl>{*uri};
    }
    QList<QUrl> found;
    for (const int port : ports) {
        QUrl uri;
        uri.setScheme(encrypted ? QStringLiteral("wss") : QStringLiteral("ws"));
        uri.setHost(host);
        uri.setPort(port);
        uri.setPath(QStringLiteral("/xfs4iot/v1.0"));
        found.append(uri);
    }
    return found;
}

QList<QUrl> servicesIn(const QJsonObject &answer, const QUrl &publisher, const QString &match)
{
    QList<QUrl> services;
    for (const auto &entry : fieldOf(answer, u"services").toArray()) {
        const QString text = fieldOf(entry.toObject(), u"serviceURI").toString();
        const auto uri = parseServiceUri(text);
        if (!uri || (publisher.scheme() == u"wss" && uri->scheme() != u"wss") || !text.contains(match))
            continue;
        if (services.size() < mostServices && !services.contains(*uri))
            services.append(*uri);
    }
    return services;
}

QList<int> standardPorts(bool encrypted)
{
    QList<int> ports{encrypted ? 443 : 80};
    for (int port = 5846; port <= 5856; ++port)
        ports.append(port);
    return ports;
}

} // namespace kiosk::xfs4iot
