#include <kiosk/shell/devices_client.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/pulse.h>
#include <kiosk/hal/device_condition.h>

#include <devices_proxy.h>
#include <devicesettings_proxy.h>
#include <devicetraffic_proxy.h>

#include <QDBusServiceWatcher>
#include <QJsonDocument>
#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcDevices, "kiosk.shell.devices")

namespace kiosk::shell
{

namespace
{

/// The object that a reply's text is.
Result<QJsonObject> objectIn(const Result<QDBusMessage> &reply)
{
    if (!reply)
        return reply.error();
    const auto text = ipc::argument<QString>(*reply);
    if (!text)
        return text.error();
    return QJsonDocument::fromJson(text->toUtf8()).object();
}

} // namespace

/// An operation under way; `done` wakes whoever waits.
struct DevicesClient::Pending {
    std::optional<Status> outcome;
    Progress progress;
    Shown shown;
    bool viewReady = false; ///< before it was known whose it is
    CancelToken cancel;
    Pulse done;
};

DevicesClient::DevicesClient(const QDBusConnection &bus, QObject *parent)
    : QObject(parent), m_bus(bus),
      m_proxy(std::make_unique<OrgBianminDevices1Interface>(QString::fromLatin1(ipc::devicesName),
                                                            QString::fromLatin1(ipc::devicesPath), m_bus)),
      m_settings(std::make_unique<OrgBianminDeviceSettings1Interface>(
          QString::fromLatin1(ipc::devicesName), QString::fromLatin1(ipc::deviceSettingsPath), m_bus)),
      m_traffic(std::make_unique<OrgBianminDeviceTraffic1Interface>(
          QString::fromLatin1(ipc::devicesName), QString::fromLatin1(ipc::deviceTrafficPath), m_bus))
{
    using Proxy = OrgBianminDevices1Interface;
    connect(m_proxy.get(), &Proxy::Completed, this, &DevicesClient::onCompleted);
    connect(m_proxy.get(), &Proxy::Progress, this, &DevicesClient::onProgress);
    connect(m_proxy.get(), &Proxy::StatusChanged, this, &DevicesClient::onStatusChanged);
    connect(m_settings.get(), &OrgBianminDeviceSettings1Interface::Changed, this,
            [this](const QString &device, const QString &settings) {
                Q_EMIT settingsChanged(device, QJsonDocument::fromJson(settings.toUtf8()).object());
            });
    auto *watcher = new QDBusServiceWatcher(QString::fromLatin1(ipc::devicesName), m_bus,
                                            QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this, &DevicesClient::onServiceGone);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, [this] { refresh(); });
}

DevicesClient::~DevicesClient() = default;

QJsonObject DevicesClient::deviceOfClass(const QString &deviceClass) const
{
    return hal::deviceOfClass(m_devices, deviceClass);
}

QCoro::Task<void> DevicesClient::refresh()
{
    const auto reply = co_await ipc::awaitReply(m_proxy->List());
    if (!reply) {
        qCWarning(lcDevices) << "list:" << reply.error().detail;
        co_return;
    }
    const auto text = ipc::argument<QString>(*reply);
    m_devices = text ? QJsonDocument::fromJson(text->toUtf8()).array() : QJsonArray();
    Q_EMIT devicesChanged();
}

QCoro::Task<Status> DevicesClient::restart(QString device)
{
    const auto reply = co_await ipc::awaitReply(m_proxy->Restart(device));
    if (!reply)
        co_return reply.error();
    co_return Status();
}

QCoro::Task<Result<QJsonObject>> DevicesClient::record(QString device)
{
    co_return objectIn(co_await ipc::awaitReply(m_proxy->Record(device)));
}

QCoro::Task<Result<QJsonObject>> DevicesClient::settings(QString device)
{
    co_return objectIn(co_await ipc::awaitReply(m_settings->Show(device)));
}

QCoro::Task<Status> DevicesClient::applySettings(QString device, QJsonObject settings, QString by)
{
    const QString text = QString::fromUtf8(QJsonDocument(settings).toJson(QJsonDocument::Compact));
    const auto reply = co_await ipc::awaitReply(m_settings->Apply(device, text, by));
    co_return reply ? Status() : Status(reply.error());
}

QCoro::Task<Status> DevicesClient::undoSettings(QString device, QString by)
{
    const auto reply = co_await ipc::awaitReply(m_settings->Undo(device, by));
    co_return reply ? Status() : Status(reply.error());
}

QCoro::Task<Status> DevicesClient::recordTraffic(QString device, bool on, QString by)
{
    // Not within the co_await: GCC 12 evaluates both sides there.
    const QDBusPendingCall asked = on ? m_traffic->Start(device, by) : m_traffic->Stop(device, by);
    const auto reply = co_await ipc::awaitReply(asked);
    co_return reply ? Status() : Status(reply.error());
}

QCoro::Task<Result<QJsonObject>> DevicesClient::traffic(QString device, uint most)
{
    co_return objectIn(co_await ipc::awaitReply(m_traffic->Show(device, most)));
}

void DevicesClient::note(const QString &device, const QString &what, const QString &result)
{
    m_proxy->Note(device, what, result);
}

QCoro::Task<Status> DevicesClient::maintained(QString device, QString task, QString by)
{
    const auto reply = co_await ipc::awaitReply(m_proxy->Maintained(device, task, by));
    if (!reply)
        co_return reply.error();
    co_return Status();
}

