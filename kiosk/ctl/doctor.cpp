#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/paths.h>
#include <kiosk/ctl/command.h>
#include <kiosk/ctl/commands.h>
#include <kiosk/ctl/terminal.h>
#include <kiosk/hal/terminal_configuration.h>

#include "devices_proxy.h"
#include "services_proxy.h"

#include <QDBusConnectionInterface>
#include <QDateTime>
#include <QProcess>
#include <QSslCertificate>
#include <QStorageInfo>

#include <sys/timex.h>

namespace kiosk::ctl
{

namespace
{

constexpr qint64 leastFreeBytes = 500LL * 1024 * 1024;
constexpr int certificateWarningDays = 14;
const QString makeRoom =
    QStringLiteral("make room, the terminal goes on by itself: du -xh / | sort -h | tail; "
                   "journalctl --vacuum-size=100M; apt-get clean");

enum class Level { Ok, Warning, Failed };

/// One thing looked at: what, what about it, and what to do.
struct Diagnosis {
    QString what;
    Level level = Level::Ok;
    QString why;
    QString todo;
};

QString levelName(Level level)
{
    return level == Level::Ok        ? QStringLiteral("ok")
           : level == Level::Warning ? QStringLiteral("warning")
                                     : QStringLiteral("failed");
}

class Doctor
{
public:
    QList<Diagnosis> examine()
    {
        configuration();
        services();
        if (bus()) {
            devices();
            platform();
            journal();
            modules();
        }
        certificates();
        disk();
        clock();
        fonts();
        return m_found;
    }

private:
    void ok(const QString &what, const QString &why) { m_found.append({what, Level::Ok, why, {}}); }
    void warn(const QString &what, const QString &why, const QString &todo)
    {
        m_found.append({what, Level::Warning, why, todo});
    }
    void failed(const QString &what, const QString &why, const QString &todo)
    {
        m_found.append({what, Level::Failed, why, todo});
    }
    void failed(const QString &what, const Error &error)
    {
        failed(what, describe(error.code).technician + QStringLiteral(": ") + error.detail,
               describe(error.code).remedy);
    }

    void configuration()
    {
        const QString what = QStringLiteral("configuration");
        const auto loaded = hal::loadTerminalConfiguration(paths::configuration(), paths::deviceSettings());
        if (!loaded)
            return failed(what, loaded.error().detail,
                          QStringLiteral("kioskctl validate; correct %1").arg(paths::configuration()));
        m_configuration = *loaded;
        for (const auto &finding : loaded->findings)
            failed(what, finding.text(), QStringLiteral("correct this line, then restart the terminal"));
        if (loaded->findings.isEmpty())
            ok(what, paths::configuration());
    }

    /// What kioskctl up wrote down; a terminal under systemd has no such file.
    void services()
    {
        for (const auto &service : runningTerminal(paths::run())[u"services"].toArray()) {
            const QString what = QStringLiteral("process ") + service[u"id"].toString();
            const QString state = service[u"state"].toString();
            const QString look = QStringLiteral("read %1").arg(service[u"log"].toString());
            if (state != u"ready")
                failed(what, state, look);
            else if (service[u"restarts"].toInt() > 0)
                warn(what, QStringLiteral("runs, was restarted %1 times").arg(service[u"restarts"].toInt()),
                     look);
            else
                ok(what, service[u"once"].toBool() ? QStringLiteral("done") : state);
        }
    }

    bool bus()
    {
        const QString start =
            QStringLiteral("start the terminal: kioskctl up, or systemctl start kiosk.target");
        const auto connection = ipc::connectToBus();
        if (!connection) {
            failed(QStringLiteral("bus"), connection.error().detail, start);
            return false;
        }
        m_bus = std::make_unique<QDBusConnection>(*connection);
        ok(QStringLiteral("bus"), QStringLiteral("connected"));
        for (const auto *name : {ipc::devicesName, ipc::servicesName, ipc::shellName}) {
            const bool there = m_bus->interface()->isServiceRegistered(QString::fromLatin1(name));
            if (there)
                ok(QString::fromLatin1(name), QStringLiteral("answers"));
            else
                failed(QString::fromLatin1(name), QStringLiteral("nobody has this name on the bus"), start);
        }
        return true;
    }

