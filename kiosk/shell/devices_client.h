#pragma once

#include <kiosk/core/cancel.h>
#include <kiosk/ipc/bus.h>

#include <QJsonArray>
#include <QObject>

#include <functional>
#include <memory>

class OrgBianminDevices1Interface;
class OrgBianminDeviceSettings1Interface;
class OrgBianminDeviceTraffic1Interface;

namespace kiosk::shell
{

/// kiosk-deviced as the shell sees it: what devices there are, and operations that take their time. Thread:
/// main.
class DevicesClient : public QObject
{
    Q_OBJECT
public:
    using Progress = std::function<void(const QString &stage, const QJsonObject &details)>;

    using Shown = std::function<void(const QDBusUnixFileDescriptor &view)>;

    struct Request {
        QString device;
        QString session;
        QString operation;
        Payload arguments;
        QString journalOperation;
        Milliseconds timeout{};
        CancelToken cancel;
        std::function<void()> sent; ///< the device has been asked, and nothing has come back yet
        Progress progress;
        Shown shown; ///< a checked view of the operation (checkView), while it runs
    };

    explicit DevicesClient(const QDBusConnection &bus, QObject *parent = nullptr);
    ~DevicesClient() override;

    /// The devices as they were last published: [{"id", "class", "state", "status", …}].
    [[nodiscard]] const QJsonArray &devices() const { return m_devices; }
    /// The one that serves a citizen (hal::deviceOfClass).
    [[nodiscard]] QJsonObject deviceOfClass(const QString &deviceClass) const;

    /// Claims the device, runs the operation to its end and releases the claim. Errors: the operation's; of
    /// deviced going away in the middle: deviceNotReady (outcomeUnknown where there is a journal operation).
    [[nodiscard]] QCoro::Task<Result<Payload>> run(Request request);

    /// Ends the device's process and starts it anew.
    [[nodiscard]] QCoro::Task<Status> restart(QString device);

    /// As Devices1.Record has it. Errors: noDevice, deviceNotReady.
    [[nodiscard]] QCoro::Task<Result<QJsonObject>> record(QString device);
    /// Fire and forget: an event for the device's record.
    void note(const QString &device, const QString &what, const QString &result);
    /// A task was done by the person of this number. Errors: invalidData, internalError, deviceNotReady.
    [[nodiscard]] QCoro::Task<Status> maintained(QString device, QString task, QString by);
    /// As DeviceSettings1 has them. Errors: its own, deviceNotReady.
    [[nodiscard]] QCoro::Task<Result<QJsonObject>> settings(QString device);
    [[nodiscard]] QCoro::Task<Status> applySettings(QString device, QJsonObject settings, QString by);
    [[nodiscard]] QCoro::Task<Status> undoSettings(QString device, QString by);
    /// Begins or ends the record of a device's traffic, for the person of this number. Errors:
    /// DeviceTraffic1's, deviceNotReady.
    [[nodiscard]] QCoro::Task<Status> recordTraffic(QString device, bool on, QString by);
    /// As DeviceTraffic1.Show has it, the last so many bytes. Errors: likewise.
    [[nodiscard]] QCoro::Task<Result<QJsonObject>> traffic(QString device, uint most);
    /// Until kiosk-deviced is on the bus.
    [[nodiscard]] QCoro::Task<void> arrival()
    {
        return ipc::untilOnBus(m_bus, QString::fromLatin1(ipc::devicesName));
    }
    QCoro::Task<void> refresh();

    void cancel(const CancelToken &token);

Q_SIGNALS:
    void devicesChanged();
    /// As settings() has them.
    void settingsChanged(const QString &device, const QJsonObject &settings);

private:
    struct Pending;
    void onCompleted(qulonglong operation, const QString &completion, const QString &error,
                     const QString &detail);
    void onProgress(qulonglong operation, const QString &stage, const QString &details);
    void onStatusChanged(const QString &device, const QString &entry);
    void onServiceGone();
    std::shared_ptr<Pending> pendingOf(quint64 operation);
    QCoro::Task<void> takeView(quint64 operation, std::shared_ptr<Pending> pending);
    QCoro::Task<Result<Payload>> runClaimed(Request request, QString claim);

    QDBusConnection m_bus;
    std::unique_ptr<OrgBianminDevices1Interface> m_proxy;
    std::unique_ptr<OrgBianminDeviceSettings1Interface> m_settings;
    std::unique_ptr<OrgBianminDeviceTraffic1Interface> m_traffic;
    QJsonArray m_devices;
    QHash<quint64, std::shared_ptr<Pending>> m_pending;
    /// Completed and what is shown may overtake Begin's reply; what came early waits here.
    QHash<quint64, std::shared_ptr<Pending>> m_early;
};

} // namespace kiosk::shell
