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
#include <yaml.h>

namespace kiosk
{

namespace
{
constexpr qsizetype maximumFileSize = qsizetype(4) * 1024 * 1024;
constexpr int maximumDepth = 64;
constexpr qsizetype maximumValues =
    500'000; // with those that aliases repeat: nine lines can stand for billions
} // namespace

struct YamlDocument::Data {
    QString file;
    QJsonObject root;
    QHash<QString, int> lines; // "/devices/0/connect" → 12
    QList<Finding> duplicates;
};

namespace
{

/// What a document cannot be, thrown out of the composer to parse().
struct Malformed {
    size_t line; ///< 0-based, as libyaml counts
    QString reason;
};

QString utf8(const yaml_char_t *text, size_t length)
{
    return QString::fromUtf8(reinterpret_cast<const char *>(text), qsizetype(length));
}

/// A plain scalar by the core schema.
QJsonValue plain(const QString &text)
{
    if (text.isEmpty() || text == u"~" || text == u"null")
        return QJsonValue::Null;
    if (text == u"true" || text == u"false")
        return text == u"true";
    const char16_t first = text.front().unicode();
    if ((first < u'0' || first > u'9') && first != u'-' && first != u'+')
        return text; // nearly all of them, and none of the expressions below
    static const QRegularExpression integer(QStringLiteral("^[-+]?(0|[1-9][0-9]*)$"));
    static const QRegularExpression hexadecimal(QStringLiteral("^0x[0-9a-fA-F]+$"));
    static const QRegularExpression real(QStringLiteral("^[-+]?[0-9]+\\.[0-9]+([eE][-+]?[0-9]+)?$"));
    bool ok = false;
    if (integer.match(text).hasMatch()) {
        const qlonglong value = text.toLongLong(&ok);
        return ok ? QJsonValue(value) : QJsonValue(text);
    }
    if (hexadecimal.match(text).hasMatch()) {
        const qlonglong value = text.mid(2).toLongLong(&ok, 16);
        return ok ? QJsonValue(value) : QJsonValue(text);
    }
    if (real.match(text).hasMatch())
        return text.toDouble();
    return text;
}

/// Makes values of libyaml's events, one look ahead.
class Composer
{
public:
    Composer(const QByteArray &text, QString file, QHash<QString, int> &lines, QList<Finding> &duplicates)
        : m_file(std::move(file)), m_lines(lines), m_duplicates(duplicates)
    {
        yaml_parser_initialize(&m_parser);
        yaml_parser_set_encoding(&m_parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&m_parser, reinterpret_cast<const unsigned char *>(text.constData()),
                                     size_t(text.size()));
    }
    Q_DISABLE_COPY_MOVE(Composer)
    ~Composer()
    {
        yaml_event_delete(&m_event);
        yaml_parser_delete(&m_parser);
    }

    /// The first document. Throws Malformed.
    QJsonObject document()
    {
        do
            next();
        while (m_event.type == YAML_STREAM_START_EVENT || m_event.type == YAML_DOCUMENT_START_EVENT);
        if (m_event.type != YAML_MAPPING_START_EVENT)
            throw Malformed{0, QStringLiteral("not a map of keys and values")};
        const QJsonObject root = value({}, 0).toObject();
        next(); // the document's end
        next();
        if (m_event.type != YAML_STREAM_END_EVENT)
            throw Malformed{m_event.start_mark.line, QStringLiteral("a second document")};
        return root;
    }

private:
    void next()
    {
        yaml_event_delete(&m_event);
        if (yaml_parser_parse(&m_parser, &m_event) == 0) {
            const bool placed = m_parser.error != YAML_READER_ERROR;
            throw Malformed{placed ? m_parser.problem_mark.line : m_parser.mark.line,
                            QString::fromUtf8(m_parser.problem != nullptr ? m_parser.problem : "not YAML")};
        }
    }

    [[nodiscard]] int line() const { return int(m_event.start_mark.line) + 1; }

