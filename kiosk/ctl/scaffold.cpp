#include <kiosk/ctl/scaffold.h>

#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>
#include <kiosk/ctl/write_file.h>

#include <QDirIterator>
#include <QRegularExpression>

namespace kiosk::ctl
{

namespace
{

constexpr int longestName = 40;

QString templates()
{
    return paths::share(QStringLiteral("scaffolds"));
}

Result<QJsonObject> table()
{
    const auto document = YamlDocument::load(templates() + QStringLiteral("/scaffolds.yaml"));
    if (!document)
        return document.error();
    const auto schema = loadSchema(QStringLiteral("scaffolds"));
    if (!schema)
        return schema.error();
    if (const auto findings = document->check(*schema); !findings.isEmpty())
        return fail(error::invalidData, findings.first().text());
    return document->root();
}

Status checkName(const QString &name)
{
    static const QRegularExpression form(QStringLiteral("^[a-z][a-z0-9]*(-[a-z0-9]+)*$"));
    if (form.match(name).hasMatch() && name.size() <= longestName)
        return {};
    return fail(
        error::invalidData,
        QStringLiteral("'%1' is no name: small letters and digits, words joined by '-', a letter first, at "
                       "most %2 characters (such as acme-reader)")
            .arg(name)
            .arg(longestName));
}

/// ROOT/KIND/NAME, where ROOT is a source tree or a folder that is built along (KIOSK_EXTRA).
Result<QString> placeFor(const QString &root, const QString &kind, const QString &name)
{
    KIOSK_TRY(checkName(name));
    const QDir tree(root);
    if (!tree.exists(kind))
        return fail(error::invalidData,
                    QStringLiteral("%1 has no folder %2/: run this in the source tree, or name it with --in")
                        .arg(tree.absolutePath(), kind));
    const QString folder = tree.absoluteFilePath(kind + u'/' + name);
    if (QFileInfo::exists(folder))
        return fail(
            error::invalidData,
            QStringLiteral("%1 is there already: choose another name, or remove it first").arg(folder));
    return folder;
}

QString camelCase(const QString &name)
{
    QString result;
    const QStringList words = name.split(u'-');
    for (const QString &word : words)
        result += word.at(0).toUpper() + word.mid(1);
    return result;
}

Result<QByteArray> filled(const QString &path, const QMap<QString, QString> &values)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(error::invalidData, QStringLiteral("%1: %2").arg(path, file.errorString()));
    QString text = QString::fromUtf8(file.readAll());
    for (auto value = values.begin(); value != values.end(); ++value)
        text.replace(u'@' + value.key() + u'@', *value);
    return text.toUtf8();
}

Status writeParts(const Scaffold &scaffold, QStringList &written)
{
    for (const QString &part : scaffold.parts) {
        const QDir source(templates() + u'/' + part);
        QDirIterator files(source.path(), {QStringLiteral("*.in")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            const QString name = source.relativeFilePath(path).chopped(3);
            const auto content = filled(path, scaffold.values);
            if (!content)
                return content.error();
            KIOSK_TRY(writeFile(scaffold.folder + u'/' + name, *content));
            written.append(name);
        }
    }
    written.sort();
    return {};
}

} // namespace

Result<Scaffold> moduleScaffold(const QString &root, const QString &name, const QString &item)
{
    const auto known = table();
    if (!known)
        return known.error();
    auto folder = placeFor(root, QStringLiteral("modules"), name);
    if (!folder)
        return folder.error();
    const QString code = item.isEmpty() ? (*known)[u"module_item"].toString() : item;
    static const QRegularExpression form(QStringLiteral("^[A-Z]{2,5}-[0-9]{2}$"));
    if (!form.match(code).hasMatch())
        return fail(
            error::invalidData,
            QStringLiteral("'%1' is no item code: a category and two digits, such as HUJI-90").arg(code));
    return Scaffold{*folder,
                    {QStringLiteral("module")},
                    {{QStringLiteral("NAME"), name},
                     {QStringLiteral("ITEM"), code},
                     {QStringLiteral("CATEGORY"), code.section(u'-', 0, 0)}}};
}

Result<Scaffold> driverScaffold(const QString &root, const QString &name, const QString &deviceClass)
{
    const auto known = table();
    if (!known)
        return known.error();
    const QJsonObject classes = (*known)[u"driver_classes"].toObject();
    const QJsonObject values = classes[deviceClass].toObject();
    if (values.isEmpty())
        return fail(error::invalidData, QStringLiteral("no scaffold for class '%1'; there is one for: %2")
                                            .arg(deviceClass, classes.keys().join(QStringLiteral(", "))));
    auto folder = placeFor(root, QStringLiteral("drivers"), name);
    if (!folder)
        return folder.error();
    QString type = camelCase(name);
    const QString ending = values[u"type"].toString();
    if (!type.endsWith(ending))
        type += ending;
    return Scaffold{*folder,
                    {QStringLiteral("driver"), deviceClass},
                    {{QStringLiteral("NAME"), name},
                     {QStringLiteral("SPACE"), QString(name).replace(u'-', u'_') + QStringLiteral("_driver")},
                     {QStringLiteral("TYPE"), type},
                     {QStringLiteral("FILE"), values[u"file"].toString()},
                     {QStringLiteral("CLASS"), deviceClass},
                     {QStringLiteral("LIBRARY"), values[u"library"].toString()},
                     {QStringLiteral("PROTOCOL"), values[u"protocol"].toString()},
                     {QStringLiteral("CONTROL"), values[u"control"].toString()}}};
}

Result<QStringList> writeScaffold(const Scaffold &scaffold)
{
    QStringList written;
    if (const Status done = writeParts(scaffold, written); !done) {
        QDir(scaffold.folder).removeRecursively();
        return done.error();
    }
    return written;
}

} // namespace kiosk::ctl
