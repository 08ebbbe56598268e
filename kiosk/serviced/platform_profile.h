#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/payload.h>
#include <kiosk/core/yaml_document.h>

#include <QHash>
#include <QMap>

#include <optional>

namespace kiosk::services
{

/// One canonical field and what a platform calls it.
struct ProfileField {
    enum class Type { String, Integer, Boolean, Blob, List };

    QString name;
    QStringList wire; ///< path into the wire's object
    Type type = Type::String;
    qsizetype length = 1000;     ///< String: characters; Blob: bytes; List: entries
    qsizetype entryLength = 200; ///< List of texts: characters of each
    bool required = true;
    QHash<QString, QString> toWire; ///< code dictionary; empty = the value as it is
    QHash<QString, QString> fromWire;
    std::optional<QString>
        nullWord;               ///< how the wire says "none" (valid_to: 长期); without it, JSON null does
    QString mediaType;          ///< Blob
    QList<ProfileField> fields; ///< List: the fields of an entry; none: entries are texts, of `toWire`
};

struct ProfileOperation {
    QString name; ///< canonical, "huji/idcard.query"
    QByteArray method;
    QString path;
    bool idempotent = false; ///< only such an operation is ever asked a second time
    bool subject = false;    ///< the platform needs to know whom it is about
    Milliseconds timeout{15000};
    QList<ProfileField> arguments;
    QList<ProfileField> results;
};

/// What stands around the arguments of a request.
struct RequestEnvelope {
    QString terminal;
    QString request; ///< unique; the same in a repetition
    QDateTime time;
    QString caseNumber;
    QJsonObject subject; ///< name, id_number, form; empty where the operation has none
};

struct PlatformRequest {
    RequestEnvelope envelope;
    QJsonObject arguments;
};

/// How one department platform speaks: a data file, so that a province's adapter is no code. Both ends are
/// made from it: kiosk-serviced encodes requests and decodes replies, the simulator does the reverse. The
/// four functions are pure. Thread: any.
class PlatformProfile
{
public:
    /// share/kiosk/platforms/NAME.yaml, or a path. Errors: invalidData with file, line and reason.
    [[nodiscard]] static Result<PlatformProfile> load(const QString &nameOrPath);
    [[nodiscard]] static Result<PlatformProfile> fromDocument(const YamlDocument &document);

    [[nodiscard]] const ProfileOperation *operation(QStringView name) const;
    [[nodiscard]] const QMap<QString, ProfileOperation> &operations() const { return m_operations; }
    [[nodiscard]] qsizetype replyLimit() const { return m_replyLimit; }

    /// Errors: invalidData where the arguments are not the operation's.
    [[nodiscard]] Result<QByteArray> encodeRequest(const ProfileOperation &operation,
                                                   const PlatformRequest &request) const;
    /// Errors: platformInvalid; platformRefused or what the profile's codes say.
    [[nodiscard]] Result<Payload> decodeReply(const ProfileOperation &operation,
                                              const QByteArray &body) const;

    /// Errors: invalidData.
    [[nodiscard]] Result<PlatformRequest> decodeRequest(const ProfileOperation &operation,
                                                        const QByteArray &body) const;
    [[nodiscard]] QByteArray encodeReply(const ProfileOperation &operation, const Result<Payload> &result,
                                         const QString &message) const;

private:
    QMap<QString, ProfileOperation> m_operations;
    qsizetype m_replyLimit = qsizetype(4) * 1024 * 1024;
    QHash<QString, QStringList>
        m_envelope;             ///< terminal, request, time, case, name, id_number, form, arguments
    QStringList m_successField; ///< empty: the code alone decides
    QJsonValue m_yes;
    QJsonValue m_no;
    QStringList m_codeField;
    QStringList m_messageField;
    QStringList m_dataField;
    bool m_dataInString = false;
    QHash<QString, QString> m_codeToWire; ///< "ok" and codes of errors.yaml
    QHash<QString, QString> m_codeFromWire;
};

} // namespace kiosk::services