    void count(qsizetype values)
    {
        m_values += values;
        if (m_values > maximumValues)
            throw Malformed{m_event.start_mark.line,
                            QStringLiteral("more than %1 values").arg(maximumValues)};
    }

    /// The value that begins with the event at hand; the event at hand is its last one afterwards.
    QJsonValue value(const QString &path, int depth)
    {
        if (depth > maximumDepth)
            throw Malformed{m_event.start_mark.line, QStringLiteral("nested too deeply")};
        m_lines.insert(path, line());
        if (m_event.type == YAML_ALIAS_EVENT)
            return repeated();
        const yaml_char_t *anchor = m_event.type == YAML_SCALAR_EVENT ? m_event.data.scalar.anchor
                                    : m_event.type == YAML_SEQUENCE_START_EVENT
                                        ? m_event.data.sequence_start.anchor
                                        : m_event.data.mapping_start.anchor;
        const QByteArray name(reinterpret_cast<const char *>(anchor));
        const qsizetype before = m_values;
        count(1);
        QJsonValue made = m_event.type == YAML_SCALAR_EVENT           ? scalar()
                          : m_event.type == YAML_SEQUENCE_START_EVENT ? QJsonValue(sequence(path, depth))
                                                                      : QJsonValue(map(path, depth));
        if (!name.isEmpty())
            m_anchors.insert(name, {made, m_values - before});
        return made;
    }

    QJsonValue repeated()
    {
        const QByteArray name(reinterpret_cast<const char *>(m_event.data.alias.anchor));
        const auto found = m_anchors.constFind(name);
        if (found == m_anchors.constEnd())
            throw Malformed{m_event.start_mark.line,
                            QStringLiteral("no anchor '%1' before it").arg(QString::fromUtf8(name))};
        count(found->values);
        return found->value;
    }

    QJsonValue scalar()
    {
        const auto &found = m_event.data.scalar;
        const QString text = utf8(found.value, found.length);
        return found.style == YAML_PLAIN_SCALAR_STYLE ? plain(text) : QJsonValue(text);
    }

    QJsonArray sequence(const QString &path, int depth)
    {
        QJsonArray array;
        for (next(); m_event.type != YAML_SEQUENCE_END_EVENT; next())
            array.append(value(path + u'/' + QString::number(array.size()), depth + 1));
        return array;
    }

    QJsonObject map(const QString &path, int depth)
    {
        QJsonObject object;
        for (next(); m_event.type != YAML_MAPPING_END_EVENT; next()) {
            if (m_event.type != YAML_SCALAR_EVENT)
                throw Malformed{m_event.start_mark.line, QStringLiteral("a key that is no text")};
            const QString key = utf8(m_event.data.scalar.value, m_event.data.scalar.length);
            const QString childPath = path + u'/' + key;
            const int keyLine = line();
            if (object.contains(key))
                m_duplicates.append({m_file, keyLine, QStringLiteral("key '%1' stands twice").arg(key)});
            next();
            object.insert(key, value(childPath, depth + 1));
            m_lines.insert(childPath, keyLine);
        }
        return object;
    }

    struct Anchored {
        QJsonValue value;
        qsizetype values;
    };

