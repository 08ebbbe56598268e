#include "message.h"

#include <QJsonDocument>

#include <algorithm>
#include <optional>

namespace kiosk::xfs4iot
{

namespace
{

constexpr qsizetype longestName = 100;

constexpr const char *typeNames[] = {"command", "acknowledge", "event", "completion", "unsolicited"};

Error wrong(const char *what)
{
    return fail(error::protocolError, QString::fromLatin1(what));
}

/// Looked at before the document is built: each level costs the parser stack.
bool isFlatEnough(const QByteArray &bytes)
{
    int depth = 0;
    bool inText = false;
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        const char byte = bytes[at];
        if (inText) {
            if (byte == '\\')
                ++at;
            else if (byte == '"')
                inText = false;
        } else if (byte == '"') {
            inText = true;
        } else if (byte == '{' || byte == '[') {
            if (++depth > deepestMessage)
                return false;
        } else if (byte == '}' || byte == ']') {
            --depth;
        }
    }
    return true;
}

std::optional<MessageType> typeFrom(const QString &word)
{
    for (size_t i = 0; i < std::size(typeNames); ++i)
        if (word.compare(QLatin1String(typeNames[i]), Qt::CaseInsensitive) == 0)
            return MessageType(i);
    return std::nullopt;
}

/// Words go into details and logs, where a service's free text may not.
bool isWord(QStringView text)
{
    return text.size() <= longestName && std::all_of(text.begin(), text.end(), [](QChar character) {
               return character.unicode() < 0x80 && (character.isLetterOrNumber() || character == u'.');
           });
}

/// An integer of 0 to largestRequestId; nothing for any other value.
std::optional<int> numberIn(const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    if (!value.isDouble() || !(number >= 0 && number <= largestRequestId) || number != double(int(number)))
        return std::nullopt;
    return int(number);
}

/// A field of the header or, in the form of 2021-1, of the payload.
QJsonValue placed(Message &message, const QJsonObject &header, QStringView name)
{
    QJsonValue inHeader = fieldOf(header, name);
    if (!inHeader.isUndefined())
        return inHeader;
    QJsonValue inPayload = fieldOf(message.payload, name);
    if (!inPayload.isUndefined())
        message.form = HeaderForm::Payload;
    return inPayload;
}

Status readWord(Message &message, const QJsonObject &header, const char *name, QString &word)
{
    const QJsonValue value = placed(message, header, QString::fromLatin1(name));
    if (value.isUndefined() || value.isNull())
        return {};
    if (!value.isString() || !isWord(value.toString()))
        return wrong("a code that is no word");
    word = value.toString();
    return {};
}

Status readByType(Message &message, const QJsonObject &header)
{
    switch (message.type) {
    case MessageType::Command: {
        const QJsonValue timeout = placed(message, header, u"timeout");
        const auto number = numberIn(timeout);
        if (!number && !timeout.isUndefined() && !timeout.isNull())
            return wrong("a timeout that is no number");
        message.timeout = number.value_or(0);
        return {};
    }
    case MessageType::Acknowledge:
        return readWord(message, header, "status", message.status);
    case MessageType::Completion:
        KIOSK_TRY(readWord(message, header, "completionCode", message.completionCode));
        if (message.completionCode.isEmpty())
            return wrong("a completion without its code");
        return readWord(message, {}, "errorCode", message.errorCode);
    case MessageType::Event:
    case MessageType::Unsolicited:
        break;
    }
    return {};
}

Status readHeader(Message &message, const QJsonObject &header)
{
    const auto type = typeFrom(fieldOf(header, u"type").toString());
    if (!type)
        return wrong("a message of no known type");
    message.type = *type;
    message.name = fieldOf(header, u"name").toString();
    if (message.name.isEmpty() || !isWord(message.name))
        return wrong("a message without a name");
    message.version = fieldOf(header, u"version").toString();
    if (!isWord(message.version))
        return wrong("a version that is none");

    const QJsonValue id = fieldOf(header, u"requestId");
    const bool none = id.isUndefined() || id.isNull();
    const auto number = numberIn(id);
    if (!none && !number)
        return wrong("a requestId that is no number");
    message.requestId = number.value_or(0);
    if (message.type == MessageType::Event && message.requestId == 0)
        message.type = MessageType::Unsolicited;
    if (message.type != MessageType::Unsolicited && message.requestId == 0)
        return wrong("a message without a requestId");
    return {};
}

} // namespace

