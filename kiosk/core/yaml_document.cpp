#include <kiosk/core/yaml_document.h>

#include <kiosk/core/paths.h>

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QRegularExpression>

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#include <yaml-cpp/yaml.h>

namespace kiosk
{

namespace
{
constexpr qsizetype maximumFileSize = qsizetype(4) * 1024 * 1024;
constexpr int maximumDepth = 64;
} // namespace

struct YamlDocument::Data {
    QString file;
    QJsonObject root;
    QHash<QString, int> lines; // "/devices/0/connect" → 12
    QList<Finding> duplicates;
};

namespace
{

struct Converter {
    QHash<QString, int> &lines;
    QList<Finding> &duplicates;
    const QString &file;

    static QJsonValue scalar(const YAML::Node &node)
    {
        const QString text = QString::fromStdString(node.Scalar());
        if (node.Tag() == "!") // quoted
            return text;
        if (text.isEmpty() || text == u"~" || text == u"null")
            return QJsonValue::Null;
        if (text == u"true" || text == u"false")
            return text == u"true";
        static const QRegularExpression integer(QStringLiteral("^[-+]?(0|[1-9][0-9]*)$"));
        static const QRegularExpression hexadecimal(QStringLiteral("^0x[0-9a-fA-F]+$"));
        static const QRegularExpression real(QStringLiteral("^[-+]?[0-9]+\\.[0-9]+([eE][-+]?[0-9]+)?$"));
        if (integer.match(text).hasMatch()) {
            bool ok = false;
            const qlonglong value = text.toLongLong(&ok);
            return ok ? QJsonValue(value) : QJsonValue(text);
        }
        if (hexadecimal.match(text).hasMatch()) {
            bool ok = false;
            const qlonglong value = text.mid(2).toLongLong(&ok, 16);
            return ok ? QJsonValue(value) : QJsonValue(text);
        }
        if (real.match(text).hasMatch())
            return text.toDouble();
        return text;
    }

