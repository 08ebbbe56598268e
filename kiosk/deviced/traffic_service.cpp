#include <kiosk/deviced/traffic_service.h>

#include <kiosk/deviced/log.h>

#include "devicetraffic_adaptor.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace kiosk::deviced
{

TrafficService::TrafficService(Terminal terminal, const QDBusConnection &bus)
    : m_terminal(std::move(terminal))
{
    new DeviceTraffic1Adaptor(this);
    m_owners.setConnection(bus);
    m_owners.setWatchMode(QDBusServiceWatcher::WatchForUnregistration);
    connect(&m_owners, &QDBusServiceWatcher::serviceUnregistered, this, [this](const QString &owner) {
        m_owners.removeWatchedService(owner);
        QStringList theirs;
        for (const auto &[device, recording] : m_recordings) {
            if (recording.owner == owner)
                theirs.append(device);
        }
        for (const QString &device : std::as_const(theirs))
            end(device, QStringLiteral("off"));
    });
}

TrafficService::~TrafficService() = default;

ManagedDevice *TrafficService::askedFor(const QString &device, const QString &by)
{
    static const QRegularExpression person(QStringLiteral("\\A[0-9]{4,8}\\z"));
    ManagedDevice *found = m_terminal.device(device);
    if (found == nullptr)
        ipc::replyError(*this, fail(error::noDevice, QStringLiteral("no device '%1'").arg(device)));
    else if (!person.match(by).hasMatch())
        ipc::replyError(*this, fail(error::invalidData, QStringLiteral("no such person")));
    else
        return found;
    return nullptr;
}

void TrafficService::Start(const QString &device, const QString &by)
{
    ManagedDevice *found = askedFor(device, by);
    if (found == nullptr)
        return;
    const auto [entry, begun] = m_recordings.try_emplace(device, m_terminal.most);
    Recording &recording = entry->second;
    recording.owner = message().service();
    recording.by = by;
    m_owners.addWatchedService(recording.owner);
    if (begun) {
        recording.timer.setSingleShot(true);
        connect(&recording.timer, &QTimer::timeout, this,
                [this, device] { end(device, QStringLiteral("expired")); });
        connect(found, &ManagedDevice::trafficTold, &recording.timer,
                [&recording](const QStringList &lines) { recording.ring.add(lines); });
        found->recordTraffic(true);
        tell(device, QStringLiteral("on"), by);
    }
    recording.timer.start(m_terminal.longest);
}

void TrafficService::Stop(const QString &device, const QString &by)
{
    if (askedFor(device, by) == nullptr)
        return;
    if (const auto recording = m_recordings.find(device); recording != m_recordings.end()) {
        recording->second.by = by;
        end(device, QStringLiteral("off"));
    }
}

QString TrafficService::Show(const QString &device, uint most)
{
    if (m_terminal.device(device) == nullptr) {
        ipc::replyError(*this, fail(error::noDevice, QStringLiteral("no device '%1'").arg(device)));
        return {};
    }
    QJsonObject traffic{{QStringLiteral("recording"), false}};
    if (const auto entry = m_recordings.find(device); entry != m_recordings.end()) {
        const Recording &recording = entry->second;
        traffic = {{QStringLiteral("recording"), true},
                   {QStringLiteral("seconds"), (recording.timer.remainingTime() + 999) / 1000},
                   {QStringLiteral("text"), QString::fromUtf8(recording.ring.last(qsizetype(most)))}};
    }
    return QString::fromUtf8(QJsonDocument(traffic).toJson(QJsonDocument::Compact));
}

/// The device's name by value: whoever asks may go with the record.
void TrafficService::end(QString device, const QString &result)
{
    const auto recording = m_recordings.find(device);
    const QString by = recording->second.by;
    m_recordings.erase(recording);
    if (ManagedDevice *found = m_terminal.device(device))
        found->recordTraffic(false);
    tell(device, result, by);
}

void TrafficService::tell(const QString &device, const QString &result, const QString &by)
{
    qCInfo(log).noquote() << device << "traffic" << result;
    m_terminal.audit(QStringLiteral("traffic"), device, result, by);
    m_terminal.record.note(device, QStringLiteral("traffic"), result);
}

} // namespace kiosk::deviced
