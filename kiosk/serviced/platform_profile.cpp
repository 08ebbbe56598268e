#include <kiosk/serviced/platform_profile.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/paths.h>

#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

namespace kiosk::services
{

namespace
{

QStringList wirePath(const QJsonValue &value)
{
    return value.toString().split(u'.', Qt::SkipEmptyParts);
}

QJsonValue valueAt(const QJsonObject &object, const QStringList &path)
{
    QJsonValue value = object;
    for (const QString &part : path)
        value = value.toObject().value(part);
    return value;
}

void setAt(QJsonObject &object, const QStringList &path, const QJsonValue &value, qsizetype depth = 0)
{
    if (depth == path.size() - 1) {
        object.insert(path.at(depth), value);
        return;
    }
    QJsonObject child = object.value(path.at(depth)).toObject();
    setAt(child, path, value, depth + 1);
    object.insert(path.at(depth), child);
}

/// Codes come as "200" from one platform and as 200 from the next.
QString codeText(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toInteger(-1)) : value.toString();
}

QList<ProfileField> readFields(const QJsonObject &object)
{
    static const QHash<QString, ProfileField::Type> types{
        {QStringLiteral("string"), ProfileField::Type::String},
        {QStringLiteral("integer"), ProfileField::Type::Integer},
        {QStringLiteral("boolean"), ProfileField::Type::Boolean},
        {QStringLiteral("blob"), ProfileField::Type::Blob},
        {QStringLiteral("list"), ProfileField::Type::List}};
    QList<ProfileField> fields;
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const QJsonObject description = entry->toObject();
        ProfileField field;
        field.name = entry.key();
        field.wire = wirePath(description.value(u"wire"));
        field.type = types.value(description.value(u"type").toString(), ProfileField::Type::String);
        if (field.type == ProfileField::Type::Blob)
            field.length = qsizetype(2) * 1024 * 1024;
        field.length = qsizetype(description.value(u"length").toInteger(field.length));
        field.entryLength = qsizetype(description.value(u"entry_length").toInteger(field.entryLength));
        field.required = description.value(u"required").toBool(true);
        if (description.contains(u"null"))
            field.nullWord = description.value(u"null").toString();
        field.mediaType = description.value(u"media").toString();
        const QJsonObject values = description.value(u"values").toObject();
        for (auto value = values.begin(); value != values.end(); ++value) {
            field.toWire.insert(value.key(), value->toString());
            field.fromWire.insert(value->toString(), value.key());
        }
        field.fields = readFields(description.value(u"fields").toObject());
        fields.append(field);
    }
    return fields;
}

enum class Direction { ToWire, FromWire };

/// Moves fields between the canonical and the wire's object, in either direction, and checks each on its way.
class FieldTranslator
{
public:
    FieldTranslator(Direction direction, QList<QByteArray> &blobs) : m_direction(direction), m_blobs(blobs) {}

    Result<QJsonObject> translate(const QList<ProfileField> &fields, const QJsonObject &source)
    {
        QJsonObject target;
        for (const ProfileField &field : fields) {
            const QJsonValue value = toWire() ? source.value(field.name) : valueAt(source, field.wire);
            auto translated = translateValue(field, value);
            if (!translated)
                return translated.error();
            if (translated->isUndefined())
                continue;
            if (toWire())
                setAt(target, field.wire, *translated);
            else
                target.insert(field.name, *translated);
        }
        return target;
    }

private:
    [[nodiscard]] bool toWire() const { return m_direction == Direction::ToWire; }

    [[nodiscard]] static Error wrong(const ProfileField &field, const char *reason)
    {
        return fail(error::invalidData,
                    QStringLiteral("field %1: %2").arg(field.name, QString::fromLatin1(reason)));
    }

