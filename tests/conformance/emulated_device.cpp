#include "emulated_device.h"

#include <kiosk/core/paths.h>
#include <kiosk/hal/emulator_control.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <catch2/catch.hpp>

namespace kiosk::test
{

namespace
{

QJsonObject manifestOf(const QString &driver)
{
    const auto manifest =
        YamlDocument::load(paths::share(QStringLiteral("drivers/%1/driver.yaml").arg(driver)));
    INFO((manifest ? std::string() : manifest.error().detail.toStdString()));
    REQUIRE(manifest);
    return manifest->root();
}

} // namespace

QList<ConformanceSetup> conformanceSetups()
{
    QList<ConformanceSetup> setups;
    const QStringList folders =
        QDir(paths::share(QStringLiteral("drivers"))).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &driver : folders) {
        for (const auto &setup : manifestOf(driver)[u"conformance"].toArray())
            setups.append({driver, setup[u"name"].toString()});
    }
    return setups;
}

EmulatedDevice::EmulatedDevice(const ConformanceSetup &setup)
{
    const QString &driver = setup.driver;
    for (const auto &candidate : manifestOf(driver)[u"conformance"].toArray()) {
        if (candidate[u"name"].toString() == setup.name)
            m_conformance = candidate.toObject();
    }
    REQUIRE_FALSE(m_conformance.isEmpty());
    const QJsonObject environment = m_conformance[u"environment"].toObject();
    for (auto variable = environment.begin(); variable != environment.end(); ++variable)
        qputenv(variable.key().toUtf8().constData(), expanded(variable->toString()).toUtf8());
    qputenv("KIOSK_RUN", m_folder.path().toUtf8());
    QJsonObject device = m_conformance[u"device"].toObject();
    device.insert(QStringLiteral("id"), QStringLiteral("tried"));
    device.insert(QStringLiteral("driver"), driver);
    const QJsonObject terminal{{QStringLiteral("id"), QStringLiteral("990000-0001-0001")},
                               {QStringLiteral("type"), QStringLiteral("gov")}};
    const QJsonObject devices{{QStringLiteral("terminal"), terminal},
                              {QStringLiteral("devices"), QJsonArray{device}}};
    QFile file(configurationFile());
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(devices).toJson()); // which YAML includes
    file.close();
    const auto configuration = hal::loadTerminalConfiguration(configurationFile());
    REQUIRE(configuration);
    QStringList findings;
    for (const Finding &finding : configuration->findings)
        findings.append(finding.text());
    INFO(findings.join(u'\n').toStdString());
    REQUIRE(configuration->devices.size() == 1);
    REQUIRE(findings.isEmpty());
    m_configuration = configuration->devices.first();
}

EmulatedDevice::~EmulatedDevice()
{
    stopEmulator();
    for (const QString &variable : m_conformance[u"environment"].toObject().keys())
        qunsetenv(variable.toUtf8().constData());
}

void EmulatedDevice::startEmulator()
{
    const QJsonObject emulator = m_conformance[u"emulator"].toObject();
    QStringList arguments;
    for (const auto &argument : emulator[u"arguments"].toArray())
        arguments.append(expanded(argument.toString()));
    m_emulator.start(emulator[u"program"].toString(), arguments, controlSocket());
}

void EmulatedDevice::stopEmulator()
{
    m_emulator.stop();
}

void EmulatedDevice::unplug()
{
    const QJsonObject fault{{QStringLiteral("do"), QStringLiteral("fault")},
                            {QStringLiteral("name"), QStringLiteral("unplug")}};
    if (!ask(QStringLiteral("unplug")) && !hal::askEmulator(controlSocket(), fault, Deadline::in(5s)))
        stopEmulator();
}

void EmulatedDevice::plug()
{
    if (!m_emulator.running())
        return startEmulator();
    REQUIRE((ask(QStringLiteral("plug")) || ask(QStringLiteral("clear"))));
}

bool EmulatedDevice::ask(const QString &what) const
{
    return hal::askEmulator(controlSocket(), {{QStringLiteral("do"), what}}, Deadline::in(5s)).ok();
}

bool EmulatedDevice::announced() const
{
    return m_conformance[u"environment"].toObject().contains(QStringLiteral("UMOCKDEV_DIR"));
}

QString EmulatedDevice::controlSocket() const
{
    return expanded(m_conformance[u"ready"].toString());
}

QString EmulatedDevice::waitingOperation() const
{
    return m_conformance[u"waits"].toString();
}

QString EmulatedDevice::expanded(QString text) const
{
    return text.replace(QStringLiteral("${run}"), m_folder.path());
}

} // namespace kiosk::test
