#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/shell/devices_client.h>

#include <QStringList>

namespace kiosk::shell
{

/// The traffic record of the device that a technician looks at (DeviceTraffic1): switched on and off, and its
/// last lines. Thread: main.
class TrafficDesk : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool recording READ recording NOTIFY changed)
    /// Until it ends by itself.
    Q_PROPERTY(int seconds READ seconds NOTIFY changed)
    /// The last ones, the newest last.
    Q_PROPERTY(QStringList lines READ lines NOTIFY changed)
    /// Why the last act was refused.
    Q_PROPERTY(QString refusal READ refusal NOTIFY changed)

public:
    explicit TrafficDesk(DevicesClient &devices) : m_devices(devices) {}

    /// Turns to this device; empty: to none.
    void show(const QString &device);
    /// Who is there; empty: nobody, and what they began to record is ended.
    void setPerson(const QString &number);
    /// Once a second.
    void tick();

    [[nodiscard]] bool recording() const { return m_recording; }
    [[nodiscard]] int seconds() const { return m_seconds; }
    [[nodiscard]] const QStringList &lines() const { return m_lines; }
    [[nodiscard]] const QString &refusal() const { return m_refusal; }

    Q_INVOKABLE void start();
    Q_INVOKABLE void stop();

Q_SIGNALS:
    void changed();

private:
    QCoro::Task<void> act(QString device, bool on, QString number);
    QCoro::Task<void> read(QString device);
    void take(const QJsonObject &traffic);

    DevicesClient &m_devices;
    QString m_device;
    QString m_number;
    QStringList m_begun; ///< devices that this person had recorded
    QString m_refusal;
    QStringList m_lines;
    bool m_recording = false;
    int m_seconds = 0;
};

} // namespace kiosk::shell
