#include <kiosk/deviced/settings_store.h>

#include <kiosk/deviced/log.h>
#include <kiosk/hal/settings_overlay.h>

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace kiosk::deviced
{

SettingsStore::SettingsStore(QString file, const Clock &clock) : m_file(std::move(file)), m_clock(clock)
{
    const auto overlay = hal::SettingsOverlay::load(m_file);
    if (!overlay.findings().isEmpty()) {
        qCCritical(log).noquote() << overlay.findings().first().text() << "- put aside";
        const QString aside = m_file + QStringLiteral(".broken");
        QFile::remove(aside);
        QFile::rename(m_file, aside);
    }
    m_devices = overlay.root()[u"devices"].toObject();
    for (const QString &device : m_devices.keys()) {
        if (!waits(device))
            continue;
        m_interrupted.append(device);
        if (const Status restored = restore(device, QStringLiteral("interrupted")); !restored)
            qCCritical(log).noquote() << device << restored.error().detail;
    }
}

QJsonObject SettingsStore::of(const QString &device) const
{
    return m_devices[device][u"settings"].toObject();
}

QJsonObject SettingsStore::change(const QString &device) const
{
    return m_devices[device][u"change"].toObject();
}

bool SettingsStore::waits(const QString &device) const
{
    return change(device)[u"state"].toString() == u"waiting";
}

bool SettingsStore::undoable(const QString &device) const
{
    return waits(device) || change(device)[u"state"].toString() == u"kept";
}

Status SettingsStore::begin(const QString &device, const QJsonObject &settings, const QString &by)
{
    const QJsonObject change{{QStringLiteral("state"), QStringLiteral("waiting")},
                             {QStringLiteral("before"), of(device)},
                             {QStringLiteral("after"), settings},
                             {QStringLiteral("by"), by},
                             {QStringLiteral("at"), m_clock.wall().toString(Qt::ISODate)}};
    return put(device, {{QStringLiteral("settings"), settings}, {QStringLiteral("change"), change}});
}

Status SettingsStore::keep(const QString &device)
{
    return end(device, QStringLiteral("kept"));
}

Status SettingsStore::restore(const QString &device, const QString &reason)
{
    return end(device, QStringLiteral("restored"), reason);
}

Status SettingsStore::undo(const QString &device)
{
    return end(device, QStringLiteral("undone"));
}

Status SettingsStore::end(const QString &device, const QString &state, const QString &reason)
{
    QJsonObject ended = change(device);
    ended.insert(QStringLiteral("state"), state);
    if (!reason.isEmpty())
        ended.insert(QStringLiteral("reason"), reason);
    const QJsonValue settings = ended[state == u"kept" ? u"after" : u"before"];
    return put(device, {{QStringLiteral("settings"), settings}, {QStringLiteral("change"), ended}});
}

Status SettingsStore::put(const QString &device, const QJsonObject &entry)
{
    QJsonObject devices = m_devices;
    devices.insert(device, entry);
    QDir().mkpath(QFileInfo(m_file).path());
    QSaveFile file(m_file); // commit() waits until it is on the disk
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(QJsonDocument(QJsonObject{{QStringLiteral("devices"), devices}}).toJson()) < 0 ||
        !file.commit())
        return fail(error::internalError, QStringLiteral("%1: %2").arg(m_file, file.errorString()));
    m_devices = devices;
    return {};
}

} // namespace kiosk::deviced
