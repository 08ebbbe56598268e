#pragma once

#include <kiosk/shell/devices_client.h>
#include <kiosk/shell/services_client.h>
#include <kiosk/shell/session.h>

#include <QObject>
#include <QTimer>

namespace kiosk::shell
{

/// The help button's call for somebody of the outlet: the light `call` (with whatever bell is on its output)
/// flashes until somebody takes the call back or the time of timeouts.yaml (staff_call) is over; a visit
/// that ends meanwhile does not end it, for somebody is on the way. A
/// terminal that has no such light, or where it cannot be lit, says so and calls nobody. QML binds to it and
/// calls it. Thread: main.
class StaffCall : public QObject
{
    Q_OBJECT
    /// There is a light that can be lit.
    Q_PROPERTY(bool available READ available NOTIFY changed)
    Q_PROPERTY(bool called READ called NOTIFY changed)

public:
    StaffCall(DevicesClient &devices, ServicesClient &services, const Timeouts &timeouts);

    [[nodiscard]] bool available() const { return !m_light.isEmpty(); }
    [[nodiscard]] bool called() const { return m_called; }

    Q_INVOKABLE void call();
    Q_INVOKABLE void end();

Q_SIGNALS:
    void changed();

private:
    void look();
    QCoro::Task<void> light(bool on);

    DevicesClient &m_devices;
    ServicesClient &m_services;
    QString m_light; ///< the device that has it
    bool m_called = false;
    QTimer m_over;
};

} // namespace kiosk::shell
