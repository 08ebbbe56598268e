#include <kiosk/core/manifest.h>

#include <kiosk/core/checks.h>
#include <kiosk/core/module_sources.h>

#include <QDate>
#include <QDirIterator>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

namespace kiosk
{

namespace
{

/// Minutes, to compare a promised with a legal period. Five workdays are a week, a month is thirty days.
double minutes(const QJsonObject &period)
{
    static const QHash<QString, double> units{{QStringLiteral("minute"), 1},
                                              {QStringLiteral("hour"), 60},
                                              {QStringLiteral("day"), 24 * 60},
                                              {QStringLiteral("workday"), 24 * 60 * 7 / 5.0},
                                              {QStringLiteral("month"), 30 * 24 * 60}};
    return period[u"value"].toDouble() * units.value(period[u"unit"].toString());
}

/// In full-width characters; an ASCII character is half of one.
double width(const QString &text)
{
    double result = 0;
    for (const uint character : text.toUcs4())
        result += character < 0x80 ? 0.5 : 1;
    return result;
}

/// The rules of the catalogue that bind fields to each other. One object checks one document.
class RuleCheck
{
public:
    RuleCheck(const YamlDocument &document, QList<Finding> &findings)
        : m_document(document), m_findings(findings)
    {
    }

    void run()
    {
        const QJsonObject root = m_document.root();
        noWideSpace({}, root);
        QSet<QString> codes;
        const QJsonArray items = root[u"items"].toArray();
        for (qsizetype i = 0; i < items.size(); ++i) {
            m_item = {QStringLiteral("items"), QString::number(i)};
            const QJsonObject item = items[i].toObject();
            if (codes.contains(item[u"code"].toString()))
                add({QStringLiteral("code")},
                    QStringLiteral("code %1 stands twice").arg(item[u"code"].toString()));
            codes.insert(item[u"code"].toString());
            names(item);
            guide(item[u"guide"].toObject());
            verification(item[u"kiosk"].toObject());
            flow(item, root[u"grants"].toObject());
            translations(item[u"i18n"].toObject());
        }
    }

private:
    void add(const QStringList &path, const QString &reason)
    {
        m_findings.append(m_document.finding(m_item + path, reason));
    }

    void names(const QJsonObject &item)
    {
        if (width(item[u"name"].toString()) > 16)
            add({QStringLiteral("name")}, QStringLiteral("longer than 16 full-width characters"));
        if (width(item[u"short"].toString()) > 8)
            add({QStringLiteral("short")}, QStringLiteral("longer than 8 full-width characters"));
        QStringList aliases = item[u"aliases"].toVariant().toStringList();
        if (aliases.removeDuplicates() > 0)
            add({QStringLiteral("aliases")}, QStringLiteral("an alias stands twice"));
    }

    void guide(const QJsonObject &guide)
    {
        const auto at = [](const char *key) {
            return QStringList{QStringLiteral("guide"), QString::fromLatin1(key)};
        };
        const QJsonObject limit = guide[u"limit"].toObject();
        if (minutes(limit[u"promise"].toObject()) > minutes(limit[u"legal"].toObject()))
            add(at("limit"), QStringLiteral("the promised period is longer than the legal one"));

        const QJsonObject fee = guide[u"fee"].toObject();
        if (fee[u"charged"].toBool() &&
            (fee[u"items"].toArray().isEmpty() || fee[u"basis"].toString().isEmpty()))
            add(at("fee"), QStringLiteral("a charged item needs fee items and a basis"));
        if (!guide[u"self_service"].toBool(true))
            add(at("self_service"),
                QStringLiteral("an item that is not for self-service cannot be in a module"));

        const QString task = guide[u"task_code"].toString();
        const QString authority = guide[u"dept"][u"uscc"].toString();
        static const QRegularExpression form(QStringLiteral("^[0-9A-HJ-NPQRTUWXY]{18}[1-7][0-9]{12}$"));
        if (!form.match(task).hasMatch())
            add(at("task_code"),
                QStringLiteral("not 18 characters of a credit code, a level 1-7 and 12 digits"));
        else if (task.last(12) != guide[u"catalog_code"].toString())
            add(at("task_code"), QStringLiteral("its last 12 digits differ from catalog_code"));
        else if (task.first(18) != authority)
            add(at("task_code"), QStringLiteral("its first 18 characters differ from dept.uscc"));
        if (!isCreditCode(authority))
            add(at("dept"), QStringLiteral("uscc is not a valid unified social credit code"));

        const QDate effective = date(guide, at("effective"));
        const QDate expires = date(guide, at("expires"));
        if (effective.isValid() && expires.isValid() && expires < effective)
            add(at("expires"), QStringLiteral("before effective"));
    }

