#include <kiosk/deviced/managed_device.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/deviced/log.h>
#include <kiosk/hal/device_condition.h>

#include <QUuid>

namespace kiosk::deviced
{

namespace
{

QJsonObject deviceState(const char *state)
{
    return {{QStringLiteral("device"), QString::fromLatin1(state)}};
}

} // namespace

ManagedDevice::ManagedDevice(hal::DeviceConfiguration configuration, QString configurationFile,
                             const Supervision &supervision, RedeemOperation redeem, QObject *parent)
    : QObject(parent), m_configuration(std::move(configuration)),
      m_configurationFile(std::move(configurationFile)), m_supervision(supervision),
      m_redeem(std::move(redeem)), m_policy(supervision), m_status(deviceState("starting"))
{
    m_restartTimer.setSingleShot(true);
    connect(&m_restartTimer, &QTimer::timeout, this, &ManagedDevice::start);
    m_deadline.setSingleShot(true);
    m_deadline.setTimerType(Qt::PreciseTimer); // never before the operation's own time is over
    connect(&m_deadline, &QTimer::timeout, this, &ManagedDevice::onDeadline);
    m_busy.setSingleShot(true);
    connect(&m_busy, &QTimer::timeout, this,
            [this] { m_host->end(QStringLiteral("was busy for too long")); });
}

ManagedDevice::ManagedDevice(const hal::RefusedDevice &refused, const Supervision &supervision,
                             QObject *parent)
    : QObject(parent), m_supervision(supervision), m_policy(supervision), m_refusal(refused.reason),
      m_message(refused.reason), m_status(deviceState("noDevice"))
{
    m_configuration.id = refused.id;
    m_configuration.deviceClass = refused.deviceClass;
    m_configuration.driver = refused.driver;
}

QJsonObject ManagedDevice::entry() const
{
    const QString message = m_message.isEmpty() ? m_status[u"message"].toString() : m_message;
    QJsonObject entry{{QStringLiteral("id"), m_configuration.id},
                      {QStringLiteral("class"), m_configuration.deviceClass},
                      {QStringLiteral("driver"), m_configuration.driver},
                      {QStringLiteral("state"), m_status[u"device"]},
                      {QStringLiteral("status"), m_status},
                      {QStringLiteral("claimed"), m_claim.has_value()},
                      {QStringLiteral("restarts"), m_restarts},
                      {QStringLiteral("message"), message}};
    if (!m_configuration.trays.isEmpty())
        entry.insert(QStringLiteral("papers"), hal::papersOf(m_configuration.trays));
    return entry;
}

Result<Claim> ManagedDevice::claim(const QString &owner, const QString &session)
{
    if (!m_refusal.isEmpty())
        return fail(error::noDevice, m_refusal);
    if (m_claim)
        return fail(error::deviceBusy, QStringLiteral("%1 is claimed").arg(id()));
    m_claim = Claim{QUuid::createUuid().toString(QUuid::WithoutBraces), owner, session};
    Q_EMIT changed();
    return *m_claim;
}

void ManagedDevice::release()
{
    if (m_operation)
        cancel();
    m_result.reset();
    m_claim.reset();
    Q_EMIT changed();
}

void ManagedDevice::start()
{
    m_host = new HostProcess(id(), m_configurationFile, m_environment, m_supervision, this);
    connect(m_host, &HostProcess::statusChanged, this, [this](const QJsonObject &status) {
        m_status = status;
        m_recorded = m_status.take(QStringLiteral("recorded")).toVariant().toStringList();
        m_message.clear();
        watchBusy();
        Q_EMIT changed();
        Q_EMIT recordedChanged();
    });
    connect(m_host, &HostProcess::progress, this,
            [this](quint64 operation, const QString &stage, const QString &details) {
                if (runs(operation))
                    Q_EMIT progress(operation, stage, details);
            });
    connect(m_host, &HostProcess::counted, this, &ManagedDevice::counted);
    connect(m_host, &HostProcess::trafficTold, this, &ManagedDevice::trafficTold);
    m_host->recordTraffic(m_traffic);
    connect(m_host, &HostProcess::completed, this, &ManagedDevice::onCompleted);
    connect(m_host, &HostProcess::ended, this, &ManagedDevice::onEnded);
    m_host->start();
}

Status ManagedDevice::restart()
{
    if (!m_refusal.isEmpty())
        return fail(error::noDevice, m_refusal);
    m_policy.reset();
    if (m_host != nullptr) {
        m_ending = true;
        m_host->end(QStringLiteral("restart asked for"));
    } else {
        m_restartTimer.stop();
        start();
    }
    return {};
}

QCoro::Task<Status> ManagedDevice::begin(Request request, hal::OperationRule rule)
{
    if (m_operation)
        co_return fail(error::deviceBusy, QStringLiteral("%1 is at work").arg(id()));
    if (m_host == nullptr || !m_host->ready())
        co_return fail(error::deviceNotReady, m_message);
    if (!rule.journal.isEmpty() && request.journalOperation.isEmpty())
        co_return fail(error::authorisationRequired,
                       QStringLiteral("%1 needs an operation of the journal").arg(request.name));
    m_result.reset();
    m_operation = Operation{request.operation, m_claim->id, rule};
    watchBusy();
    if (!rule.journal.isEmpty()) {
        const Status redeemed = co_await m_redeem(request.journalOperation, rule.journal, id());
        std::optional<Error> refusal;
        if (!redeemed)
            refusal = redeemed.error();
        else if (!m_claim || m_claim->id != m_operation->claim)
            refusal = fail(error::canceled, QStringLiteral("the claim was given up"));
        else if (m_host == nullptr || !m_host->ready())
            refusal = fail(error::deviceNotReady, m_message);
        if (refusal) {
            m_operation.reset();
            watchBusy();
            co_return *refusal;
        }
    }
    m_operation->executing = true;
    m_deadline.start(request.timeout + m_supervision.grace);
    auto *watcher =
        new QDBusPendingCallWatcher(m_host->execute(request.operation, request.name, request.arguments,
                                                    request.journalOperation, request.timeout),
                                    m_host);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, watcher, operation = request.operation] {
                watcher->deleteLater();
                if (!watcher->isError() || !runs(operation))
                    return;
                // Only the process's own word means that nothing was begun. A lost reply does not: what ends
                // the process follows, or the deadline.
                if (const Error refusal = ipc::errorFrom(watcher->error()); refusal.code == error::deviceBusy)
                    finish(refusal);
            });
    co_return Status();
}

