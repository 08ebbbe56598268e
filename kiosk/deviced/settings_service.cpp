#include <kiosk/deviced/settings_service.h>

#include <kiosk/core/paths.h>
#include <kiosk/deviced/log.h>

#include "devicesettings_adaptor.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace kiosk::deviced
{

namespace
{

const QString online = QStringLiteral("online");

QString textOf(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// `values` with those of `changes` laid over them; null takes one away.
QJsonObject laidOver(QJsonObject values, const QJsonObject &changes)
{
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (change->isNull())
            values.remove(change.key());
        else
            values.insert(change.key(), *change);
    }
    return values;
}

QJsonArray differences(const QJsonObject &before, const QJsonObject &after)
{
    QJsonArray list;
    for (const QString &name : laidOver(before, after).keys()) {
        if (before[name] == after[name])
            continue;
        QJsonObject value{{QStringLiteral("name"), name}};
        if (before.contains(name))
            value.insert(QStringLiteral("before"), before[name]);
        if (after.contains(name))
            value.insert(QStringLiteral("after"), after[name]);
        list.append(value);
    }
    return list;
}

/// "read_timeout_ms 3000 → 5000": settings are the terminal's, nothing of a citizen is in them.
QString inWords(const QJsonArray &differences)
{
    QStringList words;
    for (const auto &value : differences)
        words.append(QStringLiteral("%1 %2 → %3")
                         .arg(value[u"name"].toString(), value[u"before"].toVariant().toString(),
                              value[u"after"].toVariant().toString()));
    return words.join(QStringLiteral(", "));
}

/// Findings on what is to be changed, by the check that devices.yaml goes through.
Status check(const QJsonObject &settings, const QJsonObject &declared)
{
    QStringList wrong;
    for (auto setting = settings.begin(); setting != settings.end(); ++setting) {
        if (setting->isArray() || setting->isObject() || declared[setting.key()][u"fixed"].toBool())
            wrong.append(setting.key() + QStringLiteral(": is changed in devices.yaml"));
    }
    const auto document = YamlDocument::parse(textOf(settings).toUtf8(), QStringLiteral("settings"));
    if (!document)
        return document.error();
    for (const Finding &finding : document->check(hal::settingsSchema(declared), {}))
        wrong.append(finding.reason);
    return wrong.isEmpty() ? Status() : Status(fail(error::invalidData, wrong.join(QStringLiteral("; "))));
}

} // namespace

SettingsService::SettingsService(Terminal terminal, SettingsStore store)
    : m_terminal(std::move(terminal)), m_store(std::move(store)), m_untold(m_store.interrupted())
{
    new DeviceSettings1Adaptor(this);
}

SettingsService::~SettingsService() = default;

Result<SettingsService::Base> SettingsService::baseOf(const QString &device) const
{
    const auto configuration = hal::loadTerminalConfiguration(m_terminal.configurationFile);
    if (!configuration)
        return configuration.error();
    if (const hal::DeviceConfiguration *found = configuration->device(device))
        return Base{found->settings, configuration->declared.value(device)};
    const hal::RefusedDevice *refused = configuration->refusedDevice(device);
    return fail(error::noDevice,
                refused != nullptr ? refused->reason : QStringLiteral("no device '%1'").arg(device));
}

Result<ManagedDevice *> SettingsService::changeable(const QString &device, const QString &by) const
{
    static const QRegularExpression person(QStringLiteral("^[0-9]{4,8}$"));
    ManagedDevice *found = m_terminal.device(device);
    if (found == nullptr)
        return fail(error::noDevice, QStringLiteral("no device '%1'").arg(device));
    if (!person.match(by).hasMatch())
        return fail(error::invalidData, QStringLiteral("no such person"));
    if (!found->refusal().isEmpty())
        return fail(error::noDevice, found->refusal());
    if (!found->interruptible())
        return fail(error::deviceBusy, QStringLiteral("%1 is at work").arg(device));
    return found;
}

QString SettingsService::Show(const QString &device)
{
    if (const auto base = baseOf(device); !base) {
        ipc::replyError(*this, base.error());
        return {};
    }
    return asText(device);
}

void SettingsService::Apply(const QString &device, const QString &settings, const QString &by)
{
    if (const Status applied = apply(device, QJsonDocument::fromJson(settings.toUtf8()), by); !applied)
        ipc::replyError(*this, applied.error());
}

Status SettingsService::apply(const QString &device, const QJsonDocument &settings, const QString &by)
{
    const auto found = changeable(device, by);
    if (!found)
        return found.error();
    if (m_waiting.contains(device))
        return fail(error::deviceBusy, QStringLiteral("a change of %1 waits").arg(device));
    const auto base = baseOf(device);
    if (!base)
        return base.error();
    const QJsonObject before = m_store.of(device);
    QJsonObject after = laidOver(before, settings.object());
    for (const QString &name : after.keys()) {
        if (base->values.contains(name) && after[name] == base->values[name])
            after.remove(name); // as devices.yaml has it
    }
    KIOSK_TRY(check(after, base->declared));
    if (after == before)
        return fail(error::invalidData, QStringLiteral("no setting is changed"));
    KIOSK_TRY(m_store.begin(device, after, by));
    wait(*found);
    tell(device, QStringLiteral("applied"),
         inWords(differences(laidOver(base->values, before), laidOver(base->values, after))));
    return (*found)->restart();
}

void SettingsService::Undo(const QString &device, const QString &by)
{
    if (const Status undone = undo(device, by); !undone)
        ipc::replyError(*this, undone.error());
}

Status SettingsService::undo(const QString &device, const QString &by)
{
    const auto found = changeable(device, by);
    if (!found)
        return found.error();
    if (!m_store.undoable(device))
        return fail(error::sequenceError, QStringLiteral("no change of %1 to take back").arg(device));
    KIOSK_TRY(m_store.undo(device));
    m_waiting.erase(device);
    tell(device, QStringLiteral("undone"), QStringLiteral("by ") + by);
    return (*found)->restart();
}

void SettingsService::wait(ManagedDevice *device)
{
    Waiting &waiting = m_waiting[device->id()];
    waiting.stateBefore = device->state();
    waiting.wasAway = waiting.stateBefore != online;
    waiting.timer.setSingleShot(true);
    connect(&waiting.timer, &QTimer::timeout, this, [this, device] { onTimeOut(device); });
    waiting.timer.start(m_terminal.patience);
}

void SettingsService::look(const ManagedDevice *device)
{
    const auto waiting = m_waiting.find(device->id());
    if (waiting == m_waiting.end())
        return;
    if (device->state() != online)
        waiting->second.wasAway = true;
    else if (waiting->second.wasAway)
        keep(device->id());
}

void SettingsService::onTimeOut(ManagedDevice *device)
{
    // One that was out of order before is no worse for the change, as far as it lives and says the same.
    const QString before = m_waiting[device->id()].stateBefore;
    if (device->ready() && device->state() == before)
        keep(device->id());
    else
        restore(device);
}

void SettingsService::keep(const QString &device)
{
    if (const Status kept = m_store.keep(device); !kept) {
        qCCritical(log).noquote() << device << kept.error().detail;
        m_waiting[device].timer.start(m_terminal.patience); // room on the disk may come back
        return;
    }
    m_waiting.erase(device);
    tell(device, QStringLiteral("kept"));
}

void SettingsService::restore(ManagedDevice *device)
{
    const QString reason = device->entry()[u"message"].toString();
    if (const Status restored = m_store.restore(device->id(), reason.isEmpty() ? device->state() : reason);
        !restored) {
        qCCritical(log).noquote() << device->id() << restored.error().detail;
        m_waiting[device->id()].timer.start(m_terminal.patience); // likewise
        return;
    }
    m_waiting.erase(device->id());
    tell(device->id(), QStringLiteral("restored"), reason);
    if (const Status restarted = device->restart(); !restarted)
        qCWarning(log).noquote() << device->id() << restarted.error().detail;
}

void SettingsService::tellInterrupted()
{
    for (const QString &device : std::exchange(m_untold, {}))
        tell(device, QStringLiteral("restored"), QStringLiteral("kiosk-deviced had ended"));
}

void SettingsService::tell(const QString &device, const QString &result, const QString &detail)
{
    qCInfo(log).noquote() << device << "settings" << result << detail;
    const QString by = m_store.change(device)[u"by"].toString();
    m_terminal.audit(QStringLiteral("settings"), device, result, (by + u' ' + detail).trimmed());
    m_terminal.record.note(device, QStringLiteral("settings"), result);
    Q_EMIT Changed(device, asText(device));
}

QJsonObject SettingsService::changeOf(const QString &device, const Base &base) const
{
    QJsonObject change = m_store.change(device);
    if (change.isEmpty())
        return {};
    const QJsonObject before = laidOver(base.values, change.take(QStringLiteral("before")).toObject());
    const QJsonObject after = laidOver(base.values, change.take(QStringLiteral("after")).toObject());
    change.insert(QStringLiteral("values"), differences(before, after));
    if (const auto waiting = m_waiting.find(device); waiting != m_waiting.end())
        change.insert(QStringLiteral("seconds"), (waiting->second.timer.remainingTime() + 999) / 1000);
    return change;
}

QString SettingsService::asText(const QString &device) const
{
    const auto base = baseOf(device);
    if (!base)
        return textOf({});
    const QJsonObject changed = m_store.of(device);
    const QJsonObject values = laidOver(base->values, changed);
    QJsonArray settings;
    for (auto declared = base->declared.begin(); declared != base->declared.end(); ++declared) {
        QJsonObject setting = declared->toObject();
        setting.insert(QStringLiteral("name"), declared.key());
        setting.insert(QStringLiteral("changed"), changed.contains(declared.key()));
        if (values.contains(declared.key()))
            setting.insert(QStringLiteral("value"), values[declared.key()]);
        settings.append(setting);
    }
    QJsonObject all{{QStringLiteral("settings"), settings}};
    if (const QJsonObject change = changeOf(device, *base); !change.isEmpty())
        all.insert(QStringLiteral("change"), change);
    return textOf(all);
}

} // namespace kiosk::deviced
