#include <kiosk/deviced/device_registry.h>

#include "devices_adaptor.h"
#include "services_proxy.h"

#include <kiosk/core/error_catalogue.h>
#include <kiosk/deviced/log.h>
#include <kiosk/hal/device_condition.h>

#include <QDBusConnectionInterface>
#include <QDateTime>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>

namespace kiosk::deviced
{

namespace
{

constexpr qint64 largestArguments = qint64(64) * 1024 * 1024;
constexpr Milliseconds longestTimeout = 30min;

QString compactText(const QJsonValue &value)
{
    const QJsonDocument document =
        value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

/// Looks at the descriptor only: what is in it concerns the device's process.
Status checkArguments(int fd)
{
    const int seals = ::fcntl(fd, F_GET_SEALS);
    if (seals < 0 || (seals & (F_SEAL_WRITE | F_SEAL_SHRINK)) != (F_SEAL_WRITE | F_SEAL_SHRINK))
        return fail(error::invalidData, QStringLiteral("the arguments are not a sealed memory file"));
    struct stat info = {};
    if (::fstat(fd, &info) != 0 || info.st_size > largestArguments)
        return fail(error::invalidData, QStringLiteral("the arguments are too large"));
    return {};
}

} // namespace

Result<std::unique_ptr<DeviceRegistry>> DeviceRegistry::create(const QString &configurationFile,
                                                               const QString &supervisionFile,
                                                               std::unique_ptr<DeviceRecord> deviceRecord,
                                                               SettingsStore settings, QDBusConnection bus)
{
    auto classes = hal::DeviceClasses::load();
    if (!classes)
        return classes.error();
    const auto supervision = Supervision::load(supervisionFile);
    if (!supervision)
        return supervision.error();
    std::unique_ptr<DeviceRegistry> registry(
        new DeviceRegistry(std::move(*classes), *supervision, std::move(deviceRecord), bus));
    registry->m_settings = std::make_unique<SettingsService>(
        SettingsService::Terminal{configurationFile, supervision->settings, *registry->m_deviceRecord,
                                  std::bind_front(&DeviceRegistry::byId, registry.get()),
                                  std::bind_front(&DeviceRegistry::record, registry.get())},
        std::move(settings));
    registry->m_traffic = std::make_unique<TrafficService>(
        TrafficService::Terminal{supervision->traffic, supervision->trafficBytes, *registry->m_deviceRecord,
                                 std::bind_front(&DeviceRegistry::byId, registry.get()),
                                 std::bind_front(&DeviceRegistry::record, registry.get())},
        bus);
    registry->load(configurationFile);
    if (!bus.registerObject(QString::fromLatin1(ipc::devicesPath), registry.get()) ||
        !bus.registerObject(QString::fromLatin1(ipc::deviceSettingsPath), registry->m_settings.get()) ||
        !bus.registerObject(QString::fromLatin1(ipc::deviceTrafficPath), registry->m_traffic.get()) ||
        !bus.registerService(QString::fromLatin1(ipc::devicesName)))
        return fail(error::internalError, QStringLiteral("%1: %2").arg(QString::fromLatin1(ipc::devicesName),
                                                                       bus.lastError().message()));
    if (bus.interface()->isServiceRegistered(QString::fromLatin1(ipc::servicesName)))
        registry->m_settings->tellInterrupted();
    return registry;
}

DeviceRegistry::DeviceRegistry(hal::DeviceClasses classes, const Supervision &supervision,
                               std::unique_ptr<DeviceRecord> deviceRecord, const QDBusConnection &bus)
    : m_classes(std::move(classes)), m_supervision(supervision), m_deviceRecord(std::move(deviceRecord)),
      m_bus(bus), m_services(std::make_unique<OrgBianminServices1Interface>(
                      QString::fromLatin1(ipc::servicesName), QString::fromLatin1(ipc::servicesPath), bus)),
      // Ids of an earlier life of this process mean nothing, and stay exact as a double.
      m_lastOperation(quint64(QDateTime::currentMSecsSinceEpoch()))
{
    new Devices1Adaptor(this);
    m_services->setTimeout(int(m_supervision.redeem.count()));
    m_owners.setConnection(bus);
    m_owners.setWatchMode(QDBusServiceWatcher::WatchForUnregistration);
    connect(&m_owners, &QDBusServiceWatcher::serviceUnregistered, this, &DeviceRegistry::forgetOwner);
    m_serviced.setConnection(bus);
    m_serviced.setWatchMode(QDBusServiceWatcher::WatchForRegistration);
    m_serviced.addWatchedService(QString::fromLatin1(ipc::servicesName));
    connect(&m_serviced, &QDBusServiceWatcher::serviceRegistered, this, [this] {
        m_reported.clear(); // what it was told while it was away is lost
        m_settings->tellInterrupted();
        for (ManagedDevice *device : std::as_const(m_devices)) {
            report(device);
            settle(device);
        }
    });
    connect(m_services.get(), &OrgBianminServices1Interface::OperationsEnded, this, [this] {
        for (ManagedDevice *device : std::as_const(m_devices))
            settle(device);
    });
}

DeviceRegistry::~DeviceRegistry() = default;

void DeviceRegistry::report(const ManagedDevice *device)
{
    const QJsonObject entry = device->entry();
    const QString state = entry[u"state"].toString();
    if (state == u"starting" || state == u"deviceBusy" || m_reported.value(device->id()) == state)
        return;
    m_reported.insert(device->id(), state);
    record(QStringLiteral("device"), device->id(), state == u"online" ? QStringLiteral("ok") : state,
           entry[u"message"].toString());
}

void DeviceRegistry::record(const QString &what, const QString &device, const QString &result,
                            const QString &detail)
{
    m_services->Record(what, device, result, detail);
}

void DeviceRegistry::load(const QString &configurationFile)
{
    const auto configuration = hal::loadTerminalConfiguration(configurationFile);
    if (!configuration) {
        qCCritical(log).noquote() << configuration.error().detail;
        return;
    }
    for (const Finding &finding : configuration->findings)
        qCWarning(log).noquote() << finding.text();
    for (const hal::RefusedDevice &refused : configuration->refused)
        add(new ManagedDevice(refused, m_supervision, this));
    for (const hal::DeviceConfiguration &device : configuration->devices) {
        auto *managed = new ManagedDevice(device, configurationFile, m_supervision,
                                          std::bind_front(&DeviceRegistry::redeem, this), this);
        managed->setEnvironment(configuration->emulatorEnvironment(device.id));
        add(managed);
        managed->start();
    }
}

void DeviceRegistry::add(ManagedDevice *device)
{
    m_devices.append(device);
    m_deviceRecord->add(device->id());
    connect(device, &ManagedDevice::changed, this, [this, device] {
        const QJsonObject entry = entryOf(device);
        Q_EMIT StatusChanged(device->id(), compactText(entry));
        const hal::DeviceCondition condition = hal::conditionOf(entry);
        m_deviceRecord->noteState(device->id(), condition.what, condition.word);
        report(device);
        m_settings->look(device);
    });
    connect(device, &ManagedDevice::counted, this, [this, device](const QString &counter, qint64 by) {
        m_deviceRecord->count(device->id(), counter, by);
    });
    connect(device, &ManagedDevice::completed, this,
            [this, device](quint64, const QString &completion, const QString &error) {
                noteFailure(device, error.isEmpty() ? completion : error);
            });
    connect(device, &ManagedDevice::recordedChanged, this, [this, device] { settle(device); });
    connect(device, &ManagedDevice::progress, this, &DeviceRegistry::Progress);
    connect(device, &ManagedDevice::completed, this, &DeviceRegistry::Completed);
}

QString DeviceRegistry::List() const
{
    QJsonArray entries;
    for (const ManagedDevice *device : m_devices)
        entries.append(entryOf(device));
    return compactText(entries);
}

QJsonObject DeviceRegistry::entryOf(const ManagedDevice *device) const
{
    QJsonObject entry = device->entry();
    entry.insert(QStringLiteral("overdue"),
                 m_deviceRecord->overdue(device->id(), m_classes.rules(device->deviceClass())));
    return entry;
}

/// What a citizen did or did not do is no event of the device.
void DeviceRegistry::noteFailure(const ManagedDevice *device, const QString &error)
{
    const ErrorEntry *entry = findError(error);
    if (entry != nullptr && (entry->severity == u"error" || entry->severity == u"critical"))
        m_deviceRecord->note(device->id(), QStringLiteral("failure"), error);
}

QString DeviceRegistry::Claim(const QString &device, const QString &session)
{
    ManagedDevice *found = byId(device);
    const auto claim =
        found != nullptr
            ? found->claim(message().service(), session)
            : Result<deviced::Claim>(fail(error::noDevice, QStringLiteral("no device '%1'").arg(device)));
    if (!claim) {
        ipc::replyError(*this, claim.error());
        return {};
    }
    m_owners.addWatchedService(claim->owner);
    return claim->id;
}

void DeviceRegistry::Release(const QString &claim)
{
    if (ManagedDevice *device = byClaim(claim))
        device->release();
    else
        ipc::replyError(*this, fail(error::authorisationRequired, QStringLiteral("not your claim")));
}

qulonglong DeviceRegistry::Begin(const QString &claim, const QString &name,
                                 const QDBusUnixFileDescriptor &arguments, const QString &journalOperation,
                                 uint timeoutMs)
{
    ManagedDevice *device = byClaim(claim);
    const hal::OperationRule *rule = device ? m_classes.operation(device->deviceClass(), name) : nullptr;
    Status allowed;
    if (device == nullptr)
        allowed = fail(error::authorisationRequired, QStringLiteral("not your claim"));
    else if (rule == nullptr)
        allowed = fail(error::unsupportedCommand,
                       QStringLiteral("%1 has no operation '%2'").arg(device->deviceClass(), name));
    else if (timeoutMs == 0 || Milliseconds(timeoutMs) > longestTimeout)
        allowed = fail(error::invalidData, QStringLiteral("a time-out of %1 ms").arg(timeoutMs));
    else
        allowed = checkArguments(arguments.fileDescriptor());
    if (!allowed) {
        ipc::replyError(*this, allowed.error());
        return 0;
    }
    setDelayedReply(true);
    answerBegin(message(), device,
                {++m_lastOperation, name, arguments, journalOperation, Milliseconds(timeoutMs)}, *rule);
    return 0;
}

QCoro::Task<void> DeviceRegistry::answerBegin(QDBusMessage call, ManagedDevice *device, Request request,
                                              hal::OperationRule rule)
{
    const quint64 operation = request.operation;
    const Status begun = co_await device->begin(std::move(request), std::move(rule));
    if (begun)
        ipc::reply(m_bus, call, {QVariant::fromValue(qulonglong(operation))});
    else
        ipc::replyError(m_bus, call, begun.error());
}

void DeviceRegistry::Cancel(qulonglong operation)
{
    if (ManagedDevice *device = byOperation(operation))
        device->cancel();
    else
        ipc::replyError(*this, fail(error::authorisationRequired, QStringLiteral("not your operation")));
}

QDBusUnixFileDescriptor DeviceRegistry::TakeResult(qulonglong operation)
{
    ManagedDevice *device = byOperation(operation);
    if (device == nullptr || !device->holdsResultOf(operation)) {
        ipc::replyError(*this, fail(error::authorisationRequired, QStringLiteral("no result of yours")));
        return {};
    }
    return device->takeResult();
}

QDBusUnixFileDescriptor DeviceRegistry::TakeView(qulonglong operation)
{
    ManagedDevice *device = byOperation(operation);
    if (device == nullptr || !device->runs(operation)) {
        ipc::replyError(*this, fail(error::authorisationRequired, QStringLiteral("not your operation")));
        return {};
    }
    setDelayedReply(true);
    answerView(message(), device, operation);
    return {};
}

QCoro::Task<void> DeviceRegistry::answerView(QDBusMessage call, ManagedDevice *device, quint64 operation)
{
    const auto view = co_await device->takeView(operation);
    if (view)
        ipc::reply(m_bus, call, {QVariant::fromValue(*view)});
    else
        ipc::replyError(m_bus, call, view.error());
}

void DeviceRegistry::Restart(const QString &device)
{
    ManagedDevice *found = byId(device);
    const Status restarted =
        found != nullptr ? found->restart()
                         : Status(fail(error::noDevice, QStringLiteral("no device '%1'").arg(device)));
    record(QStringLiteral("restart"), device, restarted ? QStringLiteral("ok") : QStringLiteral("refused"),
           QStringLiteral("asked by %1").arg(ipc::accountOf(m_bus, message().service())));
    if (!restarted)
        return ipc::replyError(*this, restarted.error());
    m_deviceRecord->note(device, QStringLiteral("restart"), QStringLiteral("ok"));
}

QString DeviceRegistry::Record(const QString &device)
{
    const ManagedDevice *found = askedFor(device);
    return found == nullptr ? QString()
                            : compactText(m_deviceRecord->of(device, m_classes.rules(found->deviceClass())));
}

void DeviceRegistry::Note(const QString &device, const QString &what, const QString &result)
{
    if (askedFor(device) == nullptr)
        return;
    if (what != u"self-test" && what != u"reset")
        return ipc::replyError(*this, fail(error::invalidData, QStringLiteral("self-test or reset")));
    m_deviceRecord->note(device, what, result);
}

void DeviceRegistry::Maintained(const QString &device, const QString &task, const QString &by)
{
    static const QRegularExpression person(QStringLiteral("\\A[0-9]{4,8}\\z"));
    const ManagedDevice *found = askedFor(device);
    if (found == nullptr)
        return;
    const auto rules = m_classes.rules(found->deviceClass()).maintenance;
    const auto rule = std::ranges::find_if(
        rules, [&task](const hal::MaintenanceRule &candidate) { return candidate.task == task; });
    if (rule == rules.end() || !person.match(by).hasMatch())
        return ipc::replyError(*this, fail(error::invalidData, QStringLiteral("no such task or person")));
    if (const Status written = m_deviceRecord->maintained(device, *rule, by); !written)
        return ipc::replyError(*this, written.error());
    Q_EMIT StatusChanged(device, compactText(entryOf(found)));
}

ManagedDevice *DeviceRegistry::byId(const QString &id) const
{
    const auto found =
        std::ranges::find_if(m_devices, [&](const ManagedDevice *device) { return device->id() == id; });
    return found == m_devices.end() ? nullptr : *found;
}

ManagedDevice *DeviceRegistry::askedFor(const QString &id) const
{
    ManagedDevice *found = byId(id);
    if (found == nullptr)
        ipc::replyError(*this, fail(error::noDevice, QStringLiteral("no device '%1'").arg(id)));
    return found;
}

ManagedDevice *DeviceRegistry::byClaim(const QString &claim) const
{
    const auto found = std::ranges::find_if(m_devices, [&](const ManagedDevice *device) {
        return device->claimed() && device->claimed()->id == claim &&
               device->claimed()->owner == message().service();
    });
    return found == m_devices.end() ? nullptr : *found;
}

ManagedDevice *DeviceRegistry::byOperation(quint64 operation) const
{
    const auto found = std::ranges::find_if(m_devices, [&](const ManagedDevice *device) {
        return (device->runs(operation) || device->holdsResultOf(operation)) && device->claimed() &&
               device->claimed()->owner == message().service();
    });
    return found == m_devices.end() ? nullptr : *found;
}

QCoro::Task<Status> DeviceRegistry::redeem(QString operation, QString kind, QString device)
{
    const auto reply = co_await ipc::awaitReply(m_services->RedeemOperation(operation, kind, device));
    if (!reply)
        co_return reply.error();
    co_return Status();
}

QCoro::Task<void> DeviceRegistry::settle(ManagedDevice *device)
{
    if (device->recorded().isEmpty())
        co_return;
    const auto reply = co_await ipc::awaitReply(m_services->SettledOperations(device->recorded()));
    if (!reply)
        co_return; // asked again as soon as kiosk-serviced is there
    const auto settled = ipc::argument<QStringList>(*reply);
    if (settled && !settled->isEmpty())
        device->forget(*settled);
}

void DeviceRegistry::forgetOwner(const QString &owner)
{
    m_owners.removeWatchedService(owner);
    for (ManagedDevice *device : std::as_const(m_devices)) {
        if (device->claimed() && device->claimed()->owner == owner)
            device->release();
    }
}

} // namespace kiosk::deviced
