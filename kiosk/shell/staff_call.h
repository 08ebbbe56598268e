#pragma once

#include <kiosk/shell/devices_client.h>
#include <kiosk/shell/services_client.h>
#include <kiosk/shell/session.h>

#include <QObject>
#include <QTimer>

namespace kiosk::shell
{

/// The help button's call for somebody of the outlet: the light `call` flashes until somebody takes the call
/// back or the time of timeouts.yaml (staff_call) is over; a visit that ends meanwhile does not end it, for
/// somebody is on the way, and neither does an end of this process. A terminal that has no such light, or
/// where it could not be lit, calls nobody and does not say so. QML binds to it and calls it. Thread: main.
class StaffCall : public QObject
{
    Q_OBJECT
    /// There is a light that can be lit.
    Q_PROPERTY(bool available READ available NOTIFY changed)
    /// "", calling (not lit yet), called
    Q_PROPERTY(QString phase READ phase NOTIFY changed)

public:
    StaffCall(DevicesClient &devices, ServicesClient &services, const Timeouts &timeouts);

    [[nodiscard]] bool available() const { return !m_light.isEmpty() && !m_failed; }
    [[nodiscard]] QString phase() const;

    Q_INVOKABLE void call();
    Q_INVOKABLE void end();

Q_SIGNALS:
    void changed();

private:
    void look();
    QCoro::Task<void> follow();
    QCoro::Task<Status> light(bool on);

    DevicesClient &m_devices;
    ServicesClient &m_services;
    QString m_light;       ///< the device that has it, while it can be used
    bool m_wanted = false; ///< by whoever asked last
    bool m_lit = false;
    bool m_failed = false; ///< to be lit; until the time of a call is over
    bool m_started = false;
    bool m_following = false;
    QTimer m_over;
};

} // namespace kiosk::shell
