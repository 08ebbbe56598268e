#include "terminal.h"

#include <kiosk/core/cancel.h>
#include <kiosk/core/paths.h>
#include <kiosk/ipc/bus.h>

#include <QDBusConnectionInterface>
#include <QDBusReply>
#include <QDir>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

#include <csignal>
#include <sys/prctl.h>

namespace kiosk::bench
{

namespace
{

constexpr Milliseconds within{15'000};
constexpr Milliseconds lookEvery{4};
constexpr int callTimeoutMs = 5000;

/// Lets events pass for a moment: the pace of looking again.
void letEventsPass()
{
    QEventLoop loop;
    QTimer::singleShot(lookEvery, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace

Terminal::Terminal(Simulators &simulators, QString display, QString folder)
    : m_simulators(simulators), m_display(std::move(display)), m_folder(std::move(folder))
{
}

Terminal::~Terminal()
{
    stop();
}

Result<Instant> Terminal::start()
{
    QDir().mkpath(m_folder);
    const QString configuration = m_folder + QStringLiteral("/devices.yaml");
    KIOSK_TRY(m_simulators.writeConfiguration(configuration));
    m_process = std::make_unique<QProcess>();
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("KIOSK_BUS_ADDRESS"));
    environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
    environment.insert(QStringLiteral("DISPLAY"), m_display);
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    environment.insert(QStringLiteral("QT_QUICK_BACKEND"), QStringLiteral("software"));
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_folder);
    m_process->setProcessEnvironment(environment);
    m_process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    const Instant before = std::chrono::steady_clock::now();
    m_process->start(paths::program(QStringLiteral("kioskctl")),
                     {QStringLiteral("--run"), m_folder + QStringLiteral("/run"), QStringLiteral("up"),
                      QStringLiteral("--json"), QStringLiteral("--automation"), QStringLiteral("--window"),
                      QStringLiteral("--config"), configuration, QStringLiteral("--state"),
                      m_folder + QStringLiteral("/state"), QStringLiteral("--platform"),
                      m_simulators.platform()});
    return before;
}

Status Terminal::waitUntilUp()
{
    const auto ready = waitForEvent(*m_process, u"ready");
    if (!ready)
        return ready.error();
    m_address.folder = m_folder;
    m_address.runFolder = m_folder + QStringLiteral("/run");
    m_address.stateFolder = m_folder + QStringLiteral("/state");
    m_address.simulatedFolder = m_simulators.runFolder();
    m_address.processId = pid_t(m_process->processId());
    m_address.busAddress = (*ready)[u"bus"].toString();
    m_address.touchPort = quint16((*ready)[u"tuio"].toString().toUInt());
    m_bus = std::make_unique<QDBusConnection>(
        QDBusConnection::connectToBus(m_address.busAddress, QStringLiteral("bench-%1").arg(++m_starts)));
    return waitForReserve();
}

void Terminal::stop()
{
    if (m_bus)
        QDBusConnection::disconnectFromBus(m_bus->name());
    m_bus.reset();
    if (m_process)
        end(*m_process);
    m_process.reset();
}

QDBusMessage Terminal::call(const char *service, const char *path, const char *interface, const char *method,
                            const QVariantList &arguments) const
{
    QDBusMessage message =
        QDBusMessage::createMethodCall(QString::fromLatin1(service), QString::fromLatin1(path),
                                       QString::fromLatin1(interface), QString::fromLatin1(method));
    message.setArguments(arguments);
    return m_bus->call(message, QDBus::Block, callTimeoutMs);
}

Result<QJsonObject> Terminal::state() const
{
    const auto reply = call(ipc::shellName, ipc::shellPath, "org.bianmin.Shell1", "State");
    if (reply.type() != QDBusMessage::ReplyMessage)
        return fail(error::deviceNotReady, reply.errorMessage());
    const auto text = ipc::argument<QString>(reply);
    if (!text)
        return text.error();
    return QJsonDocument::fromJson(text->toUtf8()).object();
}

Status Terminal::waitForState(const std::function<bool(const QJsonObject &)> &is, const QString &what) const
{
    const Deadline deadline = Deadline::in(within);
    for (;;) {
        const auto now = state();
        if (now && is(*now))
            return {};
        if (deadline.passed())
            return fail(
                error::timeOut,
                QStringLiteral("the shell did not come to: %1 (it is at %2)")
                    .arg(what, now ? QString::fromUtf8(QJsonDocument(*now).toJson(QJsonDocument::Compact))
                                   : now.error().detail));
        letEventsPass();
    }
}

Status Terminal::waitForPage(const QString &page) const
{
    return waitForState([&](const QJsonObject &now) { return now[u"page"].toString() == page; }, page);
}

Status Terminal::waitForReserve() const
{
    return waitForState([](const QJsonObject &now) { return now[u"reserve_ready"].toBool(); },
                        QStringLiteral("a module host in reserve"));
}

Result<QRect> Terminal::find(const QString &name) const
{
    const Deadline deadline = Deadline::in(within);
    QRect place;
    for (;;) {
        const QVariantList found =
            call(ipc::shellName, "/org/bianmin/Automation", "org.bianmin.Automation1", "Find", {name})
                .arguments();
        if (found.value(0).toBool()) {
            const QRect now(found.value(1).toInt(), found.value(2).toInt(), found.value(3).toInt(),
                            found.value(4).toInt());
            if (now == place)
                return place;
            place = now;
        }
        if (deadline.passed())
            return fail(error::timeOut, QStringLiteral("nothing on the screen is called '%1'").arg(name));
        letEventsPass();
    }
}

Status Terminal::play(const QStringList &parts)
{
    citizen::Scenario scenario;
    for (const QString &part : parts) {
        const auto more = citizen::Scenario::loadPart(part);
        if (!more)
            return more.error();
        scenario.steps += more->steps;
    }
    citizen::Album album(m_folder + QStringLiteral("/album"));
    const QJsonObject result = citizen::Citizen(scenario, m_address, album).run();
    if (result[u"outcome"].toString() != u"passed")
        return fail(error::timeOut, QStringLiteral("%1: %2").arg(parts.join(QStringLiteral(", ")),
                                                                 result[u"reason"].toString()));
    return {};
}

Status Terminal::endVisit()
{
    constexpr int longerThanAnyVisit = 3600; // seconds
    (void)call(ipc::shellName, "/org/bianmin/Automation", "org.bianmin.Automation1", "Advance",
               {longerThanAnyVisit});
    return waitForPage(QStringLiteral("attract"));
}

Status Terminal::restoreModules()
{
    const auto ask = [this](const char *method, const QVariantList &arguments = {}) {
        return call(ipc::servicesName, ipc::servicesPath, "org.bianmin.Services1", method, arguments);
    };
    const QString stopped = ask("StoppedModules").arguments().value(0).toString();
    for (const auto &module : QJsonDocument::fromJson(stopped.toUtf8()).array()) {
        const auto reply = ask("RestoreModule", {module[u"id"].toString()});
        if (reply.type() != QDBusMessage::ReplyMessage)
            return fail(error::internalError, reply.errorMessage());
    }
    return {};
}

QJsonObject Terminal::device(const QString &id) const
{
    const auto reply = call(ipc::devicesName, ipc::devicesPath, "org.bianmin.Devices1", "List");
    for (const auto &entry :
         QJsonDocument::fromJson(reply.arguments().value(0).toString().toUtf8()).array()) {
        if (entry[u"id"].toString() == id)
            return entry.toObject();
    }
    return {};
}

pid_t Terminal::processOf(const char *busName) const
{
    const QDBusReply<uint> process = m_bus->interface()->servicePid(QString::fromLatin1(busName));
    return process.isValid() ? pid_t(process.value()) : 0;
}

} // namespace kiosk::bench