    yaml_parser_t m_parser{};
    yaml_event_t m_event{};
    QString m_file;
    QHash<QString, int> &m_lines;
    QList<Finding> &m_duplicates;
    QHash<QByteArray, Anchored> m_anchors;
    qsizetype m_values = 0;
};

/// The schema of the value at a path: as far as properties, items and references within the file lead.
QJsonObject schemaAt(const QJsonObject &root, const QStringList &path)
{
    const auto resolved = [&root](QJsonObject schema) {
        QStringList steps = schema[u"$ref"].toString().split(u'/');
        if (steps.takeFirst() != u"#")
            return schema;
        schema = root;
        for (const QString &step : std::as_const(steps))
            schema = schema[step].toObject();
        return schema;
    };
    QJsonObject schema = root;
    for (const QString &key : path) {
        const QJsonValue property = schema[u"properties"][key];
        schema = resolved((schema.contains(u"items") ? schema[u"items"]
                           : property.isObject()     ? property
                                                     : schema[u"additionalProperties"])
                              .toObject());
    }
    return schema;
}

/// "a whole number or a text"
QString kinds(const QJsonValue &type)
{
    static const QHash<QString, QString> names{
        {QStringLiteral("string"), QStringLiteral("a text")},
        {QStringLiteral("integer"), QStringLiteral("a whole number")},
        {QStringLiteral("number"), QStringLiteral("a number")},
        {QStringLiteral("boolean"), QStringLiteral("true or false")},
        {QStringLiteral("array"), QStringLiteral("a list")},
        {QStringLiteral("object"), QStringLiteral("a map of keys and values")},
        {QStringLiteral("null"), QStringLiteral("nothing")}};
    QStringList words;
    for (const auto &name : type.isArray() ? type.toArray() : QJsonArray{type})
        words.append(names.value(name.toString(), name.toString()));
    return words.join(QStringLiteral(" or "));
}

QString listed(const QJsonArray &values)
{
    QStringList words;
    for (const auto &value : values)
        words.append(value.toVariant().toString());
    return words.join(QStringLiteral(", "));
}

/// `schema`: that of the value that is wrong, as far as it is known.
QString readable(const std::string &text, const QJsonObject &schema)
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
    if (reason == u"Value type not permitted by 'type' constraint." && schema.contains(u"type"))
        return QStringLiteral("should be ") + kinds(schema[u"type"]);
    if (reason == u"Failed to match against any enum values." && schema.contains(u"enum"))
        return QStringLiteral("should be one of ") + listed(schema[u"enum"].toArray());
    if (reason == u"Failed to match regex specified by 'pattern' constraint." &&
        schema.contains(u"pattern")) {
        const QString meaning = schema[u"description"].toString();
        return QStringLiteral("should have the form %1").arg(schema[u"pattern"].toString()) +
               (meaning.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(meaning));
    }
    if (reason.startsWith(u"String should be no fewer than 1 "))
        return QStringLiteral("is empty");
    return reason;
}

} // namespace

QString Finding::text() const
{
    if (file.isEmpty())
        return reason;
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
        data->root = Composer(text, name, data->lines, data->duplicates).document();
    } catch (const Malformed &malformed) {
        return fail(error::invalidData,
                    QStringLiteral("%1:%2: %3").arg(name).arg(malformed.line + 1).arg(malformed.reason));
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
        QHash<QStringList, qsizetype> places; // where in `findings`
        while (results.popError(error)) {
            QStringList path;
            for (size_t i = 1; i < error.context.size(); ++i) { // "<root>", "[devices]", "[0]", …
                QString part = QString::fromStdString(error.context[i]);
                path.append(part.startsWith(u'[') ? part.mid(1, part.size() - 2) : part);
            }
            QString reason = readable(error.description, schemaAt(schema, path));
            if (reason.startsWith(u"Failed to validate against schema associated with property"))
                continue; // the inner finding follows and says more
            if (reason.startsWith(u"Failed to validate item #"))
                continue;
            path = at + path;
            // An unknown key has a line of its own, a missing one that of the map which lacks it.
            static const QRegularExpression unknownKey(QStringLiteral("^unknown key '(.*)'$"));
            static const QRegularExpression missingKey(QStringLiteral("^key '(.*)' is missing$"));
            QStringList place = path, line = path;
            if (const auto unknown = unknownKey.match(reason); unknown.hasMatch())
                line = place += unknown.captured(1);
            else if (const auto missing = missingKey.match(reason); missing.hasMatch())
                place += missing.captured(1);
            if (!path.isEmpty())
                reason = path.join(u'.') + QStringLiteral(": ") + reason;
            Finding found = finding(line, reason);
            // Of a value that is wrong in several ways, the last one is the type, which says enough.
            if (const auto known = places.constFind(place); known != places.constEnd()) {
                findings[*known] = std::move(found);
                continue;
            }
            places.insert(place, findings.size());
            findings.append(std::move(found));
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
