#include <kiosk/shell/diagnostics/settings_form.h>

#include <QJsonArray>
#include <QRegularExpression>

namespace kiosk::shell
{

namespace
{

QString kindOf(const QJsonObject &setting)
{
    const QString type = setting[u"type"].toString();
    if (setting[u"fixed"].toBool())
        return QStringLiteral("fixed");
    if (setting.contains(u"enum"))
        return QStringLiteral("choice");
    if (type == u"boolean")
        return QStringLiteral("switch");
    // The pad has digits only.
    if (type == u"integer" && setting[u"minimum"].toInteger(-1) >= 0)
        return QStringLiteral("number");
    return type == u"string" ? QStringLiteral("text") : QStringLiteral("fixed");
}

QString titleOf(const QJsonObject &setting)
{
    return setting[u"title"].toString(setting[u"name"].toString());
}

QString plainText(const QJsonValue &value)
{
    return value.toVariant().toString();
}

QString withUnit(const QString &text, const QJsonObject &setting)
{
    const QString unit = setting[u"unit"].toString();
    return unit.isEmpty() ? text : text + u' ' + unit;
}

/// A value as a technician reads it.
QString valueInWords(const QJsonValue &value, const QJsonObject &setting)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("开") : QStringLiteral("关");
    const QString text = plainText(value);
    if (text.isEmpty())
        return QStringLiteral("（空）");
    return withUnit(setting[u"words"][text].toString(text), setting);
}

QString limitsOf(const QJsonObject &setting)
{
    const QString least = plainText(setting[u"minimum"]);
    const QString most = plainText(setting[u"maximum"]);
    if (least.isEmpty())
        return {};
    return withUnit(most.isEmpty() ? QStringLiteral("不小于 ") + least : least + u'—' + most, setting);
}

QVariantList optionsOf(const QJsonObject &setting)
{
    QJsonArray values = setting[u"enum"].toArray();
    if (kindOf(setting) == u"switch")
        values = {true, false};
    QVariantList options;
    for (const auto &value : values)
        options.append(QVariantMap{{QStringLiteral("value"), plainText(value)},
                                   {QStringLiteral("word"), valueInWords(value, setting)}});
    return options;
}

/// Undefined where the text is no value of it.
QJsonValue valueFrom(const QString &text, const QJsonObject &setting)
{
    const QString kind = kindOf(setting);
    if (kind == u"number") {
        bool number = false;
        const qint64 value = text.toLongLong(&number);
        const bool fits = number && value >= setting[u"minimum"].toInteger() &&
                          (!setting.contains(u"maximum") || value <= setting[u"maximum"].toInteger());
        return fits ? QJsonValue(value) : QJsonValue(QJsonValue::Undefined);
    }
    if (kind == u"fixed")
        return QJsonValue::Undefined;
    if (kind == u"text") {
        const QRegularExpression pattern(setting[u"pattern"].toString());
        return pattern.match(text).hasMatch() ? QJsonValue(text) : QJsonValue(QJsonValue::Undefined);
    }
    const QJsonArray values = kind == u"switch" ? QJsonArray{true, false} : setting[u"enum"].toArray();
    for (const auto &value : values) {
        if (plainText(value) == text)
            return value;
    }
    return QJsonValue::Undefined;
}

} // namespace

void SettingsForm::show(const QJsonObject &settings)
{
    m_shown = settings;
    forgetEdits();
}

QJsonObject SettingsForm::setting(const QString &name) const
{
    for (const auto &setting : m_shown[u"settings"].toArray()) {
        if (setting[u"name"].toString() == name)
            return setting.toObject();
    }
    return {};
}

QVariantList SettingsForm::fields() const
{
    QVariantList fields;
    for (const auto &entry : m_shown[u"settings"].toArray()) {
        const QJsonObject setting = entry.toObject();
        const QString name = setting[u"name"].toString();
        const QJsonValue value = m_edits.value(name, setting[u"value"]);
        const QString kind = kindOf(setting);
        fields.append(QVariantMap{{QStringLiteral("name"), name},
                                  {QStringLiteral("title"), titleOf(setting)},
                                  {QStringLiteral("kind"), kind},
                                  {QStringLiteral("text"), value.isArray() || value.isObject()
                                                               ? QStringLiteral("在 devices.yaml 里改")
                                                               : valueInWords(value, setting)},
                                  {QStringLiteral("value"), plainText(value)},
                                  {QStringLiteral("unit"), setting[u"unit"].toString()},
                                  {QStringLiteral("limits"), limitsOf(setting)},
                                  {QStringLiteral("options"), optionsOf(setting)},
                                  {QStringLiteral("edited"), m_edits.contains(name)},
                                  {QStringLiteral("local"), setting[u"changed"].toBool()}});
    }
    return fields;
}

QVariantMap SettingsForm::difference(const QString &name, const QJsonValue &before,
                                     const QJsonValue &after) const
{
    const QJsonObject declared = setting(name);
    return {{QStringLiteral("name"), name},
            {QStringLiteral("title"), declared.isEmpty() ? name : titleOf(declared)},
            {QStringLiteral("before"), valueInWords(before, declared)},
            {QStringLiteral("after"), valueInWords(after, declared)}};
}

QVariantList SettingsForm::differences() const
{
    QVariantList list;
    for (auto edit = m_edits.begin(); edit != m_edits.end(); ++edit)
        list.append(difference(edit.key(), setting(edit.key())[u"value"], *edit));
    return list;
}

QVariantList SettingsForm::lastDifferences() const
{
    QVariantList list;
    for (const auto &value : m_shown[u"change"][u"values"].toArray())
        list.append(difference(value[u"name"].toString(), value[u"before"], value[u"after"]));
    return list;
}

QString SettingsForm::complaint(const QString &name, const QString &text) const
{
    const QJsonObject declared = setting(name);
    if (!valueFrom(text, declared).isUndefined())
        return {};
    return kindOf(declared) == u"number"
               ? QStringLiteral("要在 ") + limitsOf(declared) + QStringLiteral(" 以内")
               : QStringLiteral("这项设置不能是这样，请核对后再输");
}

void SettingsForm::set(const QString &name, const QString &text)
{
    const QJsonObject declared = setting(name);
    const QJsonValue value = valueFrom(text, declared);
    if (value.isUndefined())
        return;
    if (value == declared[u"value"])
        m_edits.remove(name);
    else
        m_edits.insert(name, value);
}

QJsonObject SettingsForm::edits() const
{
    QJsonObject edits;
    for (auto edit = m_edits.begin(); edit != m_edits.end(); ++edit)
        edits.insert(edit.key(), *edit);
    return edits;
}

} // namespace kiosk::shell
