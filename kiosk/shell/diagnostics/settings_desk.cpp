#include <kiosk/shell/diagnostics/settings_desk.h>

#include <kiosk/core/error_catalogue.h>

namespace kiosk::shell
{

SettingsDesk::SettingsDesk(const Clock &clock, DevicesClient &devices) : m_clock(clock), m_devices(devices)
{
    connect(&m_devices, &DevicesClient::settingsChanged, this, &SettingsDesk::take);
}

void SettingsDesk::setPerson(const QString &number, const QString &role)
{
    m_number = number;
    m_role = role;
    Q_EMIT changed();
}

void SettingsDesk::show(const QString &device)
{
    m_device = device;
    m_refusal.clear();
    take(device, {});
    if (!device.isEmpty())
        read();
}

void SettingsDesk::tick()
{
    if (m_change[u"state"].toString() == u"waiting")
        Q_EMIT changeChanged();
}

void SettingsDesk::take(const QString &device, const QJsonObject &settings)
{
    if (device != m_device)
        return;
    m_form.show(settings);
    m_change = settings[u"change"].toObject();
    m_until = m_clock.monotonic() + std::chrono::seconds(m_change[u"seconds"].toInteger());
    Q_EMIT changed();
    Q_EMIT changeChanged();
}

QCoro::Task<void> SettingsDesk::read()
{
    const QString device = m_device;
    const auto settings = co_await m_devices.settings(device);
    if (device != m_device)
        co_return; // the next one is on the page
    if (!settings)
        m_refusal = QStringLiteral("看不到设置：") + describe(settings.error().code).technician;
    take(device, settings ? *settings : QJsonObject());
}

QVariantMap SettingsDesk::change() const
{
    const auto left = std::chrono::ceil<std::chrono::seconds>(m_until - m_clock.monotonic()).count();
    return {{QStringLiteral("state"), m_change[u"state"].toString()},
            {QStringLiteral("seconds"), std::max<qint64>(left, 0)},
            {QStringLiteral("reason"), m_change[u"reason"].toString()},
            {QStringLiteral("by"), m_change[u"by"].toString()},
            {QStringLiteral("differences"), m_form.lastDifferences()}};
}

void SettingsDesk::set(const QString &name, const QString &text)
{
    if (!mayAct())
        return;
    m_form.set(name, text);
    m_refusal.clear();
    Q_EMIT changed();
}

void SettingsDesk::discard()
{
    m_form.forgetEdits();
    m_refusal.clear();
    Q_EMIT changed();
}

void SettingsDesk::apply()
{
    if (mayAct() && !m_form.edits().isEmpty())
        act(m_device, m_form.edits(), m_number);
}

void SettingsDesk::undo()
{
    if (mayAct())
        act(m_device, {}, m_number);
}

/// Applies the edits, or takes the last change back where there are none. What becomes of it is told by
/// settingsChanged, and is in the audit log.
QCoro::Task<void> SettingsDesk::act(QString device, QJsonObject edits, QString number)
{
    m_busy = true;
    m_refusal.clear();
    Q_EMIT changed();
    const Status done = edits.isEmpty() ? co_await m_devices.undoSettings(device, number)
                                        : co_await m_devices.applySettings(device, edits, number);
    m_busy = false;
    if (!done && device == m_device)
        m_refusal = QStringLiteral("没有改：") + describe(done.error().code).technician + u'（' +
                    done.error().detail + u'）';
    Q_EMIT changed();
}

} // namespace kiosk::shell