void ManagedDevice::cancel()
{
    if (!m_operation || !m_operation->executing || m_host == nullptr)
        return;
    m_host->cancel(m_operation->id);
    // Paper on its way is followed to its end; anything else is not waited for.
    if (!m_operation->rule.lost && Milliseconds(m_deadline.remainingTime()) > m_supervision.cancel)
        m_deadline.start(m_supervision.cancel);
}

void ManagedDevice::forget(const QStringList &operations)
{
    if (m_host != nullptr)
        m_host->forget(operations);
}

void ManagedDevice::recordTraffic(bool on)
{
    m_traffic = on;
    if (m_host != nullptr)
        m_host->recordTraffic(on);
}

QDBusUnixFileDescriptor ManagedDevice::takeResult()
{
    QDBusUnixFileDescriptor descriptor = m_result->descriptor;
    m_result.reset();
    return descriptor;
}

QCoro::Task<Result<QDBusUnixFileDescriptor>> ManagedDevice::takeView(quint64 operation)
{
    if (!m_operation->executing || m_host == nullptr || !m_host->ready())
        co_return fail(error::invalidData, QStringLiteral("nothing to look at yet"));
    const auto reply = co_await ipc::awaitReply(m_host->takeView(operation));
    // Whoever asked may have gone meanwhile, and the device be another's.
    if (!runs(operation) || !m_claim || m_claim->id != m_operation->claim)
        co_return fail(error::canceled);
    if (!reply)
        co_return reply.error();
    const auto view = ipc::argument<QDBusUnixFileDescriptor>(*reply);
    if (view)
        KIOSK_CO_TRY(checkView(view->fileDescriptor()));
    co_return view;
}

void ManagedDevice::onEnded(const QString &reason)
{
    const Milliseconds pause = m_policy.next(m_host->lived());
    qCWarning(log).noquote() << id() << "device process" << reason << "- again in" << pause.count() << "ms";
    m_busy.stop();
    m_busySince.invalidate();
    m_wasOnline = false;
    m_host->deleteLater();
    m_host = nullptr;
    m_message = QStringLiteral("device process %1").arg(reason);
    // What was asked for is no failure of the device; that it does not come back would be.
    m_status = deviceState(std::exchange(m_ending, false) ? "starting" : "offline");
    ++m_restarts;
    m_restartTimer.start(pause);
    if (m_operation && m_operation->executing)
        finish(fail(m_operation->rule.lost.value_or(error::deviceNotReady), m_message)); // soon back
    Q_EMIT changed();
}

void ManagedDevice::onDeadline()
{
    const QString reason = QStringLiteral("did not finish an operation in its time");
    finish(fail(m_operation->rule.lost.value_or(error::timeOut),
                QStringLiteral("device process %1").arg(reason)));
    m_host->end(reason);
}

QCoro::Task<void> ManagedDevice::onCompleted(quint64 operation, QString completion, QString error,
                                             QString detail)
{
    if (!runs(operation))
        co_return;
    if (completion != u"success") {
        finish(completion, error, detail);
        co_return;
    }
    const auto reply = co_await ipc::awaitReply(m_host->takeResult(operation));
    if (!runs(operation))
        co_return; // ended meanwhile, and said so
    const auto descriptor = reply ? ipc::argument<QDBusUnixFileDescriptor>(*reply)
                                  : Result<QDBusUnixFileDescriptor>(reply.error());
    if (!descriptor) {
        finish(fail(m_operation->rule.lost.value_or(error::internalError), descriptor.error().detail));
        co_return;
    }
    if (m_claim && m_claim->id == m_operation->claim)
        m_result = HeldResult{operation, *descriptor};
    finish(completion, error, detail);
}

void ManagedDevice::finish(const Error &error)
{
    const ErrorEntry &entry = describe(error.code);
    const QString code = error.code.name().toString();
    finish(entry.completion, code == entry.completion ? QString() : code, error.detail);
}

void ManagedDevice::finish(const QString &completion, const QString &error, const QString &detail)
{
    m_deadline.stop();
    const quint64 operation = m_operation->id;
    m_operation.reset();
    watchBusy();
    Q_EMIT completed(operation, completion, error, detail);
}

void ManagedDevice::watchBusy()
{
    // One that another program keeps from the start is left to it: a new process would find it no other.
    const QString state = m_status[u"device"].toString();
    m_wasOnline = m_wasOnline || state == u"online";
    if (state != u"deviceBusy" || !m_wasOnline)
        m_busySince.invalidate();
    else if (!m_busySince.isValid())
        m_busySince.start();
    if (!m_busySince.isValid() || m_operation)
        m_busy.stop();
    else if (!m_busy.isActive())
        m_busy.start(std::max(Milliseconds(0), m_supervision.busy - Milliseconds(m_busySince.elapsed())));
}

} // namespace kiosk::deviced
