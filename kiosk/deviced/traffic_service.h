#pragma once

#include <kiosk/deviced/device_record.h>
#include <kiosk/deviced/managed_device.h>
#include <kiosk/deviced/traffic_ring.h>

#include <QDBusContext>
#include <QDBusServiceWatcher>

#include <map>

namespace kiosk::deviced
{

/// org.bianmin.DeviceTraffic1 on the kiosk bus: what went over the wire of a device while somebody recorded
/// it. The contract says what each call does. Thread: main.
class TrafficService : public QObject, protected QDBusContext
{
    Q_OBJECT

public:
    /// What it works on; all of it outlives the service.
    struct Terminal {
        Milliseconds longest; ///< a record, without being begun anew
        qsizetype most;       ///< bytes of a record
        DeviceRecord &record;
        std::function<ManagedDevice *(const QString &id)> device; ///< nullptr where there is none
        /// For the audit log.
        std::function<void(const QString &what, const QString &device, const QString &result,
                           const QString &detail)>
            audit;
    };
    TrafficService(Terminal terminal, const QDBusConnection &bus);
    ~TrafficService() override;

    void Start(const QString &device, const QString &by);
    void Stop(const QString &device, const QString &by);
    QString Show(const QString &device, uint most);

private:
    struct Recording {
        explicit Recording(qsizetype most) : ring(most) {}
        TrafficRing ring;
        QTimer timer;
        QString owner; ///< on the bus
        QString by;
    };

    /// The device, for a person; whoever calls is told where there is none.
    [[nodiscard]] ManagedDevice *askedFor(const QString &device, const QString &by);
    /// result: off | expired
    void end(QString device, const QString &result);
    void tell(const QString &device, const QString &result, const QString &by);

    Terminal m_terminal;
    QDBusServiceWatcher m_owners;
    std::map<QString, Recording> m_recordings; ///< by device
};

} // namespace kiosk::deviced