    Result<QJsonValue> translateValue(const ProfileField &field, const QJsonValue &value)
    {
        const bool none = value.isUndefined() || value.isNull() ||
                          (!toWire() && field.nullWord && value.toString() == *field.nullWord);
        if (none && field.required)
            return wrong(field, "missing");
        if (none && toWire())
            return field.nullWord ? QJsonValue(*field.nullWord) : value;
        if (none)
            return QJsonValue(QJsonValue::Null);
        switch (field.type) {
        case ProfileField::Type::String:
            return translateString(field, value);
        case ProfileField::Type::Integer: {
            const double number = value.toDouble(std::numeric_limits<double>::quiet_NaN());
            if (!value.isDouble() || number != double(value.toInteger(std::numeric_limits<qint64>::min())))
                return wrong(field, "not a whole number");
            return value;
        }
        case ProfileField::Type::Boolean:
            return value.isBool() ? Result<QJsonValue>(value) : wrong(field, "not true or false");
        case ProfileField::Type::Blob:
            return translateBlob(field, value);
        case ProfileField::Type::List:
            return translateList(field, value);
        }
        return wrong(field, "of no type");
    }

    Result<QJsonValue> translateString(const ProfileField &field, const QJsonValue &value) const
    {
        if (!value.isString())
            return wrong(field, "not a text");
        const QString text = value.toString();
        if (text.size() > field.length)
            return wrong(field, "too long");
        const auto &dictionary = toWire() ? field.toWire : field.fromWire;
        if (dictionary.isEmpty())
            return value;
        const auto found = dictionary.constFind(text);
        if (found == dictionary.constEnd())
            return wrong(field, "a value that is not in the dictionary");
        return QJsonValue(*found);
    }

    Result<QJsonValue> translateBlob(const ProfileField &field, const QJsonValue &value)
    {
        if (toWire()) {
            const qint64 index = value.toObject().value(u"blob").toInteger(-1);
            if (index < 0 || index >= m_blobs.size() || m_blobs.at(index).size() > field.length)
                return wrong(field, "no such blob, or too long");
            return QJsonValue(QString::fromLatin1(m_blobs.at(index).toBase64()));
        }
        const QByteArray text = value.toString().toLatin1();
        auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
        if (!value.isString() || !decoded || (*decoded).isEmpty())
            return wrong(field, "not base64");
        if ((*decoded).size() > field.length)
            return wrong(field, "too long");
        m_blobs.append(*decoded);
        return QJsonValue(QJsonObject{{QStringLiteral("blob"), m_blobs.size() - 1},
                                      {QStringLiteral("type"), field.mediaType}});
    }

    Result<QJsonValue> translateList(const ProfileField &field, const QJsonValue &value)
    {
        const QJsonArray entries = value.toArray();
        if (!value.isArray())
            return wrong(field, "not a list");
        if (entries.size() > field.length)
            return wrong(field, "too long");
        QJsonArray translated;
        for (const auto &entry : entries) {
            auto value = translateEntry(field, entry);
            if (!value)
                return value.error();
            translated.append(*value);
        }
        return QJsonValue(translated);
    }

    /// Of a list: an object, or without fields a text.
    Result<QJsonValue> translateEntry(const ProfileField &list, const QJsonValue &entry)
    {
        if (list.fields.isEmpty()) {
            ProfileField text = list;
            text.length = list.entryLength;
            return translateString(text, entry);
        }
        auto object = translate(list.fields, entry.toObject());
        return object ? Result<QJsonValue>(*object) : Result<QJsonValue>(object.error());
    }

    Direction m_direction;
    QList<QByteArray> &m_blobs;
};

Status refuseUnknown(const QList<ProfileField> &fields, const QJsonObject &arguments)
{
    for (auto argument = arguments.begin(); argument != arguments.end(); ++argument) {
        const bool known = std::any_of(fields.begin(), fields.end(), [&](const ProfileField &field) {
            return field.name == argument.key();
        });
        if (!known)
            return fail(error::invalidData, QStringLiteral("unknown argument"));
    }
    return {};
}

const QStringList &subjectKeys()
{
    static const QStringList keys{QStringLiteral("name"), QStringLiteral("id_number"),
                                  QStringLiteral("form")};
    return keys;
}

} // namespace

Result<PlatformProfile> PlatformProfile::load(const QString &nameOrPath)
{
    const QString path = nameOrPath.contains(u'/')
                             ? nameOrPath
                             : paths::share(QStringLiteral("platforms/%1.yaml").arg(nameOrPath));
    auto document = YamlDocument::load(path);
    if (!document)
        return document.error();
    return fromDocument(*document);
}