    QDate date(const QJsonObject &guide, const QStringList &path)
    {
        const QString text = guide[path.last()].toString();
        const QDate result = QDate::fromString(text, Qt::ISODate);
        if (!text.isEmpty() && !result.isValid())
            add(path, QStringLiteral("no such date"));
        return result;
    }

    void verification(const QJsonObject &kiosk)
    {
        const auto at = [](const char *key) {
            return QStringList{QStringLiteral("kiosk"), QString::fromLatin1(key)};
        };
        const QString level = kiosk[u"auth"].toString();
        const bool person = level == u"L2" || level == u"L3" || level == u"L4";
        const QStringList methods = kiosk[u"auth_methods"].toVariant().toStringList();
        const auto hasFace = [](const QString &method) { return method.split(u'+').contains(u"face"); };
        if (person && (methods.size() < 2 || std::all_of(methods.begin(), methods.end(), hasFace)))
            add(at("auth_methods"),
                QStringLiteral("level %1 needs two methods, one of them without the face").arg(level));

        const QStringList sensitive = kiosk[u"sensitive"].toVariant().toStringList();
        const QStringList consent = kiosk[u"consent"].toVariant().toStringList();
        for (const auto *kind : {"credit", "health", "finance"}) {
            if (!sensitive.contains(QLatin1String(kind)))
                continue;
            if (!person)
                add(at("auth"), QStringLiteral("%1 data needs level L2 or more").arg(QLatin1String(kind)));
            if (!consent.contains(u"signature") && !consent.contains(u"otp"))
                add(at("consent"),
                    QStringLiteral("%1 data needs a signature or otp").arg(QLatin1String(kind)));
        }
        if (sensitive.contains(u"minor") && level != u"L4")
            add(at("auth"), QStringLiteral("data of minors needs level L4"));
    }

    void flow(const QJsonObject &item, const QJsonObject &grants)
    {
        const QStringList platform = grants[u"platform"].toVariant().toStringList();
        const QStringList printer = grants[u"devices"][u"document-printer"].toVariant().toStringList();
        QSet<QString> ids;
        const QJsonArray steps = item[u"flow"].toArray();
        for (qsizetype i = 0; i < steps.size(); ++i) {
            const QJsonObject step = steps[i].toObject();
            const QStringList path{QStringLiteral("flow"), QString::number(i)};
            const QString id = step[u"id"].toString();
            const QString type = step[u"type"].toString();
            if (ids.contains(id))
                add(path, QStringLiteral("step id '%1' stands twice").arg(id));
            ids.insert(id);
            if (type == u"api" && !platform.contains(step[u"call"].toString()))
                add(path + QStringList{QStringLiteral("call")},
                    QStringLiteral("'%1' is not in grants.platform").arg(step[u"call"].toString()));
            if (type == u"print" && !printer.contains(u"print"))
                add(path, QStringLiteral("needs 'print' in grants.devices.document-printer"));
            if (type == u"form" && step[u"fields"].toArray().isEmpty())
                add(path, QStringLiteral("a form without fields"));
            if (type == u"page" && !step.contains(u"file"))
                add(path, QStringLiteral("a page without file"));
            spans(step, path);
            const QString ends = step[u"ends"].toString();
            const bool later = std::any_of(steps.begin() + i + 1, steps.end(), [&ends](const auto &other) {
                return other[u"id"].toString() == ends;
            });
            if (!ends.isEmpty() && !later)
                add(path + QStringList{QStringLiteral("ends")},
                    QStringLiteral("'%1' is no later step").arg(ends));
        }
    }

