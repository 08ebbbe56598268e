#include <kiosk/shell/staff_call.h>

#include <kiosk/hal/device_condition.h>

namespace kiosk::shell
{

namespace
{
const QString lightName = QStringLiteral("call");
const QString claimName = QStringLiteral("staff-call"); // no citizen's session
constexpr Milliseconds within{5000}, again{5000};
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

QString StaffCall::phase() const
{
    if (!m_wanted || m_light.isEmpty())
        return {};
    return m_lit ? QStringLiteral("called") : QStringLiteral("calling");
}

void StaffCall::look()
{
    QString light, rate;
    for (const auto &device : m_devices.devices()) {
        const QJsonObject lights = device[u"status"][u"lights"].toObject();
        if (device[u"class"].toString() != u"lights" || hal::obstacleOf(device.toObject()) ||
            !lights.contains(lightName))
            continue;
        light = device[u"id"].toString();
        rate = lights[lightName][u"flashRate"].toString();
    }
    if (light == m_light)
        return;
    // What it was told before an outage, or by the shell before this one, it may still do.
    m_light = light;
    m_lit = !light.isEmpty() && rate != u"off";
    if (m_lit && !std::exchange(m_started, true)) {
        m_wanted = true;
        m_over.start();
    }
    m_started = m_started || !light.isEmpty();
    follow();
    Q_EMIT changed();
}

void StaffCall::call()
{
    if (!available())
        return;
    m_wanted = true;
    m_over.start();
    follow();
    Q_EMIT changed();
}

void StaffCall::end()
{
    m_wanted = false;
    m_failed = false;
    m_over.stop();
    follow();
    Q_EMIT changed();
}

/// Until the light is as it was asked for last.
QCoro::Task<void> StaffCall::follow()
{
    if (std::exchange(m_following, true))
        co_return;
    while (m_lit != m_wanted && !m_light.isEmpty()) {
        const bool on = m_wanted;
        const QString asked = m_light;
        const Status done = co_await light(on);
        if (asked != m_light)
            continue; // gone, or another: look() knows how it is
        if (!done && !on) {
            QTimer::singleShot(again, this, [this] { follow(); });
            break;
        }
        if (!done) { // perhaps lit all the same: it is to be dark then
            m_wanted = false;
            m_failed = true;
        }
        m_lit = done ? on : true;
        Q_EMIT changed();
    }
    m_following = false;
}

QCoro::Task<Status> StaffCall::light(bool on)
{
    DevicesClient::Request request;
    request.device = m_light;
    request.session = claimName;
    request.operation = QStringLiteral("setLight");
    request.arguments.fields = {
        {QStringLiteral("light"), lightName},
        {QStringLiteral("flashRate"), on ? QStringLiteral("medium") : QStringLiteral("off")}};
    request.timeout = within;
    const auto done = co_await m_devices.run(std::move(request));
    if (on || done) // that it is dark is tried until it is
        m_services.record(QStringLiteral("help"), on ? QStringLiteral("call") : QStringLiteral("end"),
                          done ? QStringLiteral("ok") : done.error().code.name().toString());
    co_return done ? Status() : Status(done.error());
}

} // namespace kiosk::shell
