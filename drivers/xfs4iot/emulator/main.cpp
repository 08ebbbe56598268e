#include "service_host.h"

#include <kiosk/hal/emulator_program.h>

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

using namespace kiosk;
using namespace kiosk::xfs4iot;
using namespace kiosk::xfs4iot::emulator;

namespace
{

/// Of a folder that make-certificates filled: who has no certificate of its authority is let in by nobody.
QSslConfiguration tlsFrom(const QString &folder)
{
    QFile key(folder + QStringLiteral("/server.key"));
    (void)key.open(QIODevice::ReadOnly);
    QSslConfiguration tls;
    tls.setLocalCertificateChain(QSslCertificate::fromPath(folder + QStringLiteral("/server.crt")));
    tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
    tls.setCaCertificates(QSslCertificate::fromPath(folder + QStringLiteral("/ca.crt")));
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    return tls;
}

} // namespace

int main(int argc, char **argv)
{
    hal::EmulatorProgram program(argc, argv, "xfs4iot-emulator", "A publisher of XFS4IoT and its services");
    program.option("publisher-file", "where the publisher's URI is written");
    program.option("form", "2021 for the form of the first version");
    program.option("certificates",
                   "folder that make-certificates filled: wss, and clients with a certificate only");
    program.parse({});

    ServiceHost::Options wanted;
    wanted.publisherFile = program.text("publisher-file");
    if (program.text("form") == u"2021")
        wanted.form = HeaderForm::Payload;
    if (program.isSet("certificates"))
        wanted.tls = tlsFrom(program.text("certificates"));
    ServiceHost host(wanted);
    return program.run(host.listen(), [&](const QJsonObject &request) { return host.control(request); });
}
