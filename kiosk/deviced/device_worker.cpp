#include <kiosk/deviced/device_worker.h>

#include <kiosk/core/error_catalogue.h>

#include <QLoggingCategory>

#include <fcntl.h>

namespace kiosk::deviced
{

namespace
{

Q_LOGGING_CATEGORY(log, "kiosk.devicehost")

constexpr Milliseconds pollDeadline = 10s; // opening a reader or a printer queue takes up to about 3 s
constexpr Milliseconds pollGrace = 2s;
constexpr Milliseconds awayInterval = 1s; // a port without udev: online two seconds after it was plugged in

qint64 steadyNow()
{
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// The state of a device that does not answer its state.
QJsonObject statusFrom(const Error &error)
{
    QString device = QStringLiteral("offline");
    for (const ErrorCode code :
         {error::noDevice, error::hardwareError, error::userError, error::deviceBusy}) {
        if (error.code == code)
            device = code.name().toString();
    }
    return {{QStringLiteral("device"), device},
            {QStringLiteral("error"), error.code.name().toString()},
            {QStringLiteral("message"), error.detail}};
}

/// XFS4IoT's device states; what is not one of them is said as unknown.
bool isDeviceState(const QString &state)
{
    static const QStringList states{
        QStringLiteral("online"),     QStringLiteral("offline"),       QStringLiteral("powerOff"),
        QStringLiteral("noDevice"),   QStringLiteral("hardwareError"), QStringLiteral("userError"),
        QStringLiteral("deviceBusy"), QStringLiteral("fraudAttempt"),  QStringLiteral("potentialFraud"),
        QStringLiteral("starting"),
    };
    return states.contains(state);
}

} // namespace

DeviceWorker::DeviceWorker(hal::DeviceConfiguration configuration, QList<hal::CounterRule> counters)
    : m_configuration(std::move(configuration)), m_counters(std::move(counters)),
      m_interval(m_configuration.settings[u"status_interval_ms"].toInt(2000)),
      m_identity(m_configuration.connect), m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DeviceWorker::poll);
}

void DeviceWorker::start()
{
    publish({{QStringLiteral("device"), QStringLiteral("starting")}});
    poll();
}

void DeviceWorker::submit(Job job)
{
    ++m_waiting;
    {
        const std::lock_guard lock(m_mutex);
        m_pollCancel.cancel();
    }
    QMetaObject::invokeMethod(
        this, [this, job = std::move(job)]() mutable { run(std::move(job)); }, Qt::QueuedConnection);
}

bool DeviceWorker::overdue() const
{
    const qint64 ends = m_pollEnds;
    return ends != 0 && steadyNow() > ends + pollGrace.count();
}

void DeviceWorker::poll()
{
    hal::OperationContext context{Deadline::in(pollDeadline), {}};
    {
        const std::lock_guard lock(m_mutex);
        m_pollCancel = context.cancel;
    }
    if (m_waiting > 0)
        return; // the operation polls when it is done
    m_pollEnds = steadyNow() + pollDeadline.count();
    const auto status = [&]() -> Result<QJsonObject> {
        KIOSK_TRY(ensureOpen(context));
        return m_device->status(context);
    }();
    if (status)
        forgetSettled(*status, context);
    m_pollEnds = 0;
    if (status) {
        publish(*status);
        if ((*status)[u"device"].toString() == u"noDevice")
            closeAfter(fail(error::noDevice)); // what answers so is to be opened again
    } else if (!context.cancel.canceled()) {
        closeAfter(status.error());
        publish(statusFrom(status.error()));
    }
    if (m_waiting == 0)
        m_timer.start(m_open ? m_interval : std::min(m_interval, awayInterval));
}

void DeviceWorker::look()
{
    if (m_waiting == 0)
        m_timer.start(0);
}

void DeviceWorker::forget(const QStringList &operations)
{
    m_settled += operations;
    m_settled.removeDuplicates();
    look();
}

/// What the device still lists and the journal is done with; again with the next poll where that fails.
void DeviceWorker::forgetSettled(const QJsonObject &status, hal::OperationContext &context)
{
    const QStringList recorded = status[u"recorded"].toVariant().toStringList();
    m_settled.removeIf([&](const QString &operation) { return !recorded.contains(operation); });
    if (m_settled.isEmpty())
        return;
    if (const Status forgotten = m_device->forget(m_settled, context);
        !forgotten && !context.cancel.canceled())
        qCWarning(log).noquote() << "forget:" << forgotten.error().code.name() << forgotten.error().detail;
}