Result<PlatformProfile> PlatformProfile::fromDocument(const YamlDocument &document)
{
    const auto schema = loadSchema(QStringLiteral("platform-profile"));
    if (!schema)
        return schema.error();
    if (const QList<Finding> findings = document.check(*schema); !findings.isEmpty())
        return fail(error::invalidData, findings.first().text());

    const QJsonObject root = document.root();
    PlatformProfile profile;
    profile.m_replyLimit = qsizetype(root.value(u"reply_bytes").toInteger(profile.m_replyLimit));
    const QJsonObject request = root.value(u"request").toObject();
    for (auto entry = request.begin(); entry != request.end(); ++entry)
        profile.m_envelope.insert(entry.key(), wirePath(*entry));

    const QJsonObject reply = root.value(u"reply").toObject();
    const QJsonObject success = reply.value(u"success").toObject();
    profile.m_successField = wirePath(success.value(u"field"));
    profile.m_yes = success.value(u"yes");
    profile.m_no = success.value(u"no");
    profile.m_codeField = wirePath(reply.value(u"code"));
    profile.m_messageField = wirePath(reply.value(u"message"));
    profile.m_dataField = wirePath(reply.value(u"data"));
    profile.m_dataInString = reply.value(u"data_form").toString() == u"string";

    const QJsonObject codes = root.value(u"codes").toObject();
    for (auto code = codes.begin(); code != codes.end(); ++code) {
        const QString wire = codeText(*code);
        const auto reason = [&](const char *text) {
            return fail(
                error::invalidData,
                document.finding({QStringLiteral("codes"), code.key()}, QString::fromLatin1(text)).text());
        };
        if (code.key() != u"ok" && findError(code.key()) == nullptr)
            return reason("no such code in errors.yaml");
        if (profile.m_codeFromWire.contains(wire))
            return reason("wire code used twice");
        profile.m_codeToWire.insert(code.key(), wire);
        profile.m_codeFromWire.insert(wire, code.key());
    }

    const QJsonObject operations = root.value(u"operations").toObject();
    for (auto entry = operations.begin(); entry != operations.end(); ++entry) {
        const QJsonObject description = entry->toObject();
        ProfileOperation operation;
        operation.name = entry.key();
        operation.method = description.value(u"method").toString(QStringLiteral("POST")).toLatin1();
        operation.path = description.value(u"path").toString();
        operation.idempotent = description.value(u"idempotent").toBool();
        operation.subject = description.value(u"subject").toBool();
        operation.timeout =
            Milliseconds(description.value(u"timeout_ms").toInteger(operation.timeout.count()));
        operation.arguments = readFields(description.value(u"arguments").toObject());
        operation.results = readFields(description.value(u"results").toObject());
        profile.m_operations.insert(operation.name, operation);
    }
    return profile;
}

const ProfileOperation *PlatformProfile::operation(QStringView name) const
{
    const auto found = m_operations.constFind(name.toString());
    return found == m_operations.constEnd() ? nullptr : &*found;
}