QCoro::Task<Result<Payload>> DevicesClient::run(Request request)
{
    const auto reply = co_await ipc::awaitReply(m_proxy->Claim(request.device, request.session));
    if (!reply)
        co_return reply.error();
    const auto claim = ipc::argument<QString>(*reply);
    if (!claim)
        co_return claim.error();
    auto result = co_await runClaimed(std::move(request), *claim);
    m_proxy->Release(*claim);
    co_return result;
}

QCoro::Task<Result<Payload>> DevicesClient::runClaimed(Request request, QString claim)
{
    auto arguments = ipc::descriptorFor(request.arguments);
    if (!arguments)
        co_return arguments.error();
    const QDBusPendingCall begin = m_proxy->Begin(claim, request.operation, *arguments,
                                                  request.journalOperation, uint(request.timeout.count()));
    if (request.sent)
        request.sent();
    const auto reply = co_await ipc::awaitReply(begin);
    if (!reply)
        co_return reply.error();
    const auto operation = ipc::argument<qulonglong>(*reply);
    if (!operation)
        co_return operation.error();

    auto pending = m_early.take(*operation);
    if (!pending)
        pending = std::make_shared<Pending>();
    pending->progress = request.progress;
    pending->shown = request.shown;
    pending->cancel = request.cancel;
    m_pending.insert(*operation, pending);
    if (request.cancel.canceled())
        m_proxy->Cancel(*operation);
    if (pending->viewReady)
        takeView(*operation, pending);
    while (!pending->outcome)
        co_await pending->done.next();
    m_pending.remove(*operation);
    if (!*pending->outcome) {
        const Error error = pending->outcome->error();
        if (error.code == error::deviceNotReady && !request.journalOperation.isEmpty())
            co_return fail(error::outcomeUnknown, error.detail);
        co_return error;
    }
    const auto taken = co_await ipc::awaitReply(m_proxy->TakeResult(*operation));
    if (!taken)
        co_return taken.error();
    const auto descriptor = ipc::argument<QDBusUnixFileDescriptor>(*taken);
    if (!descriptor)
        co_return descriptor.error();
    co_return readPayload(descriptor->fileDescriptor());
}

void DevicesClient::cancel(const CancelToken &token)
{
    token.cancel();
    for (auto entry = m_pending.cbegin(); entry != m_pending.cend(); ++entry) {
        if (entry.value()->cancel.canceled())
            m_proxy->Cancel(entry.key());
    }
}

std::shared_ptr<DevicesClient::Pending> DevicesClient::pendingOf(quint64 operation)
{
    auto pending = m_pending.value(operation, m_early.value(operation));
    if (!pending) {
        pending = std::make_shared<Pending>();
        m_early.insert(operation, pending);
    }
    return pending;
}

QCoro::Task<void> DevicesClient::takeView(quint64 operation, std::shared_ptr<Pending> pending)
{
    if (!pending->shown)
        co_return;
    const auto reply = co_await ipc::awaitReply(m_proxy->TakeView(operation));
    const auto view = reply ? ipc::argument<QDBusUnixFileDescriptor>(*reply)
                            : Result<QDBusUnixFileDescriptor>(reply.error());
    const Status sound = view ? checkView(view->fileDescriptor()) : Status(view.error());
    if (!sound)
        qCWarning(lcDevices) << "view:" << sound.error().detail;
    else if (!pending->outcome)
        pending->shown(*view);
}

void DevicesClient::onCompleted(qulonglong operation, const QString &completion, const QString &error,
                                const QString &detail)
{
    const auto pending = pendingOf(operation);
    if (completion == u"success")
        pending->outcome = Status();
    else
        pending->outcome = Status(fail(errorCodeFrom(error.isEmpty() ? completion : error), detail));
    pending->done.send();
}

void DevicesClient::onProgress(qulonglong operation, const QString &stage, const QString &details)
{
    if (stage == QLatin1String(ipc::viewReady)) {
        const auto pending = pendingOf(operation);
        pending->viewReady = true;
        takeView(operation, pending);
    } else if (const auto pending = m_pending.value(operation); pending && pending->progress)
        pending->progress(stage, QJsonDocument::fromJson(details.toUtf8()).object());
}

void DevicesClient::onStatusChanged(const QString &device, const QString &entry)
{
    const QJsonObject object = QJsonDocument::fromJson(entry.toUtf8()).object();
    bool known = false;
    for (qsizetype i = 0; i < m_devices.size(); ++i) {
        if (m_devices.at(i)[u"id"].toString() == device) {
            m_devices[i] = object;
            known = true;
        }
    }
    if (!known)
        m_devices.append(object);
    Q_EMIT devicesChanged();
}

void DevicesClient::onServiceGone()
{
    const auto pendings = m_pending;
    for (const auto &pending : pendings) {
        pending->outcome = Status(fail(error::deviceNotReady, QStringLiteral("kiosk-deviced left the bus")));
        pending->done.send();
    }
    for (qsizetype i = 0; i < m_devices.size(); ++i) {
        QJsonObject device = m_devices.at(i).toObject();
        device.insert(QStringLiteral("state"), QStringLiteral("offline"));
        m_devices[i] = device;
    }
    Q_EMIT devicesChanged();
}

} // namespace kiosk::shell
