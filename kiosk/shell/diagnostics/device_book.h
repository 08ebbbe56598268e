#pragma once

#include <kiosk/shell/devices_client.h>
#include <kiosk/shell/diagnostics/device_row.h>
#include <kiosk/shell/services_client.h>

#include <QVariantList>

namespace kiosk::shell
{

/// What is kept of the device that a technician looks at, in words: what it did, what is to be done for it,
/// what happened to it. Thread: main.
class DeviceBook : public QObject
{
    Q_OBJECT
public:
    DeviceBook(const DeviceWords &words, DevicesClient &devices, ServicesClient &services);

    /// Turns to this device; changed() follows when its record is there.
    void show(const QString &device);
    /// The record is read again.
    void refresh();
    void forget() { show({}); }
    /// Writes down that a task was done, for the audit log too.
    void maintained(const QString &task, const QString &number);

    /// {since, counters: [{name, value}], maintenance: [{task, name, due, overdue, left, done, by}], events:
    /// [{at, word}], refusal}; empty before the record is there. `left` is unset where nothing is counted.
    [[nodiscard]] QVariantMap pages() const;

Q_SIGNALS:
    void changed();

private:
    QCoro::Task<void> read();
    QCoro::Task<void> write(QString device, QString task, QString number);
    [[nodiscard]] QVariantList counters() const;
    [[nodiscard]] QVariantList maintenance() const;
    [[nodiscard]] QVariantList events() const;

    const DeviceWords &m_words;
    DevicesClient &m_devices;
    ServicesClient &m_services;
    QString m_device;
    QJsonObject m_record;
    QString m_refusal;
    bool m_writing = false;
};

} // namespace kiosk::shell