    /// A field that ends a span names another field of its form.
    void spans(const QJsonObject &step, const QStringList &path)
    {
        const QJsonArray fields = step[u"fields"].toArray();
        for (qsizetype i = 0; i < fields.size(); ++i) {
            const QString from = fields[i][u"from"].toString();
            const bool known = std::any_of(fields.begin(), fields.end(), [&from](const auto &other) {
                return other[u"key"].toString() == from;
            });
            if (!from.isEmpty() && !known)
                add(path + QStringList{QStringLiteral("fields"), QString::number(i), QStringLiteral("from")},
                    QStringLiteral("the form has no field '%1'").arg(from));
        }
    }

    /// A missing translation falls back to Chinese; an empty one would be shown and read aloud as nothing.
    void translations(const QJsonObject &languages)
    {
        for (auto language = languages.begin(); language != languages.end(); ++language) {
            const QJsonObject texts = language->toObject();
            for (auto text = texts.begin(); text != texts.end(); ++text) {
                if (text->isString() && text->toString().trimmed().isEmpty())
                    add({QStringLiteral("i18n"), language.key(), text.key()},
                        QStringLiteral("empty translation"));
            }
        }
    }

    void noWideSpace(const QStringList &path, const QJsonValue &value)
    {
        if (value.isString() && value.toString().contains(QChar(0x3000)))
            m_findings.append(m_document.finding(path, QStringLiteral("full-width space")));
        const QJsonObject object = value.toObject();
        for (auto entry = object.begin(); entry != object.end(); ++entry)
            noWideSpace(path + QStringList{entry.key()}, entry.value());
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            noWideSpace(path + QStringList{QString::number(i)}, array[i]);
    }

    const YamlDocument &m_document;
    QList<Finding> &m_findings;
    QStringList m_item;
};

/// The module's own QML and JavaScript, without its tests.
QList<Finding> checkSources(const QDir &folder)
{
    QList<Finding> findings;
    QDirIterator files(folder.path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QString name = folder.relativeFilePath(path);
        QFile file(path);
        if (name.startsWith(u"tests/") || !file.open(QIODevice::ReadOnly))
            continue;
        for (Finding finding : forbiddenIn(name, file.readAll())) {
            finding.file = path;
            findings.append(finding);
        }
    }
    return findings;
}

/// The pages that its flows name.
QList<Finding> checkPages(const YamlDocument &document, const QDir &folder)
{
    QList<Finding> findings;
    const QJsonArray items = document.root()[u"items"].toArray();
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QJsonArray steps = items[i][u"flow"].toArray();
        for (qsizetype j = 0; j < steps.size(); ++j) {
            const QString file = steps[j][u"file"].toString();
            if (!file.isEmpty() && !QFileInfo(folder.filePath(file)).isFile())
                findings.append(
                    document.finding({QStringLiteral("items"), QString::number(i), QStringLiteral("flow"),
                                      QString::number(j), QStringLiteral("file")},
                                     QStringLiteral("the module has no %1").arg(file)));
        }
    }
    return findings;
}

} // namespace

Result<Manifest> Manifest::fromModule(const QString &folder, QList<Finding> &findings)
{
    const QFileInfo place(folder);
    auto document = YamlDocument::load(folder + QStringLiteral("/module.yaml"));
    if (!document) {
        findings.append({folder + QStringLiteral("/module.yaml"), 0, document.error().detail});
        return fail(error::moduleInvalid, document.error().detail);
    }
    const auto schema = loadSchema(QStringLiteral("module"));
    if (!schema)
        return schema.error();
    QList<Finding> found;
    auto manifest = fromDocument(*document, *schema, found);
    if (manifest) {
        if (manifest->id != QFileInfo(place.absoluteFilePath()).fileName())
            found.append(
                document->finding({QStringLiteral("id")}, QStringLiteral("differs from the folder's name")));
        found += checkSources(QDir(folder));
        found += checkPages(*document, QDir(folder));
        if (!found.isEmpty())
            manifest = fail(error::moduleInvalid, found.first().text());
    }
    findings.append(found);
    return manifest;
}

