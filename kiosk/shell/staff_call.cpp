#include <kiosk/shell/staff_call.h>

#include <kiosk/hal/device_condition.h>

namespace kiosk::shell
{

namespace
{
const QString lightName = QStringLiteral("call");
constexpr Milliseconds within{5000};
} // namespace

StaffCall::StaffCall(DevicesClient &devices, ServicesClient &services, const Timeouts &timeouts)
    : m_devices(devices), m_services(services)
{
    m_over.setSingleShot(true);
    m_over.setInterval(timeouts.get(QStringLiteral("staff_call"), false));
    connect(&m_over, &QTimer::timeout, this, &StaffCall::end);
    connect(&devices, &DevicesClient::devicesChanged, this, &StaffCall::look);
    look();
}

void StaffCall::look()
{
    QString light;
    for (const auto &device : m_devices.devices()) {
        if (device[u"class"].toString() == u"lights" && !hal::obstacleOf(device.toObject()) &&
            device[u"status"][u"lights"].toObject().contains(lightName))
            light = device[u"id"].toString();
    }
    if (light == m_light)
        return;
    m_light = light;
    if (m_light.isEmpty())
        m_called = false; // dark, or soon
    Q_EMIT changed();
}

void StaffCall::call()
{
    if (m_called || m_light.isEmpty())
        return;
    m_called = true;
    m_over.start();
    light(true);
    Q_EMIT changed();
}

void StaffCall::end()
{
    if (!m_called)
        return;
    m_called = false;
    m_over.stop();
    light(false);
    Q_EMIT changed();
}

QCoro::Task<void> StaffCall::light(bool on)
{
    DevicesClient::Request request;
    request.device = m_light;
    request.session = lightName;
    request.operation = QStringLiteral("setLight");
    request.arguments.fields = {
        {QStringLiteral("light"), lightName},
        {QStringLiteral("flashRate"), on ? QStringLiteral("medium") : QStringLiteral("off")}};
    request.timeout = within;
    const auto done = co_await m_devices.run(std::move(request));
    m_services.record(QStringLiteral("help"), on ? QStringLiteral("call") : QStringLiteral("end"),
                      done ? QStringLiteral("ok") : done.error().code.name().toString());
    if (done || !on)
        co_return;
    m_called = false; // nobody knows: the page says where staff are
    m_over.stop();
    m_light.clear();
    Q_EMIT changed();
}

} // namespace kiosk::shell
