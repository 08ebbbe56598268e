#include "simulators.h"

#include <kiosk/core/cancel.h>
#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <csignal>
#include <sys/prctl.h>

namespace kiosk::bench
{

namespace
{
constexpr Milliseconds startWithin{60'000};
} // namespace

Result<QJsonObject> waitForEvent(QProcess &kioskctl, QStringView event)
{
    const Deadline deadline = Deadline::in(startWithin);
    do {
        while (kioskctl.canReadLine()) {
            const QJsonObject said = QJsonDocument::fromJson(kioskctl.readLine()).object();
            if (said[u"event"].toString() == event)
                return said;
        }
        kioskctl.waitForReadyRead(int(deadline.left().count()));
    } while (!deadline.passed() && (kioskctl.state() != QProcess::NotRunning || kioskctl.canReadLine()));
    return fail(error::deviceNotReady,
                QStringLiteral("kioskctl up did not come to '%1': %2")
                    .arg(event, QString::fromUtf8(kioskctl.readAllStandardError().trimmed())));
}

Simulators::Simulators(QString configuration, QString folder)
    : m_configuration(std::move(configuration)), m_folder(std::move(folder))
{
}

Simulators::~Simulators()
{
    end(m_process);
}

Result<std::unique_ptr<Simulators>> Simulators::start(const QString &configuration, const QString &folder)
{
    std::unique_ptr<Simulators> simulators(new Simulators(configuration, folder));
    QProcess &process = simulators->m_process;
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    process.start(paths::program(QStringLiteral("kioskctl")),
                  {QStringLiteral("--run"), simulators->runFolder(), QStringLiteral("up"),
                   QStringLiteral("--json"), QStringLiteral("--simulators"), QStringLiteral("--config"),
                   configuration, QStringLiteral("--state"), folder + QStringLiteral("/state")});
    const auto ready = waitForEvent(process, u"ready");
    if (!ready)
        return ready.error();
    simulators->m_address = (*ready)[u"address"].toString();
    return simulators;
}

QString Simulators::platform() const
{
    return QStringLiteral("https://") + m_address;
}

Status Simulators::writeConfiguration(const QString &file) const
{
    const auto document = YamlDocument::load(m_configuration);
    if (!document)
        return document.error();
    QJsonObject root = document->root();
    QJsonArray devices;
    for (const auto &entry : root[u"devices"].toArray()) {
        QJsonObject device = entry.toObject();
        device.remove(QStringLiteral("emulator"));
        devices.append(device);
    }
    root[QStringLiteral("devices")] = devices;
    QJsonObject platform = root[u"platform"].toObject();
    platform[QStringLiteral("certificates")] = QString(m_folder + QStringLiteral("/state/certificates"));
    root[QStringLiteral("platform")] = platform;
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        return fail(error::notEnoughSpace, out.errorString());
    out.write(QJsonDocument(root).toJson().replace("${run}", runFolder().toUtf8())); // JSON is YAML
    return {};
}

} // namespace kiosk::bench
