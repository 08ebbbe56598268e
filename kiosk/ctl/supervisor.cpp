#include <kiosk/ctl/supervisor.h>

#include <algorithm>

namespace kiosk::ctl
{

namespace
{
/// A service that ends more often than this before the terminal is up will not come up.
constexpr int startAttempts = 3;
} // namespace

Supervisor::Supervisor(const QList<Service> &services, Variables variables, const QString &logFolder,
                       QObject *parent)
    : QObject(parent), m_variables(std::move(variables))
{
    for (const Service &service : services) {
        auto *process =
            new ServiceProcess(service, logFolder + u'/' + service.id + QStringLiteral(".log"), this);
        m_services.append(process);
        connect(process, &ServiceProcess::captured, this,
                [this](const QString &name, const QString &value) { m_variables.insert(name, value); });
        connect(process, &ServiceProcess::ready, this, [this, process] {
            Q_EMIT changed(process->service().id, QStringLiteral("ready"));
            startWhatCan();
        });
        connect(process, &ServiceProcess::restarting, this,
                [this, process](const QString &reason, int pause) {
                    Q_EMIT changed(process->service().id,
                                   QStringLiteral("%1; again in %2 ms").arg(reason).arg(pause));
                    if (!m_ready && !process->service().optional && process->restarts() >= startAttempts)
                        giveUp(QStringLiteral("%1 %2; see %3")
                                   .arg(process->service().id, reason, process->logFile()));
                    else
                        startWhatCan();
                });
        connect(process, &ServiceProcess::ended, this, [this, process](bool asked, const QString &reason) {
            Q_EMIT changed(process->service().id, QStringLiteral("ended"));
            if (m_stopping)
                stopNext();
            else if (asked)
                stop();
            else if (!process->service().optional)
                giveUp(
                    QStringLiteral("%1: %2; see %3").arg(process->service().id, reason, process->logFile()));
            else
                startWhatCan();
        });
    }
}

void Supervisor::start()
{
    startWhatCan();
}

bool Supervisor::settled(const QString &id) const
{
    const auto found = std::find_if(m_services.begin(), m_services.end(), [&](const ServiceProcess *process) {
        return process->service().id == id;
    });
    if (found == m_services.end())
        return true;
    const auto state = (*found)->state();
    return state == ServiceProcess::State::Ready ||
           ((*found)->service().optional &&
            ((*found)->restarts() > 0 || state == ServiceProcess::State::Ended));
}

void Supervisor::startWhatCan()
{
    if (m_stopping)
        return;
    bool all = true;
    for (ServiceProcess *process : std::as_const(m_services)) {
        const QStringList needs = process->service().needs;
        const bool can =
            std::all_of(needs.begin(), needs.end(), [this](const QString &id) { return settled(id); });
        if (process->state() == ServiceProcess::State::Waiting && can) {
            m_started.append(process);
            process->start(m_variables);
        }
        all = all && settled(process->service().id);
    }
    if (all && !m_ready && !m_stopping) {
        m_ready = true;
        Q_EMIT ready();
    }
}

void Supervisor::giveUp(const QString &reason)
{
    if (m_stopping)
        return;
    m_reason = reason;
    stop();
}

void Supervisor::stop()
{
    if (m_stopping)
        return;
    m_stopping = true;
    stopNext();
}

void Supervisor::stopNext()
{
    while (!m_started.isEmpty()) {
        ServiceProcess *process = m_started.last();
        if (process->state() == ServiceProcess::State::Ended) {
            m_started.removeLast();
        } else {
            if (process->state() != ServiceProcess::State::Stopping)
                process->stop();
            return;
        }
    }
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT finished(m_reason); }, Qt::QueuedConnection);
}

QJsonArray Supervisor::state() const
{
    QJsonArray result;
    for (const ServiceProcess *process : m_services)
        result.append(QJsonObject{{QStringLiteral("id"), process->service().id},
                                  {QStringLiteral("pid"), process->pid()},
                                  {QStringLiteral("state"), name(process->state())},
                                  {QStringLiteral("once"), process->service().once},
                                  {QStringLiteral("restarts"), process->restarts()},
                                  {QStringLiteral("log"), process->logFile()}});
    return result;
}

} // namespace kiosk::ctl
