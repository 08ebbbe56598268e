#include "service_host.h"

#include <kiosk/core/log.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/end_signals.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

#include <cstdio>

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
    hal::EndSignals ends;

    QCoreApplication application(argc, argv);
    installLog(QStringLiteral("xfs4iot-emulator"));
    QCommandLineParser options;
    options.setApplicationDescription(QStringLiteral("A publisher of XFS4IoT with four services"));
    options.addHelpOption();
    const auto add = [&options](const char *name, const char *description) {
        options.addOption({QLatin1String(name), QLatin1String(description), QLatin1String(name)});
    };
    add("publisher-file", "where the publisher's URI is written");
    add("control", "socket to play with it");
    add("form", "2021 for the form of the first version");
    add("certificates", "folder that make-certificates filled: wss, and clients with a certificate only");
    options.process(application);
    const QString socket = options.value(QStringLiteral("control"));
    if (socket.isEmpty())
        options.showHelp(2);

    ServiceHost::Options wanted;
    wanted.publisherFile = options.value(QStringLiteral("publisher-file"));
    if (options.value(QStringLiteral("form")) == u"2021")
        wanted.form = HeaderForm::Payload;
    if (options.isSet(QStringLiteral("certificates")))
        wanted.tls = tlsFrom(options.value(QStringLiteral("certificates")));
    ServiceHost host(wanted);
    const Status listens = host.listen();
    auto control = hal::EmulatorControl::create(
        socket, [&](const QJsonObject &request) { return host.control(request); });
    if (!listens || !control) {
        fprintf(stderr, "xfs4iot-emulator: %s\n",
                qUtf8Printable((listens ? control.error() : listens.error()).detail));
        return 1;
    }
    ends.whenSent([] { QCoreApplication::quit(); });
    return QCoreApplication::exec();
}
