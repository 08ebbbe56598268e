#include <kiosk/shell/diagnostics/traffic_desk.h>

#include <kiosk/core/error_catalogue.h>

namespace kiosk::shell
{

namespace
{

constexpr uint bytesShown = 8192; ///< more than a page has room for

} // namespace

void TrafficDesk::show(const QString &device)
{
    m_device = device;
    m_refusal.clear();
    take({});
    if (!device.isEmpty())
        read(device);
}

void TrafficDesk::setPerson(const QString &number)
{
    if (number.isEmpty()) {
        for (const QString &device : std::exchange(m_begun, {}))
            act(device, false, m_number);
    }
    m_number = number;
}

void TrafficDesk::tick()
{
    if (m_recording)
        read(m_device);
}

void TrafficDesk::start()
{
    if (m_device.isEmpty() || m_number.isEmpty())
        return;
    if (!m_begun.contains(m_device))
        m_begun.append(m_device);
    act(m_device, true, m_number);
}

void TrafficDesk::stop()
{
    if (!m_device.isEmpty() && !m_number.isEmpty())
        act(m_device, false, m_number);
}

QCoro::Task<void> TrafficDesk::act(QString device, bool on, QString number)
{
    const Status done = co_await m_devices.recordTraffic(device, on, number);
    if (device != m_device)
        co_return; // the next one is on the page
    m_refusal = done ? QString() : QStringLiteral("没有做成：") + describe(done.error().code).technician;
    Q_EMIT changed();
    co_await read(device);
}

QCoro::Task<void> TrafficDesk::read(QString device)
{
    const auto traffic = co_await m_devices.traffic(device, bytesShown);
    if (device == m_device)
        take(traffic ? *traffic : QJsonObject());
}

void TrafficDesk::take(const QJsonObject &traffic)
{
    m_recording = traffic[u"recording"].toBool();
    m_seconds = traffic[u"seconds"].toInt();
    m_lines = traffic[u"text"].toString().split(u'\n', Qt::SkipEmptyParts);
    Q_EMIT changed();
}

} // namespace kiosk::shell