    void devices()
    {
        OrgBianminDevices1Interface proxy(QString::fromLatin1(ipc::devicesName),
                                          QString::fromLatin1(ipc::devicesPath), *m_bus);
        const auto list = arrayFrom(proxy.List());
        if (!list)
            return failed(QStringLiteral("devices"), list.error());
        for (const auto &device : *list) {
            const QString what = QStringLiteral("device ") + device[u"id"].toString();
            const QString state = device[u"state"].toString();
            if (state != u"online")
                failed(what, state + u' ' + device[u"message"].toString(),
                       describe(error::noDevice).remedy +
                           QStringLiteral("; kioskctl device %1").arg(device[u"id"].toString()));
            else
                ok(what, state);
            supplies(what, device[u"status"].toObject());
            for (const auto &task : device[u"overdue"].toArray())
                warn(what, QStringLiteral("maintenance overdue: ") + task.toString(),
                     QStringLiteral("do it, then say so on the device's page (已保养)"));
        }
    }

    /// Words of XFS4IoT for what runs low or is at its end, anywhere in a device's status.
    void supplies(const QString &what, const QJsonObject &status)
    {
        for (auto part = status.begin(); part != status.end(); ++part) {
            if (part->isObject())
                supplies(what + u' ' + part.key(), part->toObject());
            for (const auto &entry : part->toArray())
                supplies(what + u' ' + part.key() + u' ' + entry[u"id"].toString(), entry.toObject());
            const QString word = part->toString();
            const QString name = what + u' ' + part.key();
            if (word == u"low" || word == u"nearFull")
                warn(name, word, QStringLiteral("refill or empty it soon"));
            else if (word == u"out" || word == u"empty" || word == u"full" || word == u"jammed")
                if (word != u"full" || part.key().contains(u"bin", Qt::CaseInsensitive))
                    failed(name, word, QStringLiteral("refill, empty or clear it"));
        }
    }

    void platform()
    {
        const QString what = QStringLiteral("platform");
        OrgBianminServices1Interface proxy(QString::fromLatin1(ipc::servicesName),
                                           QString::fromLatin1(ipc::servicesPath), *m_bus);
        const auto health = objectFrom(proxy.Health());
        if (!health)
            return failed(what, health.error());
        if ((*health)[u"storage"].toString() == u"full")
            failed(QStringLiteral("records"),
                   QStringLiteral("disk full: what cannot be recorded is not begun, so every item is closed"),
                   makeRoom);
        else
            ok(QStringLiteral("records"), QStringLiteral("room for the next case"));
        const QString state = (*health)[u"platform"].toString();
        if (state == u"online")
            ok(what, state);
        else
            failed(what, state + u' ' + (*health)[u"message"].toString(),
                   describe(error::platformUnreachable).remedy);
    }

    /// What only a person can find out.
    void journal()
    {
        const QString what = QStringLiteral("cases being confirmed");
        OrgBianminServices1Interface proxy(QString::fromLatin1(ipc::servicesName),
                                           QString::fromLatin1(ipc::servicesPath), *m_bus);
        const auto open = objectFrom(proxy.Journal(QStringLiteral("{\"open\": true, \"limit\": 1000}")));
        if (!open)
            return failed(what, open.error());
        QStringList numbers;
        for (const auto &entry : (*open)[u"cases"].toArray()) {
            if (entry[u"outcome"].toString() == u"beingConfirmed")
                numbers.append(entry[u"number"].toString());
        }
        if (numbers.isEmpty())
            ok(what, QStringLiteral("none"));
        else
            warn(
                what, QStringLiteral("%1, the newest is %2").arg(numbers.size()).arg(numbers.first()),
                QStringLiteral("look what came out of the printer, ask the platform, write it down: kioskctl "
                               "journal --open, kioskctl journal resolve"));
    }

    void modules()
    {
        OrgBianminServices1Interface proxy(QString::fromLatin1(ipc::servicesName),
                                           QString::fromLatin1(ipc::servicesPath), *m_bus);
        const auto stopped = arrayFrom(proxy.StoppedModules());
        if (!stopped)
            return failed(QStringLiteral("modules"), stopped.error());
        for (const auto &module : *stopped) {
            const QString id = module[u"id"].toString();
            failed(QStringLiteral("module ") + id,
                   QStringLiteral("stopped at %1: %2 runs of version %3 in a row failed, the last one: %4")
                       .arg(module[u"since"].toString())
                       .arg(module[u"failures"].toInt())
                       .arg(module[u"version"].toString(), module[u"reason"].toString()),
                   QStringLiteral(
                       "kioskctl audit list --what bound, and --what module, say why; then install another "
                       "version, or kioskctl modules restore %1")
                       .arg(id));
        }
        if (stopped->isEmpty())
            ok(QStringLiteral("modules"), QStringLiteral("none is stopped"));
    }

