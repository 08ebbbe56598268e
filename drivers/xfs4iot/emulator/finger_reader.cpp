#include "finger_reader.h"

#include <QCryptographicHash>

namespace kiosk::xfs4iot::emulator
{

namespace
{

/// As those of ISO/IEC 19794-2 begin.
const QByteArray templateHead("FMR\0 20\0", 8);
constexpr qsizetype personSize = 32; ///< bytes that are a person's; the rest is of the one scan

QByteArray digestOf(const QByteArray &of)
{
    return QCryptographicHash::hash(of, QCryptographicHash::Sha256);
}

Outcome readerRefused(const char *inner)
{
    return {QStringLiteral("commandErrorCode"), QLatin1String(inner)};
}

QJsonObject allTrue(const QStringList &names)
{
    QJsonObject all;
    for (const QString &name : names)
        all.insert(name, true);
    return all;
}

} // namespace

QJsonObject FingerReader::capabilities()
{
    return {{QStringLiteral("type"), allTrue({QStringLiteral("fingerprint")})},
            {QStringLiteral("maxCapture"), 0},
            {QStringLiteral("dataFormats"),
             allTrue({QStringLiteral("isoFmd"), QStringLiteral("ansiFmd"), QStringLiteral("reservedRaw1")})},
            {QStringLiteral("storage"), allTrue({QStringLiteral("clear")})},
            {QStringLiteral("matchSupported"), QStringLiteral("storedMatch")},
            {QStringLiteral("scanModes"), allTrue({QStringLiteral("scan"), QStringLiteral("match")})},
            {QStringLiteral("compareModes"), allTrue({QStringLiteral("verify"), QStringLiteral("identity")})},
            {QStringLiteral("clearData"),
             allTrue({QStringLiteral("scannedData"), QStringLiteral("importedData")})}};
}

void FingerReader::place(const QString &person, const QString &scan)
{
    m_placed = Finger{person, scan};
}

std::optional<Outcome> FingerReader::execute(const Message &command, bool again)
{
    if (command.isNamed(u"Biometric.Read"))
        return read(command, again);
    if (command.isNamed(u"Biometric.Import"))
        return import(command);
    if (command.isNamed(u"Biometric.Match"))
        return match(command);
    clear(command); // Biometric.Reset, too
    return Outcome{};
}

std::optional<Outcome> FingerReader::read(const Message &command, bool again)
{
    const QString present = QStringLiteral("Biometric.PresentSubjectEvent");
    if (!again) {
        m_modes.append(fieldOf(command.payload, u"mode"));
        m_events.append(present);
    }
    const auto finger = std::exchange(m_placed, std::nullopt);
    if (!finger)
        return std::nullopt;
    m_events.append(QStringLiteral("Biometric.SubjectDetectedEvent"));
    if (finger->scan == u"failed")
        return readerRefused("readFailed");
    if (finger->scan == u"unclear") {
        m_events.append(present);
        return std::nullopt;
    }
    m_events.append(QStringLiteral("Biometric.RemoveSubjectEvent"));
    m_scanned = templateHead + digestOf(finger->person.toUtf8()) + digestOf(QByteArray::number(++m_scans));
    QJsonArray data;
    for (const auto &type : fieldOf(command.payload, u"dataTypes").toArray())
        data.append(QJsonObject{{QStringLiteral("type"), type},
                                {QStringLiteral("data"), QString::fromLatin1(m_scanned.toBase64())}});
    return Outcome{QStringLiteral("success"), {}, {{QStringLiteral("dataRead"), data}}};
}

Outcome FingerReader::import(const Message &command)
{
    const QJsonObject stored = fieldOf(command.payload, u"templates").toArray().at(0).toObject();
    const auto data = bytesOf(stored, u"data");
    const QJsonValue type = fieldOf(stored, u"type");
    if (!fieldAt(capabilities(), QStringLiteral("dataFormats.") + type[u"format"].toString()).toBool())
        return readerRefused("formatNotSupported");
    if (!data || !data->startsWith(templateHead))
        return readerRefused("invalidData");
    const QString identifier = QStringLiteral("id%1").arg(++m_imports);
    m_imported = {{identifier, *data}};
    return {QStringLiteral("success"), {}, {{QStringLiteral("templates"), QJsonObject{{identifier, type}}}}};
}

Outcome FingerReader::match(const Message &command) const
{
    const QString identifier = fieldOf(command.payload, u"identifier").toString();
    if (m_imported.isEmpty())
        return readerRefused("noImportedData");
    if (!m_imported.contains(identifier))
        return readerRefused("invalidIdentifier");
    if (m_scanned.isEmpty())
        return readerRefused("noCaptureData");
    if (fieldOf(command.payload, u"compareMode").toString() != u"verify")
        return readerRefused("modeNotSupported");
    QJsonObject candidates;
    if (m_imported[identifier].mid(templateHead.size(), personSize) ==
        m_scanned.mid(templateHead.size(), personSize))
        candidates.insert(identifier, QJsonObject{{QStringLiteral("confidenceLevel"), 90}});
    return {
        QStringLiteral("success"),
        {},
        {{QStringLiteral("candidates"), candidates.isEmpty() ? QJsonValue::Null : QJsonValue(candidates)}}};
}

void FingerReader::clear(const Message &command)
{
    const QString only = fieldOf(command.payload, u"clearData").toString();
    if (only.isEmpty() || only == u"scannedData")
        m_scanned.clear();
    if (only.isEmpty() || only == u"importedData")
        m_imported.clear();
}

QJsonObject FingerReader::state() const
{
    return {{QStringLiteral("scanned"), !m_scanned.isEmpty()},
            {QStringLiteral("imported"), int(m_imported.size())},
            {QStringLiteral("modes"), m_modes}};
}

} // namespace kiosk::xfs4iot::emulator
