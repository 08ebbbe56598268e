#include <kiosk/shell/module_hosts.h>

#include <kiosk/core/cancel.h>
#include <kiosk/shell/portal.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QTimer>
#include <QWaylandCompositor>

Q_LOGGING_CATEGORY(lcHosts, "kiosk.shell.hosts")

namespace kiosk::shell
{

namespace
{
/// A new reserve must not slow what is just being shown: the module, and after a start the shell's own pages.
constexpr Milliseconds reservePause = 300ms;
constexpr Milliseconds reserveWithin = 10s;
constexpr int reserveFailureLimit = 5;
} // namespace

ModuleHosts::ModuleHosts(const ModuleBounds &bounds, QObject *parent) : QObject(parent), m_bounds(bounds) {}

ModuleHosts::~ModuleHosts() = default;

void ModuleHosts::attach(QWaylandCompositor *compositor)
{
    m_compositor = compositor;
    m_meter = std::make_unique<WaylandMeter>(compositor->display(), m_bounds);
    QTimer::singleShot(reservePause, this, &ModuleHosts::startReserve);
}

void ModuleHosts::detach()
{
    m_compositor = nullptr; // no other reserve
    m_reserve.reset();
    if (m_active) {
        m_active.reset();
        Q_EMIT activeChanged();
    }
    m_meter.reset();
}

void ModuleHosts::setEnvironment(const QString &environment)
{
    m_environment = environment;
    for (const ModuleHost *host : {m_active.get(), m_reserve.get()}) {
        if (host != nullptr && host->state() != ModuleHost::State::Starting &&
            host->state() != ModuleHost::State::Ended)
            host->portal()->setEnvironment(environment);
    }
}

bool ModuleHosts::isReserveReady() const
{
    return m_reserve && m_reserve->state() == ModuleHost::State::Reserve;
}

QCoro::Task<bool> ModuleHosts::reserveReady()
{
    startReserve();
    const Deadline giveUp = Deadline::in(reserveWithin);
    QTimer::singleShot(reserveWithin, this, [this] { m_reserveChanged.send(); });
    while (!isReserveReady() && !giveUp.passed())
        co_await m_reserveChanged.next();
    co_return isReserveReady();
}

bool ModuleHosts::prepare(const ModulePackage &package, const QString &item)
{
    if (!isReserveReady())
        return false;
    m_reserve->portal()->expect(package.manifest(), item);
    const QJsonObject start{
        {QStringLiteral("module"), package.manifest().id},
        {QStringLiteral("item"), item},
        {QStringLiteral("environment"), QJsonDocument::fromJson(m_environment.toUtf8()).object()}};
    const Status loaded =
        m_reserve->load(QDBusUnixFileDescriptor(package.descriptor()),
                        QString::fromUtf8(QJsonDocument(start).toJson(QJsonDocument::Compact)));
    if (!loaded)
        qCWarning(lcHosts) << "load:" << loaded.error().detail;
    return loaded.ok();
}

bool ModuleHosts::isPrepared() const
{
    return m_reserve && m_reserve->state() == ModuleHost::State::Running;
}

bool ModuleHosts::launch()
{
    if (!isPrepared())
        return false;
    m_active = std::move(m_reserve);
    Q_EMIT activeChanged();
    m_active->portal()->admit();
    QTimer::singleShot(reservePause, this, &ModuleHosts::startReserve);
    return true;
}

void ModuleHosts::dropPrepared()
{
    if (!isPrepared())
        return;
    m_reserve->disconnect(this);
    m_reserve->end();
    m_reserve.release()->deleteLater();
    startReserve();
}

void ModuleHosts::endActive()
{
    if (!m_active)
        return;
    m_active->disconnect(this);
    m_active->end();
    m_active.release()->deleteLater();
    Q_EMIT activeChanged();
}

void ModuleHosts::onHole()
{
    if (m_active)
        m_active->endFor(QStringLiteral("its shared memory was cut short"));
}

void ModuleHosts::startReserve()
{
    if (m_compositor == nullptr || m_reserve)
        return;
    auto host = ModuleHost::start(m_compositor, *m_meter, m_bounds);
    if (!host) {
        onReserveFailed(host.error());
        return;
    }
    m_reserve = std::move(*host);
    follow(m_reserve.get());
}

void ModuleHosts::follow(ModuleHost *host)
{
    connect(host, &ModuleHost::failed, this, [this, host](const Error &error) { onFailed(host, error); });
    connect(host, &ModuleHost::stateChanged, this, [this, host] {
        if (host->state() != ModuleHost::State::Reserve)
            return;
        m_reserveFailures = 0;
        host->portal()->setEnvironment(m_environment);
        m_reserveChanged.send();
    });
    const auto active = [this, host](auto signal) {
        return [this, host, signal](auto... values) {
            if (host == m_active.get())
                Q_EMIT(this->*signal)(values...);
        };
    };
    const Portal *portal = host->portal();
    connect(portal, &Portal::requested, this, active(&ModuleHosts::requested));
    connect(portal, &Portal::canceled, this, active(&ModuleHosts::canceled));
    connect(portal, &Portal::stepEntered, this, active(&ModuleHosts::stepEntered));
    connect(portal, &Portal::focusLeft, this, active(&ModuleHosts::focusLeft));
    connect(portal, &Portal::focusMoved, this, active(&ModuleHosts::focusMoved));
    connect(portal, &Portal::finished, this, active(&ModuleHosts::finished));
    connect(portal, &Portal::refused, this, &ModuleHosts::refused);
    connect(host, &ModuleHost::exceeded, this, active(&ModuleHosts::exceeded));
}

void ModuleHosts::onFailed(const ModuleHost *host, const Error &error)
{
    qCWarning(lcHosts) << error.code.name() << error.detail;
    if (host != m_active.get()) {
        onReserveFailed(error);
        return;
    }
    m_active.release()->deleteLater();
    Q_EMIT activeChanged();
    Q_EMIT activeFailed(error);
}

void ModuleHosts::onReserveFailed(const Error &error)
{
    if (m_reserve)
        m_reserve.release()->deleteLater();
    if (++m_reserveFailures == reserveFailureLimit)
        Q_EMIT reserveFailing(error);
    QTimer::singleShot(reservePause * (1 << std::min(m_reserveFailures, 6)), this,
                       &ModuleHosts::startReserve);
}

} // namespace kiosk::shell