Result<QByteArray> PlatformProfile::encodeRequest(const ProfileOperation &operation,
                                                  const PlatformRequest &request) const
{
    KIOSK_TRY(refuseUnknown(operation.arguments, request.arguments));
    QList<QByteArray> blobs;
    auto arguments =
        FieldTranslator(Direction::ToWire, blobs).translate(operation.arguments, request.arguments);
    if (!arguments)
        return arguments.error();
    if (operation.method == "GET")
        return QByteArray();

    QJsonObject body;
    const auto set = [this, &body](const QString &key, const QJsonValue &value) {
        if (const QStringList path = m_envelope.value(key); !path.isEmpty())
            setAt(body, path, value);
    };
    set(QStringLiteral("terminal"), request.envelope.terminal);
    set(QStringLiteral("request"), request.envelope.request);
    set(QStringLiteral("time"),
        request.envelope.time.toOffsetFromUtc(request.envelope.time.offsetFromUtc()).toString(Qt::ISODate));
    set(QStringLiteral("case"), request.envelope.caseNumber);
    if (operation.subject) {
        for (const QString &key : subjectKeys())
            set(key, request.envelope.subject.value(key));
    }
    set(QStringLiteral("arguments"), *arguments);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

Result<PlatformRequest> PlatformProfile::decodeRequest(const ProfileOperation &operation,
                                                       const QByteArray &body) const
{
    PlatformRequest request;
    if (operation.method == "GET")
        return request;
    const auto document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return fail(error::invalidData, QStringLiteral("not a JSON object"));
    const QJsonObject root = document.object();
    const auto at = [this, &root](const QString &key) { return valueAt(root, m_envelope.value(key)); };
    request.envelope.terminal = at(QStringLiteral("terminal")).toString();
    request.envelope.request = at(QStringLiteral("request")).toString();
    request.envelope.time = QDateTime::fromString(at(QStringLiteral("time")).toString(), Qt::ISODate);
    request.envelope.caseNumber = at(QStringLiteral("case")).toString();
    if (request.envelope.terminal.isEmpty() || request.envelope.request.isEmpty())
        return fail(error::invalidData, QStringLiteral("envelope without terminal or request"));
    if (operation.subject) {
        for (const QString &key : subjectKeys())
            request.envelope.subject.insert(key, at(key).toString());
    }
    QList<QByteArray> blobs;
    auto arguments = FieldTranslator(Direction::FromWire, blobs)
                         .translate(operation.arguments, at(QStringLiteral("arguments")).toObject());
    if (!arguments)
        return arguments.error();
    request.arguments = *arguments;
    return request;
}

QByteArray PlatformProfile::encodeReply(const ProfileOperation &operation, const Result<Payload> &result,
                                        const QString &message) const
{
    const auto refusal = [this](ErrorCode code) {
        return m_codeToWire.value(code.name().toString(),
                                  m_codeToWire.value(QStringLiteral("platformRefused")));
    };
    QString code = m_codeToWire.value(QStringLiteral("ok"));
    QJsonValue data = QJsonValue::Null;
    bool success = result.ok();
    if (success) {
        QList<QByteArray> blobs = result.value().blobs;
        const auto fields =
            FieldTranslator(Direction::ToWire, blobs).translate(operation.results, result.value().fields);
        success = fields.ok();
        if (!success)
            code = refusal(error::platformRefused);
        else if (m_dataInString)
            data = QString::fromUtf8(QJsonDocument(*fields).toJson(QJsonDocument::Compact));
        else
            data = *fields;
    } else {
        code = refusal(result.error().code);
    }
    QJsonObject body;
    if (!m_successField.isEmpty())
        setAt(body, m_successField, success ? m_yes : m_no);
    setAt(body, m_codeField, code);
    setAt(body, m_messageField, message);
    setAt(body, m_dataField, data);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

Result<Payload> PlatformProfile::decodeReply(const ProfileOperation &operation, const QByteArray &body) const
{
    const auto invalid = [&operation](const QString &reason) {
        return fail(error::platformInvalid, QStringLiteral("%1: %2").arg(operation.name, reason));
    };
    const auto document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return invalid(QStringLiteral("not a JSON object"));
    const QJsonObject root = document.object();
    const QJsonValue code = valueAt(root, m_codeField);
    if (!code.isString() && !code.isDouble())
        return invalid(QStringLiteral("no code"));
    const QString meaning = m_codeFromWire.value(codeText(code));
    const bool success = m_successField.isEmpty() ? meaning == u"ok" : valueAt(root, m_successField) == m_yes;
    if (!success) {
        // The platform's message may name a person; its code may not be more than a code.
        const QString detail =
            QStringLiteral("%1: refused with code %2").arg(operation.name, codeText(code).left(12));
        return fail(meaning.isEmpty() || meaning == u"ok" ? error::platformRefused : errorCodeFrom(meaning),
                    detail);
    }
    if (meaning != u"ok")
        return invalid(QStringLiteral("success with another code"));

    QJsonValue data = valueAt(root, m_dataField);
    if (m_dataInString && data.isString())
        data = QJsonDocument::fromJson(data.toString().toUtf8()).object();
    else if (m_dataInString && !data.isNull() && !data.isUndefined())
        return invalid(QStringLiteral("data is not a text"));
    if (!data.isObject() && !operation.results.isEmpty())
        return invalid(QStringLiteral("no data"));
    Payload payload;
    auto fields =
        FieldTranslator(Direction::FromWire, payload.blobs).translate(operation.results, data.toObject());
    if (!fields)
        return invalid(fields.error().detail);
    payload.fields = *fields;
    return payload;
}

} // namespace kiosk::services