Result<Message> parseMessage(const QByteArray &bytes)
{
    if (bytes.size() > longestMessage)
        return wrong("a message that is too long");
    if (!isFlatEnough(bytes))
        return wrong("a message that is nested too deep");
    const auto document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return wrong("a message that is no JSON object");
    const QJsonObject object = document.object();
    const QJsonValue header = fieldOf(object, u"header"), payload = fieldOf(object, u"payload");
    if (!header.isObject())
        return wrong("a message without a header");
    if (!payload.isObject() && !payload.isUndefined() && !payload.isNull())
        return wrong("a payload that is no object");
    Message message;
    message.payload = payload.toObject();
    KIOSK_TRY(readHeader(message, header.toObject()));
    const HeaderForm form = message.form;
    KIOSK_TRY(readByType(message, header.toObject()));
    // errorCode is in the payload of every form.
    if (message.type == MessageType::Completion)
        message.form =
            fieldOf(header.toObject(), u"completionCode").isUndefined() ? HeaderForm::Payload : form;
    return message;
}

QByteArray encodeMessage(const Message &message)
{
    QJsonObject header{{QStringLiteral("type"), QLatin1String(typeNames[size_t(message.type)])},
                       {QStringLiteral("name"), message.name}};
    QJsonObject payload = message.payload;
    QJsonObject &codes = message.form == HeaderForm::Header ? header : payload;
    if (!message.version.isEmpty())
        header.insert(QStringLiteral("version"), message.version);
    if (message.requestId != 0)
        header.insert(QStringLiteral("requestId"), message.requestId);
    if (message.type == MessageType::Command)
        codes.insert(QStringLiteral("timeout"), message.timeout);
    if (message.type == MessageType::Acknowledge)
        codes.insert(QStringLiteral("status"),
                     message.status.isEmpty() ? QJsonValue::Null : QJsonValue(message.status));
    if (message.type == MessageType::Completion) {
        codes.insert(QStringLiteral("completionCode"), message.completionCode);
        if (!message.errorCode.isEmpty())
            payload.insert(QStringLiteral("errorCode"), message.errorCode);
    }
    const QJsonObject object{{QStringLiteral("header"), header}, {QStringLiteral("payload"), payload}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonValue fieldOf(const QJsonObject &object, QStringView name)
{
    const auto exact = object.find(name);
    if (exact != object.end())
        return *exact;
    for (auto field = object.begin(); field != object.end(); ++field)
        if (QStringView(field.key()).compare(name, Qt::CaseInsensitive) == 0)
            return *field;
    return QJsonValue::Undefined;
}

QJsonValue fieldAt(const QJsonObject &object, QStringView path)
{
    const qsizetype dot = path.indexOf(u'.');
    if (dot < 0)
        return fieldOf(object, path);
    return fieldAt(fieldOf(object, path.first(dot)).toObject(), path.sliced(dot + 1));
}

Result<QByteArray> bytesOf(const QJsonObject &object, QStringView name)
{
    const QJsonValue value = fieldOf(object, name);
    if (value.isUndefined() || value.isNull())
        return QByteArray();
    if (!value.isString())
        return wrong("bytes that are no text");
    auto decoded =
        QByteArray::fromBase64Encoding(value.toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return wrong("bytes that are no base64");
    return *decoded;
}

} // namespace kiosk::xfs4iot