    void certificates()
    {
        QString folder = m_configuration.platform[u"certificates"].toString();
        if (folder.isEmpty())
            folder = paths::state() + QStringLiteral("/certificates");
        for (const auto *name : {"ca.crt", "terminal.crt"}) {
            const QString what = QStringLiteral("certificate ") + QLatin1String(name);
            const auto found = QSslCertificate::fromPath(folder + u'/' + QLatin1String(name));
            const QDateTime now = QDateTime::currentDateTime();
            const QString renew = QStringLiteral("have it renewed by the platform's operator");
            if (found.isEmpty())
                failed(what, QStringLiteral("not in %1").arg(folder), renew);
            else if (found.first().expiryDate() < now || found.first().effectiveDate() > now)
                failed(what,
                       QStringLiteral("valid from %1 to %2")
                           .arg(found.first().effectiveDate().toString(Qt::ISODate),
                                found.first().expiryDate().toString(Qt::ISODate)),
                       renew + QStringLiteral("; check the clock"));
            else if (now.daysTo(found.first().expiryDate()) < certificateWarningDays)
                warn(what, QStringLiteral("ends %1").arg(found.first().expiryDate().toString(Qt::ISODate)),
                     renew);
            else
                ok(what, QStringLiteral("until %1").arg(found.first().expiryDate().toString(Qt::ISODate)));
        }
    }

    void disk()
    {
        for (const QString &folder : {paths::state(), paths::run()}) {
            const QStorageInfo storage(folder);
            const QString what = QStringLiteral("space for ") + folder;
            const QString free = QStringLiteral("%1 MiB free").arg(storage.bytesAvailable() / 1024 / 1024);
            if (!storage.isValid())
                failed(what, QStringLiteral("the folder is not there"),
                       QStringLiteral("start the terminal once"));
            else if (storage.isReadOnly())
                failed(what, QStringLiteral("cannot be written to"),
                       QStringLiteral("check the disk: dmesg, fsck"));
            else if (storage.bytesAvailable() < leastFreeBytes)
                failed(what, free, makeRoom);
            else
                ok(what, free);
        }
    }

    void clock()
    {
        const QString what = QStringLiteral("clock");
        const QString now = QDateTime::currentDateTime().toString(Qt::ISODate);
        struct timex state = {};
        const int synchronized = adjtimex(&state);
        if (QDate::currentDate() < QDate(2026, 1, 1))
            failed(what, now, QStringLiteral("set the time; replace the battery of the mainboard"));
        else if (synchronized == TIME_ERROR)
            warn(what, now + QStringLiteral(", not synchronised"),
                 QStringLiteral("check the time service: timedatectl"));
        else
            ok(what, now);
    }

    void fonts()
    {
        const QString what = QStringLiteral("Chinese font");
        QProcess match;
        match.start(QStringLiteral("fc-match"),
                    {QStringLiteral("-f"), QStringLiteral("%{family}"), QStringLiteral(":lang=zh-cn")});
        const bool ran = match.waitForFinished(5000) && match.exitCode() == 0;
        const QString family = QString::fromUtf8(match.readAllStandardOutput());
        if (ran && family.contains(u"CJK"))
            ok(what, family);
        else
            failed(what, family.isEmpty() ? match.errorString() : family,
                   QStringLiteral("deploy/install run; fc-cache -f"));
    }

    QList<Diagnosis> m_found;
    hal::TerminalConfiguration m_configuration;
    std::unique_ptr<QDBusConnection> m_bus;
};

} // namespace

void addDoctor(CLI::App &app)
{
    auto json = std::make_shared<bool>(false);
    auto *command = app.add_subcommand("doctor", "Look at everything: what is wrong, why, and what to do");
    addJsonFlag(*command, *json);
    command->callback([json] {
        const auto found = Doctor().examine();
        bool healthy = true;
        QJsonArray array;
        QList<QStringList> rows;
        for (const auto &diagnosis : found) {
            healthy = healthy && diagnosis.level != Level::Failed;
            array.append(QJsonObject{{QStringLiteral("what"), diagnosis.what},
                                     {QStringLiteral("level"), levelName(diagnosis.level)},
                                     {QStringLiteral("why"), diagnosis.why},
                                     {QStringLiteral("do"), diagnosis.todo}});
            rows.append({levelName(diagnosis.level), diagnosis.what, diagnosis.why});
            if (!diagnosis.todo.isEmpty())
                rows.append({QString(), QString(), QStringLiteral("→ ") + diagnosis.todo});
        }
        if (*json)
            printJson(QJsonObject{{QStringLiteral("ok"), healthy}, {QStringLiteral("checks"), array}});
        else
            printTable(rows);
        if (!healthy)
            finish(ExitFailed);
    });
}

} // namespace kiosk::ctl