void DeviceWorker::run(Job job)
{
    job.context.progress = [this, operation = job.operation](const QString &stage,
                                                             const QJsonObject &details) {
        Q_EMIT progress(operation, stage, details);
        countStage(stage);
    };
    job.context.show = [this, operation = job.operation](const FileDescriptor &view) {
        Q_EMIT viewShown(operation,
                         std::make_shared<FileDescriptor>(::fcntl(view.get(), F_DUPFD_CLOEXEC, 0)));
    };
    JobOutcome outcome{job.operation, {}, {}};
    auto result = execute(job);
    if (result) {
        outcome.result = std::make_shared<FileDescriptor>(std::move(*result));
    } else {
        outcome.error = result.error();
        closeAfter(result.error());
    }
    --m_waiting;
    Q_EMIT completed(outcome);
    m_timer.start(0); // what the operation changed is known at once
}

Result<FileDescriptor> DeviceWorker::execute(const Job &job)
{
    auto arguments = readPayload(job.arguments.fileDescriptor());
    if (!arguments)
        return arguments.error();
    hal::OperationContext context = job.context;
    KIOSK_TRY(ensureOpen(context));
    // An operation that came before the first answer may wait for a citizen; nobody is to be told "starting"
    // as long as that.
    if (m_status && (*m_status)[u"device"] == QStringLiteral("starting")) {
        if (const auto status = m_device->status(context))
            publish(*status);
    }
    auto result = m_device->execute(job.name, *arguments, context);
    for (QByteArray &blob : arguments->blobs)
        wipe(blob);
    if (!result)
        return result.error();
    countResult(job.name, result->fields);
    auto sealed = seal(*result);
    for (QByteArray &blob : result->blobs)
        wipe(blob);
    return sealed;
}

void DeviceWorker::countStage(const QString &stage)
{
    for (const hal::CounterRule &rule : std::as_const(m_counters)) {
        if (rule.stage == stage)
            Q_EMIT counted(rule.counter, 1);
    }
}

void DeviceWorker::countResult(const QString &operation, const QJsonObject &result)
{
    if (result[u"completion"].toString() == u"cancel")
        return; // the citizen's own way to do nothing
    for (const hal::CounterRule &rule : std::as_const(m_counters)) {
        const auto field = rule.operations.constFind(operation);
        if (field == rule.operations.constEnd())
            continue;
        // A device that does not say how many did it once at least.
        const QJsonValue many = result.value(field->isEmpty() ? QString() : *field);
        const qint64 by = many.isArray() ? many.toArray().size() : many.toInteger(1);
        if (by > 0)
            Q_EMIT counted(rule.counter, quint64(by));
    }
}

Status DeviceWorker::ensureOpen(hal::OperationContext &context)
{
    if (m_open)
        return {};
    if (!m_device) {
        auto device = hal::createDevice(m_configuration);
        if (!device)
            return device.error();
        m_device = std::move(*device);
    }
    KIOSK_TRY(m_device->open(context));
    m_open = true;
    const Status itself = checkUnit(context);
    if (!itself)
        closeAfter(itself.error());
    return itself;
}

/// Where devices.yaml names the one unit that belongs here, another of the same kind is not it.
Status DeviceWorker::checkUnit(hal::OperationContext &context)
{
    if (m_configuration.unit.isEmpty())
        return {};
    auto status = m_device->status(context);
    if (!status)
        return status.error();
    const QString serial =
        hal::identityOf(*status, hal::identityFromSystem(m_configuration.connect))[u"serial"].toString();
    if (serial == m_configuration.unit)
        return {};
    return fail(error::noDevice,
                serial.isEmpty()
                    ? QStringLiteral("the device tells no serial number, and devices.yaml names unit %1")
                          .arg(m_configuration.unit)
                    : QStringLiteral("unit %1 is here, and devices.yaml names unit %2")
                          .arg(serial, m_configuration.unit));
}

void DeviceWorker::closeAfter(const Error &error)
{
    if (!m_open || (error.code != error::noDevice && error.code != error::hardwareError &&
                    error.code != error::protocolError))
        return;
    m_device->close();
    m_open = false;
}

void DeviceWorker::publish(QJsonObject status)
{
    if (!isDeviceState(status[u"device"].toString()))
        status.insert(QStringLiteral("device"), QStringLiteral("unknown"));
    if (const QJsonObject identity = hal::identityOf(status, m_identity.in(status[u"device"].toString()));
        !identity.isEmpty())
        status.insert(QStringLiteral("identity"), identity);
    if (m_status == status)
        return;
    m_status = status;
    if (status.contains(u"error"))
        qCWarning(log).noquote() << status[u"error"].toString() << status[u"message"].toString();
    Q_EMIT statusChanged(status);
}

} // namespace kiosk::deviced
