#include <kiosk/serviced/terminal_tls.h>

#include <kiosk/core/sealed_memory.h>

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

namespace kiosk::services
{

namespace
{

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(qint64(64) * 1024) : QByteArray();
}

} // namespace

Result<QSslConfiguration> terminalTls(const QString &certificates)
{
    const auto path = [&certificates](const char *name) {
        return certificates + QLatin1Char('/') + QLatin1String(name);
    };
    const QList<QSslCertificate> authorities = QSslCertificate::fromData(readFile(path("ca.crt")));
    const QList<QSslCertificate> own = QSslCertificate::fromData(readFile(path("terminal.crt")));
    QByteArray keyBytes = readFile(path("terminal.key"));
    QSslKey key(keyBytes, QSsl::Ec);
    if (key.isNull())
        key = QSslKey(keyBytes, QSsl::Rsa);
    wipe(keyBytes);
    if (authorities.isEmpty() || own.isEmpty() || key.isNull())
        return fail(error::invalidData,
                    QStringLiteral("%1: no usable ca.crt, terminal.crt, terminal.key").arg(certificates));

    QSslConfiguration tls;
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setCaCertificates(authorities);
    tls.setLocalCertificateChain(own);
    tls.setPrivateKey(key);
    return tls;
}

} // namespace kiosk::services
