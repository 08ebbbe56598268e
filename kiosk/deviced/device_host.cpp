#include <kiosk/deviced/device_host.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/ipc/bus.h>

#include "devicehost_adaptor.h"

#include <QJsonDocument>

#include <unistd.h>

namespace kiosk::deviced
{

namespace
{
QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}
} // namespace

DeviceHost::DeviceHost(hal::DeviceConfiguration configuration, QList<hal::CounterRule> counters)
    : m_driver(configuration.driver), m_relay(std::make_shared<TrafficRelay>()),
      m_worker(new DeviceWorker(std::move(configuration), std::move(counters)))
{
    connect(m_relay.get(), &TrafficRelay::told, this, &DeviceHost::Traffic);
    new DeviceHost1Adaptor(this);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &DeviceWorker::statusChanged, this, [this](const QJsonObject &status) {
        tellStep(QStringLiteral("state ") + status[u"device"].toString());
        Q_EMIT StatusChanged(compact(status));
    });
    connect(m_worker, &DeviceWorker::progress, this,
            [this](quint64 operation, const QString &stage, const QJsonObject &details) {
                tellStep(stage);
                Q_EMIT Progress(operation, stage, compact(details));
            });
    connect(m_worker, &DeviceWorker::viewShown, this,
            [this](quint64 operation, const std::shared_ptr<FileDescriptor> &view) {
                m_view = view;
                Q_EMIT Progress(operation, QString::fromLatin1(ipc::viewReady), compact({}));
            });
    connect(m_worker, &DeviceWorker::counted, this, &DeviceHost::Counted);
    connect(m_worker, &DeviceWorker::completed, this, &DeviceHost::finish);
    connect(&m_hotplug, &HotplugWatch::changed, m_worker, &DeviceWorker::look);
}

Result<std::unique_ptr<DeviceHost>> DeviceHost::create(hal::DeviceConfiguration configuration,
                                                       QDBusConnection connection)
{
    const auto classes = hal::DeviceClasses::load();
    if (!classes)
        return classes.error();
    auto counters = classes->rules(configuration.deviceClass).counters;
    std::unique_ptr<DeviceHost> host(new DeviceHost(std::move(configuration), std::move(counters)));
    if (!connection.registerObject(QString::fromLatin1(ipc::deviceHostPath), host.get()))
        return fail(error::internalError, QStringLiteral("the device's object could not be registered"));
    connection.connect({}, QStringLiteral("/org/freedesktop/DBus/Local"),
                       QStringLiteral("org.freedesktop.DBus.Local"), QStringLiteral("Disconnected"),
                       host.get(), SLOT(leave()));
    Q_EMIT host->Connected();
    return host;
}

DeviceHost::~DeviceHost()
{
    m_thread.quit();
    m_thread.wait();
}

void DeviceHost::Start()
{
    if (m_thread.isRunning())
        return ipc::replyError(*this, fail(error::sequenceError));
    m_thread.start();
    QMetaObject::invokeMethod(m_worker, &DeviceWorker::start, Qt::QueuedConnection);
}

void DeviceHost::Execute(qulonglong operation, const QString &name, const QDBusUnixFileDescriptor &arguments,
                         const QString &journalOperation, uint timeoutMs)
{
    if (m_operation != 0)
        return ipc::replyError(*this, fail(error::deviceBusy));
    m_operation = operation;
    tellStep(name);
    m_cancel = CancelToken();
    m_worker->submit(
        {operation, name, arguments,
         hal::OperationContext{Deadline::in(Milliseconds(timeoutMs)), m_cancel, {}, journalOperation}});
}

void DeviceHost::Cancel(qulonglong operation)
{
    if (operation != m_operation)
        return;
    tellStep(QStringLiteral("cancel"));
    m_cancel.cancel();
}

QDBusUnixFileDescriptor DeviceHost::TakeResult(qulonglong operation)
{
    const auto found = m_results.find(operation);
    if (found == m_results.end()) {
        ipc::replyError(*this,
                        fail(error::invalidData, QStringLiteral("no result of operation %1").arg(operation)));
        return {};
    }
    const auto result = std::move(found->second);
    m_results.erase(found);
    return ipc::toDBus(*result);
}

QDBusUnixFileDescriptor DeviceHost::TakeView(qulonglong operation)
{
    if (operation != m_operation || !m_view) {
        ipc::replyError(*this,
                        fail(error::invalidData, QStringLiteral("no view of operation %1").arg(operation)));
        return {};
    }
    return ipc::toDBus(*m_view);
}

void DeviceHost::Forget(const QStringList &operations)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, operations] { worker->forget(operations); }, Qt::QueuedConnection);
}

void DeviceHost::Alive()
{
    if (m_worker->overdue())
        ipc::replyError(*this, fail(error::timeOut, QStringLiteral("the driver does not return")));
}

void DeviceHost::RecordTraffic(bool on)
{
    m_traffic = on;
    tellStep(QStringLiteral("recording, pid %1").arg(::getpid()));
    hal::TrafficSink sink;
    if (on)
        sink = [relay = m_relay](const QString &line) { relay->add(line); };
    (void)hal::tapDriver(m_driver, sink); // one that cannot be loaded says so where it is opened
}

void DeviceHost::tellStep(const QString &words)
{
    if (m_traffic)
        m_relay->add(hal::trafficStep(words));
}

void DeviceHost::finish(const JobOutcome &outcome)
{
    m_operation = 0;
    m_view.reset();
    tellStep(outcome.error ? outcome.error->code.name().toString() : QStringLiteral("ok"));
    if (!outcome.error) {
        m_results[outcome.operation] = outcome.result;
        Q_EMIT Completed(outcome.operation, QStringLiteral("success"), {}, {});
        return;
    }
    const ErrorEntry &entry = describe(outcome.error->code);
    const QString code = entry.code.name().toString();
    Q_EMIT Completed(outcome.operation, entry.completion, code == entry.completion ? QString() : code,
                     outcome.error->detail);
}

void DeviceHost::leave()
{
    ::_exit(0); // without kiosk-deviced there is nobody to answer, and the driver's thread may block
}

} // namespace kiosk::deviced
