#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/shell/devices_client.h>
#include <kiosk/shell/diagnostics/settings_form.h>

namespace kiosk::shell
{

/// The settings of the device that a technician looks at: the form, what a change would be, and how the last
/// one goes. A supervisor alone changes them. Thread: main.
class SettingsDesk : public QObject
{
    Q_OBJECT
    /// SettingsForm::fields.
    Q_PROPERTY(QVariantList fields READ fields NOTIFY changed)
    /// What was typed and is not applied: [{name, title, before, after}].
    Q_PROPERTY(QVariantList differences READ differences NOTIFY changed)
    /// The last one: {state: "" | waiting | kept | restored | undone, seconds: left to wait, reason, by,
    /// differences}
    Q_PROPERTY(QVariantMap change READ change NOTIFY changeChanged)
    /// Why the last act was refused, or nothing can be shown.
    Q_PROPERTY(QString refusal READ refusal NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(bool mayChange READ mayChange NOTIFY changed)

public:
    SettingsDesk(const Clock &clock, DevicesClient &devices);

    /// Who is there; empty: nobody.
    void setPerson(const QString &number, const QString &role);
    /// Turns to this device.
    void show(const QString &device);
    /// Once a second.
    void tick();

    [[nodiscard]] QVariantList fields() const { return m_form.fields(); }
    [[nodiscard]] QVariantList differences() const { return m_form.differences(); }
    [[nodiscard]] QVariantMap change() const;
    [[nodiscard]] QString refusal() const { return m_refusal; }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] bool mayChange() const { return m_role == u"supervisor"; }

    Q_INVOKABLE QString complaint(const QString &name, const QString &text) const
    {
        return m_form.complaint(name, text);
    }
    Q_INVOKABLE void set(const QString &name, const QString &text);
    Q_INVOKABLE void discard();
    Q_INVOKABLE void apply();
    Q_INVOKABLE void undo();

Q_SIGNALS:
    void changed();
    void changeChanged();

private:
    [[nodiscard]] bool mayAct() const { return mayChange() && !m_busy && !m_device.isEmpty(); }
    void take(const QString &device, const QJsonObject &settings);
    QCoro::Task<void> read();
    QCoro::Task<void> act(QString device, QJsonObject edits, QString number);

    const Clock &m_clock;
    DevicesClient &m_devices;
    SettingsForm m_form;
    QString m_device;
    QString m_number;
    QString m_role;
    QString m_refusal;
    QJsonObject m_change;
    std::chrono::steady_clock::time_point m_until; ///< a change waits
    bool m_busy = false;
};

} // namespace kiosk::shell
