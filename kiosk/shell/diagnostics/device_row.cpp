#include <kiosk/shell/diagnostics/device_row.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>
#include <kiosk/hal/device_condition.h>

#include <algorithm>

namespace kiosk::shell
{

namespace
{

/// Is one of these words said of the part, or of a tray of it?
bool says(const QJsonValue &part, const QJsonArray &words)
{
    if (!part.isObject())
        return words.contains(part);
    const QJsonObject trays = part.toObject();
    return std::any_of(trays.begin(), trays.end(), [&](const QJsonValue &tray) { return says(tray, words); });
}

/// What was not done in time, where nothing worse is to be told.
void tellOverdue(const QJsonArray &tasks, const DeviceWords &words, DeviceRow &row)
{
    if (tasks.isEmpty() || row.level != DeviceRow::Level::Good)
        return;
    row.level = DeviceRow::Level::Attention;
    row.word = words.overdue()[u"word"].toString();
    row.todo = words.overdue()[u"todo"].toString().arg(words.task(tasks.first().toString()));
}

} // namespace

Result<DeviceWords> DeviceWords::load()
{
    const auto schema = loadSchema(QStringLiteral("diagnostics"));
    if (!schema)
        return schema.error();
    const auto document = YamlDocument::load(paths::share(QStringLiteral("diagnostics.yaml")));
    if (!document)
        return document.error();
    if (const auto findings = document->check(*schema); !findings.isEmpty())
        return fail(error::invalidData, findings.first().text());
    DeviceWords words;
    words.m_words = document->root();
    return words;
}

QString DeviceWords::name(const QString &deviceClass) const
{
    return m_words[u"classes"][deviceClass][u"name"].toString(deviceClass);
}

QString DeviceWords::icon(const QString &deviceClass) const
{
    return m_words[u"classes"][deviceClass][u"icon"].toString(QStringLiteral("st-unknown"));
}

QString DeviceWords::state(ErrorCode code) const
{
    const QJsonObject states = m_words[u"states"].toObject();
    return states[code.name()].toString(states[u"other"].toString());
}

QJsonObject DeviceWords::supply(const QString &part) const
{
    return m_words[u"supplies"][part].toObject();
}

QJsonObject DeviceWords::test(const QString &deviceClass) const
{
    return m_words[u"tests"][deviceClass].toObject();
}

QVariantList DeviceWords::identity(const QJsonObject &status) const
{
    QVariantList list;
    for (const auto &entry : m_words[u"identity"].toArray()) {
        const QString value = status[u"identity"][entry[u"part"].toString()].toString();
        if (!value.isEmpty())
            list.append(QVariantMap{{QStringLiteral("name"), entry[u"name"].toString()},
                                    {QStringLiteral("value"), value}});
    }
    return list;
}

QString DeviceWords::counter(const QString &counter) const
{
    return m_words[u"counters"][counter].toString(counter);
}

QString DeviceWords::task(const QString &task) const
{
    return m_words[u"maintenance"][task].toString(task);
}

QString DeviceWords::side(const QString &side) const
{
    return m_words[u"sides"][side].toString(side);
}

QString DeviceWords::part(const QString &part) const
{
    return m_words[u"parts"][part].toString(part);
}

QString DeviceWords::event(const QString &what, const QString &word) const
{
    const QString name = m_words[u"events"][what].toString(what);
    if (what == u"state")
        return name;
    if (what == u"supply") {
        QStringList parts;
        for (const QString &part : word.split(u'-'))
            parts.append(supply(part)[u"word"].toString(m_words[u"levels"][part].toString(name)));
        return parts.join(u'，');
    }
    if (what == u"maintenance")
        return name + QStringLiteral("：") + task(word);
    if (what == u"settings" || what == u"traffic")
        return name + QStringLiteral("：") + m_words[what][word].toString(word);
    if (word == u"ok")
        return name + QStringLiteral("：成功");
    const ErrorEntry *entry = findError(word);
    return entry == nullptr ? name + QStringLiteral("：未成")
                            : QStringLiteral("%1：%2（%3）").arg(name, entry->technician, entry->number);
}

DeviceRow rowOf(const QJsonObject &device, const DeviceWords &words, const QJsonArray &list)
{
    const QString deviceClass = device[u"class"].toString();
    const QString id = device[u"id"].toString();
    const auto alike = std::count_if(list.begin(), list.end(), [&](const QJsonValue &other) {
        return other[u"class"].toString() == deviceClass;
    });
    DeviceRow row{id,
                  alike > 1 ? QStringLiteral("%1 %2").arg(words.name(deviceClass), id)
                            : words.name(deviceClass),
                  words.icon(deviceClass),
                  device[u"driver"].toString(),
                  DeviceRow::Level::Good,
                  QStringLiteral("正常"),
                  {},
                  {},
                  device[u"message"].toString()};
    if (const auto obstacle = hal::obstacleOf(device)) {
        const ErrorEntry &entry = describe(obstacle->code);
        row.level = DeviceRow::Level::Failed;
        row.word = words.state(obstacle->code);
        row.todo = entry.remedy;
        row.code = entry.number;
        return row;
    }
    const QJsonObject status = device[u"status"].toObject();
    for (auto part = status.begin(); part != status.end(); ++part) {
        const QJsonObject supply = words.supply(part.key());
        if (!says(*part, supply[u"at"].toArray()))
            continue;
        row.level = DeviceRow::Level::Attention;
        row.word = supply[u"word"].toString();
        row.todo = supply[u"todo"].toString();
    }
    tellOverdue(device[u"overdue"].toArray(), words, row);
    return row;
}

} // namespace kiosk::shell
