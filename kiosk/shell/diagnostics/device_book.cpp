#include <kiosk/shell/diagnostics/device_book.h>

#include <kiosk/core/error_catalogue.h>

#include <QDateTime>

namespace kiosk::shell
{

DeviceBook::DeviceBook(const DeviceWords &words, DevicesClient &devices, ServicesClient &services)
    : m_words(words), m_devices(devices), m_services(services)
{
}

void DeviceBook::show(const QString &device)
{
    m_device = device;
    m_record = {};
    m_refusal.clear();
    Q_EMIT changed();
    refresh();
}

void DeviceBook::refresh()
{
    if (!m_device.isEmpty())
        read();
}

QCoro::Task<void> DeviceBook::read()
{
    const QString device = m_device;
    const auto record = co_await m_devices.record(device);
    if (device != m_device)
        co_return; // the next one is on the page
    if (!record || *record == m_record)
        co_return; // what is on the page stays under the finger
    m_record = *record;
    Q_EMIT changed();
}

void DeviceBook::maintained(const QString &task, const QString &number)
{
    if (m_device.isEmpty() || m_writing)
        return;
    m_writing = true;
    write(m_device, task, number);
}

QCoro::Task<void> DeviceBook::write(QString device, QString task, QString number)
{
    const Status written = co_await m_devices.maintained(device, task, number);
    m_writing = false;
    m_services.record(QStringLiteral("maintenance"), device,
                      written ? QStringLiteral("ok") : written.error().code.name().toString(),
                      task + u' ' + number);
    if (device != m_device)
        co_return; // the next one is on the page
    m_refusal =
        written ? QString() : QStringLiteral("没有记下：") + describe(written.error().code).technician;
    Q_EMIT changed();
    co_await read();
}

QVariantList DeviceBook::counters() const
{
    QVariantList list;
    for (const auto &entry : m_record[u"counters"].toArray())
        list.append(QVariantMap{{QStringLiteral("name"), m_words.counter(entry[u"counter"].toString())},
                                {QStringLiteral("value"), entry[u"value"].toInteger()}});
    return list;
}

QVariantList DeviceBook::maintenance() const
{
    QVariantList list;
    for (const auto &entry : m_record[u"maintenance"].toArray()) {
        QVariantMap task = entry.toObject().toVariantMap();
        task.insert(QStringLiteral("name"), m_words.task(entry[u"task"].toString()));
        task.insert(QStringLiteral("counter"), m_words.counter(entry[u"counter"].toString()));
        task.insert(QStringLiteral("done"), entry[u"done"].toString().left(10));
        list.append(task);
    }
    return list;
}

QVariantList DeviceBook::events() const
{
    QVariantList list;
    for (const auto &entry : m_record[u"events"].toArray())
        list.append(QVariantMap{
            {QStringLiteral("at"), QDateTime::fromString(entry[u"at"].toString(), Qt::ISODate)},
            {QStringLiteral("word"), m_words.event(entry[u"what"].toString(), entry[u"word"].toString())}});
    return list;
}

QVariantMap DeviceBook::pages() const
{
    if (m_record.isEmpty())
        return {};
    return {{QStringLiteral("since"), m_record[u"since"].toString().left(10)},
            {QStringLiteral("counters"), counters()},
            {QStringLiteral("maintenance"), maintenance()},
            {QStringLiteral("events"), events()},
            {QStringLiteral("refusal"), m_refusal}};
}

} // namespace kiosk::shell
