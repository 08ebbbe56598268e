#include "terminal_fixture.h"

#include <kiosk/core/paths.h>
#include <kiosk/core/tests/late.h>

#include <QDir>
#include <QFile>

#include <catch2/catch.hpp>

namespace kiosk::test
{

Installation::Installation(const QByteArray &moreDevices)
{
    const QDir root(m_folder.path());
    for (const char *folder : {"share/kiosk/drivers/fake", "lib/kiosk/drivers", "run"})
        REQUIRE(root.mkpath(QString::fromLatin1(folder)));
    const auto link = [&](const QString &target, const char *name) {
        REQUIRE(QFile::link(target, path(QString::fromLatin1(name))));
    };
    link(paths::prefix() + QStringLiteral("/bin"), "bin");
    link(paths::share(QStringLiteral("schemas")), "share/kiosk/schemas");
    link(paths::share(QStringLiteral("device_classes.yaml")), "share/kiosk/device_classes.yaml");
    link(QStringLiteral(FAKE_DRIVER), "lib/kiosk/drivers/fake.so");
    link(QStringLiteral(FAKE_MANIFEST), "share/kiosk/drivers/fake/driver.yaml");
    QByteArray supervision = "restart_first_ms: 50\nrestart_longest_ms: 400\nhealthy_ms: 60000\n"
                             "alive_interval_ms: 50\ntraffic_bytes: 20000\n";
    for (const auto &[name, milliseconds] : {std::pair("start_ms", 5000),
                                             {"watchdog_ms", 400},
                                             {"grace_ms", 200},
                                             {"cancel_ms", 400},
                                             {"redeem_ms", 1000},
                                             {"busy_ms", 500},
                                             {"settings_ms", 2500},
                                             {"traffic_ms", 4000}})
        supervision += name + QByteArray(": ") + QByteArray::number(milliseconds * slowness) + '\n';
    write(QStringLiteral("supervision.yaml"), supervision);
    write(QStringLiteral("devices.yaml"),
          "terminal: {id: \"990000-0001-0001\", type: gov}\n"
          "devices:\n"
          "  - {id: reader, class: id-card-reader, driver: fake, connect: {fake: \"${run}/reader.log\"}}\n"
          "  - {id: printer, class: document-printer, driver: fake, connect: {fake: "
          "\"${run}/printer.log\"}}\n" +
              moreDevices);
}

QProcessEnvironment Installation::environment() const
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("KIOSK_PREFIX"), m_folder.path());
    environment.insert(QStringLiteral("KIOSK_RUN"), path(QStringLiteral("run")));
    environment.insert(QStringLiteral("KIOSK_STATE"), path(QStringLiteral("state")));
    return environment;
}

QStringList Installation::executed(const QString &device) const
{
    QFile file(path(QStringLiteral("run/%1.log").arg(device)));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
}

void Installation::write(const QString &name, const QByteArray &text)
{
    QFile file(path(name));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(text);
}

TerminalFixture::TerminalFixture(const QByteArray &moreDevices)
    : Installation(moreDevices),
      RunningDeviced(environment(),
                     {QStringLiteral("--config"), path(QStringLiteral("devices.yaml")),
                      QStringLiteral("--supervision"), path(QStringLiteral("supervision.yaml"))})
{
}

} // namespace kiosk::test
