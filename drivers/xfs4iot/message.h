#pragma once

#include <kiosk/core/result.h>

#include <QJsonObject>

namespace kiosk::xfs4iot
{

enum class MessageType { Command, Acknowledge, Event, Completion, Unsolicited };

/// Where timeout, completion code and acknowledge's status stand: since 2023 in the header; in the version
/// 2021-1 in the payload.
enum class HeaderForm { Header, Payload };

/// One message of XFS4IoT, whatever its form.
struct Message {
    MessageType type = MessageType::Command;
    QString name;    ///< "BarcodeReader.Read"; peers differ in upper and lower case, see isNamed()
    QString version; ///< "2.0"; may be empty
    /// Chosen by the client, 1 or more; 0 = none, in an unsolicited one only.
    int requestId = 0;
    int timeout = 0;                      ///< of a command: ms, 0 = none
    QString status;                       ///< of an acknowledge: empty = accepted
    QString completionCode;               ///< of a completion: "success", …
    QString errorCode;                    ///< of a completion whose code is commandErrorCode
    QJsonObject payload;                  ///< in the form Payload with the fields named above
    HeaderForm form = HeaderForm::Header; ///< what it came in, where that can be seen; else Header

    [[nodiscard]] bool isNamed(QStringView other) const
    {
        return QStringView(name).compare(other, Qt::CaseInsensitive) == 0;
    }
};

/// A picture of 8 megapixels in base64 is below; nothing that a service sends is above.
constexpr qsizetype longestMessage = qsizetype(16) * 1024 * 1024;
/// The specification's deepest payload (capabilities of a printer) has 8 levels.
constexpr int deepestMessage = 32;
/// requestId is a 31 bit number in every form.
constexpr int largestRequestId = 0x7FFFFFFF;

/// Takes a message apart. An event without a requestId is an unsolicited one. Errors: protocolError, with
/// what is wrong and nothing of what stands there. Pure; thread: any.
[[nodiscard]] Result<Message> parseMessage(const QByteArray &bytes);
/// The other way, in the message's form. Pure; thread: any.
[[nodiscard]] QByteArray encodeMessage(const Message &message);

/// A field by its name in whatever case; undefined where there is none. Pure; thread: any.
[[nodiscard]] QJsonValue fieldOf(const QJsonObject &object, QStringView name);
/// fieldOf() along "common.device". Pure; thread: any.
[[nodiscard]] QJsonValue fieldAt(const QJsonObject &object, QStringView path);
/// The bytes of a base64 field; empty for null and for a field that is not there. Errors: protocolError (no
/// base64). Pure; thread: any.
[[nodiscard]] Result<QByteArray> bytesOf(const QJsonObject &object, QStringView name);

} // namespace kiosk::xfs4iot