Result<Manifest> Manifest::fromDocument(const YamlDocument &document, const YamlDocument &schema,
                                        QList<Finding> &findings)
{
    QList<Finding> found = document.check(schema);
    if (found.isEmpty()) // the rules may then rely on types
        RuleCheck(document, found).run();
    if (!found.isEmpty()) {
        findings.append(found);
        return fail(error::moduleInvalid,
                    QStringLiteral("%1 (%2 findings)").arg(found.first().text()).arg(found.size()));
    }
    return fromJson(document.root());
}

Result<Manifest> Manifest::fromJson(const QJsonObject &object)
{
    if (object[u"schema"].toString() != u"gov-kiosk.module/1")
        return fail(error::moduleInvalid, QStringLiteral("not a gov-kiosk.module/1"));
    Manifest manifest;
    manifest.id = object[u"id"].toString();
    static const QRegularExpression idForm(QStringLiteral("^[a-z][a-z0-9]*(-[a-z0-9]+)*$"));
    if (!idForm.match(manifest.id).hasMatch())
        return fail(error::moduleInvalid, QStringLiteral("no valid module id"));
    manifest.version = object[u"version"].toString();
    const QJsonObject names = object[u"names"].toObject();
    for (auto name = names.begin(); name != names.end(); ++name)
        manifest.names.insert(name.key(), name->toString());
    if (manifest.names.value(QStringLiteral("zh")).isEmpty())
        return fail(error::moduleInvalid, QStringLiteral("%1: no Chinese name").arg(manifest.id));
    manifest.department = object[u"department"].toString();
    manifest.icon = object[u"icon"].toString();
    manifest.minimumShellApi = object[u"minimum_shell_api"].toInt(1);
    const QJsonObject devices = object[u"grants"][u"devices"].toObject();
    for (auto device = devices.begin(); device != devices.end(); ++device)
        manifest.grants.devices.insert(device.key(), device->toVariant().toStringList());
    manifest.grants.platform = object[u"grants"][u"platform"].toVariant().toStringList();
    manifest.items = object[u"items"].toArray();
    return manifest;
}

QJsonObject Manifest::toJson() const
{
    QJsonObject devices;
    for (auto device = grants.devices.begin(); device != grants.devices.end(); ++device)
        devices.insert(device.key(), QJsonArray::fromStringList(*device));
    QJsonObject translated;
    for (auto name = names.begin(); name != names.end(); ++name)
        translated.insert(name.key(), *name);
    return {{QStringLiteral("schema"), QStringLiteral("gov-kiosk.module/1")},
            {QStringLiteral("id"), id},
            {QStringLiteral("version"), version},
            {QStringLiteral("names"), translated},
            {QStringLiteral("department"), department},
            {QStringLiteral("icon"), icon},
            {QStringLiteral("minimum_shell_api"), minimumShellApi},
            {QStringLiteral("grants"),
             QJsonObject{{QStringLiteral("devices"), devices},
                         {QStringLiteral("platform"), QJsonArray::fromStringList(grants.platform)}}},
            {QStringLiteral("items"), items}};
}

QString Manifest::name(const QString &language) const
{
    const QString translated = names.value(language);
    return translated.isEmpty() ? names.value(QStringLiteral("zh")) : translated;
}

QJsonObject Manifest::item(const QString &code) const
{
    for (const auto &entry : items) {
        if (entry[u"code"].toString() == code)
            return entry.toObject();
    }
    return {};
}

bool Manifest::grantsDevice(const QString &deviceClass, const QString &operation) const
{
    return grants.devices.value(deviceClass).contains(operation);
}

} // namespace kiosk