    QJsonValue convert(const YAML::Node &node, const QString &path, int depth)
    {
        if (depth > maximumDepth)
            throw YAML::Exception(node.Mark(), "nested too deeply");
        lines.insert(path, node.Mark().line + 1);
        switch (node.Type()) {
        case YAML::NodeType::Scalar:
            return scalar(node);
        case YAML::NodeType::Sequence: {
            QJsonArray array;
            int index = 0;
            for (const auto &item : node)
                array.append(convert(item, path + u'/' + QString::number(index++), depth + 1));
            return array;
        }
        case YAML::NodeType::Map: {
            QJsonObject object;
            for (const auto &pair : node) {
                const QString key = QString::fromStdString(pair.first.Scalar());
                const QString childPath = path + u'/' + key;
                if (object.contains(key))
                    duplicates.append(
                        {file, pair.first.Mark().line + 1, QStringLiteral("key '%1' stands twice").arg(key)});
                object.insert(key, convert(pair.second, childPath, depth + 1));
                lines.insert(childPath, pair.first.Mark().line + 1);
            }
            return object;
        }
        default:
            return QJsonValue::Null;
        }
    }
};

QString readable(const std::string &text)
{
    QString reason = QString::fromStdString(text);
    reason.replace(
        QRegularExpression(QStringLiteral("^Object contains a property that could not be validated using "
                                          "'properties' or 'additionalProperties' constraints: '(.*)'\\.$")),
        QStringLiteral("unknown key '\\1'"));
    reason.replace(QRegularExpression(QStringLiteral("^Missing required property '(.*)'\\.$")),
                   QStringLiteral("key '\\1' is missing"));
    reason.replace(
        QRegularExpression(QStringLiteral("^Expected number greater than or equal to ([-0-9]+)\\.?0*$")),
        QStringLiteral("is smaller than \\1"));
    reason.replace(
        QRegularExpression(QStringLiteral("^Expected number less than or equal to ([-0-9]+)\\.?0*$")),
        QStringLiteral("is greater than \\1"));
    reason.replace(QStringLiteral("Value type not permitted by 'type' constraint."),
                   QStringLiteral("has the wrong type"));
    reason.replace(QStringLiteral("Failed to match against any enum values."),
                   QStringLiteral("is not one of the permitted values"));
    reason.replace(QStringLiteral("Failed to match regex specified by 'pattern' constraint."),
                   QStringLiteral("does not have the required form"));
    return reason;
}

} // namespace

QString Finding::text() const
{
    return line > 0 ? QStringLiteral("%1:%2: %3").arg(file).arg(line).arg(reason)
                    : QStringLiteral("%1: %2").arg(file, reason);
}

YamlDocument::YamlDocument(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
YamlDocument::YamlDocument(YamlDocument &&) noexcept = default;
YamlDocument &YamlDocument::operator=(YamlDocument &&) noexcept = default;
YamlDocument::~YamlDocument() = default;

Result<YamlDocument> YamlDocument::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(error::invalidData, QStringLiteral("%1: %2").arg(path, file.errorString()));
    if (file.size() > maximumFileSize)
        return fail(error::invalidData,
                    QStringLiteral("%1: larger than %2 bytes").arg(path).arg(maximumFileSize));
    return parse(file.readAll(), path);
}

Result<YamlDocument> YamlDocument::parse(const QByteArray &text, const QString &name)
{
    auto data = std::make_unique<Data>();
    data->file = name;
    try {
        const YAML::Node node = YAML::Load(text.toStdString());
        if (!node.IsMap())
            return fail(error::invalidData, QStringLiteral("%1:1: not a map of keys and values").arg(name));
        Converter converter{data->lines, data->duplicates, data->file};
        data->root = converter.convert(node, {}, 0).toObject();
    } catch (const YAML::Exception &exception) {
        return fail(error::invalidData, QStringLiteral("%1:%2: %3")
                                            .arg(name)
                                            .arg(exception.mark.line + 1)
                                            .arg(QString::fromStdString(exception.msg)));
    }
    return YamlDocument(std::move(data));
}

const QJsonObject &YamlDocument::root() const
{
    return m_data->root;
}

const QString &YamlDocument::file() const
{
    return m_data->file;
}

const QList<Finding> &YamlDocument::duplicates() const
{
    return m_data->duplicates;
}

QList<Finding> YamlDocument::check(const YamlDocument &schema) const
{
    return m_data->duplicates + check(schema.root(), {});
}

QList<Finding> YamlDocument::check(const QJsonObject &schema, const QStringList &at) const
{
    QList<Finding> findings;
    try {
        valijson::Schema compiled;
        valijson::SchemaParser parser;
        const QJsonValue schemaValue(schema);
        parser.populateSchema(valijson::adapters::QtJsonAdapter(schemaValue), compiled);
        valijson::ValidationResults results;
        valijson::Validator validator(valijson::Validator::kStrongTypes);
        const QJsonValue checked = value(at);
        if (validator.validate(compiled, valijson::adapters::QtJsonAdapter(checked), &results))
            return findings;
        valijson::ValidationResults::Error error;
        QSet<QString> seen;
        while (results.popError(error)) {
            QStringList path = at;
            for (size_t i = 1; i < error.context.size(); ++i) { // "<root>", "[devices]", "[0]", …
                QString part = QString::fromStdString(error.context[i]);
                path.append(part.startsWith(u'[') ? part.mid(1, part.size() - 2) : part);
            }
            QString reason = readable(error.description);
            if (reason.startsWith(u"Failed to validate against schema associated with property"))
                continue; // the inner finding follows and says more
            if (reason.startsWith(u"Failed to validate item #"))
                continue;
            QStringList place = path;
            static const QRegularExpression unknownKey(QStringLiteral("^unknown key '(.*)'$"));
            if (const auto match = unknownKey.match(reason); match.hasMatch())
                place.append(match.captured(1));
            if (!path.isEmpty())
                reason = path.join(u'.') + QStringLiteral(": ") + reason;
            Finding found = finding(place, reason);
            if (!seen.contains(found.text())) {
                seen.insert(found.text());
                findings.append(std::move(found));
            }
        }
        if (findings.isEmpty())
            findings.append(finding(at, QStringLiteral("does not match its schema")));
    } catch (const std::exception &exception) {
        findings.append(finding(at, QString::fromUtf8(exception.what())));
    }
    return findings;
}

QJsonValue YamlDocument::value(const QStringList &path) const
{
    QJsonValue found = m_data->root;
    for (const QString &key : path)
        found = found.isArray() ? found.toArray().at(key.toInt()) : found.toObject().value(key);
    return found;
}

int YamlDocument::line(const QStringList &path) const
{
    QStringList rest = path;
    for (;;) {
        const QString key = rest.isEmpty() ? QString() : u'/' + rest.join(u'/');
        if (const auto found = m_data->lines.constFind(key); found != m_data->lines.constEnd())
            return *found;
        if (rest.isEmpty())
            return 0;
        rest.removeLast();
    }
}

Finding YamlDocument::finding(const QStringList &path, const QString &reason) const
{
    return {m_data->file, line(path), reason};
}

Result<YamlDocument> loadSchema(const QString &name)
{
    return YamlDocument::load(paths::share(QStringLiteral("schemas/%1.schema.yaml").arg(name)));
}

} // namespace kiosk
