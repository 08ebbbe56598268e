#include "biometric_reader.h"

#include "service_status.h"
#include "words.h"

#include <QJsonArray>
#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace kiosk::xfs4iot
{

namespace
{

Q_LOGGING_CATEGORY(biometricLog, "kiosk.xfs4iot", QtInfoMsg)

/// After a scan that gave nothing: a service that says so without waiting for a finger would be asked without
/// end.
constexpr Milliseconds nextScanAfter{100};
/// For a service to clear what it holds; and after a deadline or a cancel, within the 100 ms of Device.
constexpr Milliseconds clearTime{1000}, hurriedClearTime{40};
constexpr qsizetype longestTemplate = qsizetype(1024) * 1024; // bytes, as the class
constexpr qsizetype longestIdentifier = 64;

/// ISO/IEC 19794-2 and ANSI INCITS 378, templates of minutiae.
const QString templateFormats[] = {QStringLiteral("isoFmd"), QStringLiteral("ansiFmd")};

Error wrongAnswer(const char *what)
{
    return fail(error::protocolError, QString::fromLatin1(what));
}

bool isIdentifier(const QString &text)
{
    return !text.isEmpty() && text.size() <= longestIdentifier &&
           std::all_of(text.begin(), text.end(),
                       [](QChar one) { return one.unicode() < 0x80 && one.isLetterOrNumber(); });
}

QJsonObject typeOf(const QString &format)
{
    return {{QStringLiteral("format"), format}};
}

bool isCutShort(const Error &problem)
{
    return problem.code == error::canceled || problem.code == error::timeOut;
}

} // namespace

FingerAbilities fingerAbilitiesIn(const QJsonObject &capabilities)
{
    const QJsonObject told = fieldOf(capabilities, u"biometric").toObject();
    const auto says = [&](QStringView path) { return fieldAt(told, path).toBool(); };
    const auto offers = [&](QStringView command) { return offersCommand(capabilities, command); };
    const bool clearsScanned = offers(u"Biometric.Clear") && says(u"clearData.scannedData");
    const bool stored =
        fieldOf(told, u"matchSupported").toString().compare(u"storedMatch", Qt::CaseInsensitive) == 0;

    FingerAbilities can;
    can.fingerprint = says(u"type.fingerprint");
    can.clear = clearsScanned;
    can.scan = clearsScanned && offers(u"Biometric.Read") && says(u"scanModes.scan");
    can.match = clearsScanned && says(u"clearData.importedData") && offers(u"Biometric.Read") &&
                offers(u"Biometric.Import") && offers(u"Biometric.Match") && says(u"scanModes.match") &&
                says(u"compareModes.verify") && stored;
    for (const QString &format : templateFormats)
        if (can.format.isEmpty() && says(QStringLiteral("dataFormats.") + format))
            can.format = format;
    return can;
}

Result<QByteArray> templateIn(const QJsonObject &completion, QStringView format)
{
    for (const auto &entry : fieldOf(completion, u"dataRead").toArray()) {
        const QJsonObject type = fieldOf(entry.toObject(), u"type").toObject();
        if (fieldOf(type, u"format").toString().compare(format, Qt::CaseInsensitive) != 0)
            continue;
        if (!fieldOf(type, u"algorithm").toString().isEmpty())
            return fail(error::unsupportedData, QStringLiteral("an encrypted template"));
        auto data = bytesOf(entry.toObject(), u"data");
        if (data && (data->isEmpty() || data->size() > longestTemplate))
            return wrongAnswer("a template that is none");
        return data;
    }
    return wrongAnswer("no template of the format that was asked for");
}

Result<QString> importedIn(const QJsonObject &completion)
{
    const QStringList names = fieldOf(completion, u"templates").toObject().keys();
    if (names.size() != 1 || !isIdentifier(names.first()))
        return wrongAnswer("a template was imported under no name, or several");
    return names.first();
}

Result<bool> matchIn(const QJsonObject &completion, const QString &identifier, int threshold)
{
    const QJsonObject candidates = fieldOf(completion, u"candidates").toObject();
    if (candidates.isEmpty())
        return false;
    const QJsonValue confidence = fieldOf(candidates[identifier].toObject(), u"confidenceLevel");
    if (candidates.size() != 1 || !confidence.isDouble() || confidence.toDouble() > 100)
        return wrongAnswer("a match with another template, or of no confidence");
    return confidence.toDouble() >= threshold;
}

Result<std::unique_ptr<hal::Device>> BiometricReader::create(const hal::DeviceConfiguration &configuration)
{
    auto link = ServiceLink::create(configuration, QStringLiteral("Biometric"));
    if (!link)
        return link.error();
    return std::unique_ptr<hal::Device>(
        new BiometricReader(*std::move(link), configuration.settings[u"match_threshold"].toInt(80)));
}

Status BiometricReader::connect(hal::OperationContext &context)
{
    KIOSK_TRY(m_link->open(context));
    m_can = fingerAbilitiesIn(m_link->capabilities());
    if (m_can.fingerprint)
        return {};
    disconnect();
    return wrongAnswer("the service reads no fingerprints");
}

Result<QJsonObject> BiometricReader::look(hal::OperationContext &context)
{
    static const QStringList known{QStringLiteral("present"), QStringLiteral("notPresent")};
    const auto status = m_link->status(context);
    if (!status)
        return status.error();
    KIOSK_TRY(checkDevice(deviceWordOf(*status)));
    KIOSK_TRY(clear(context));
    return QJsonObject{{QStringLiteral("model"), modelOf(m_link->capabilities())},
                       {QStringLiteral("format"), format()},
                       {QStringLiteral("subject"), wordIn(fieldAt(*status, u"biometric.subject"), known)},
                       {QStringLiteral("identity"), identityIn(m_link->capabilities())}};
}

Status BiometricReader::restore(hal::OperationContext &context)
{
    if (!offersCommand(m_link->capabilities(), u"Biometric.Reset"))
        return clear(context);
    const auto answer = m_link->command(
        {QStringLiteral("Biometric.Reset"), {{QStringLiteral("clearData"), QJsonValue::Null}}}, context);
    return answer ? Status() : answer.error();
}

Status BiometricReader::clear(hal::OperationContext &context)
{
    if (!m_mayHold)
        return {};
    KIOSK_TRY(ready(context));
    if (!m_can.clear) // nor can it be used
        return {};
    const auto answer = m_link->command(
        {QStringLiteral("Biometric.Clear"), {{QStringLiteral("clearData"), QJsonValue::Null}}}, context);
    if (!answer)
        return answer.error();
    // A reading that has not ended may still leave a finger behind.
    m_mayHold = !m_link->isSettled();
    return {};
}

void BiometricReader::tidy(const hal::OperationContext &context)
{
    Status tidied = context.check();
    if (tidied) {
        hal::OperationContext unhurried{context.deadline.orIn(clearTime), context.cancel};
        tidied = clear(unhurried);
    }
    // Where something does not end, what comes after it in the queue does not either.
    if (!tidied && isCutShort(tidied.error()) && m_link->isSettled()) {
        hal::OperationContext hurried{Deadline::in(hurriedClearTime), {}};
        tidied = clear(hurried);
    }
    if (m_mayHold && m_can.clear)
        qCWarning(biometricLog, "Biometric could not be cleared; it will be before anything else");
}

Result<QJsonObject> BiometricReader::read(const QJsonObject &payload, const Listener &listener,
                                          hal::OperationContext &context)
{
    for (;;) {
        bool detected = false;
        const auto hear = [&](const Message &event) {
            if (event.isNamed(u"Biometric.SubjectDetectedEvent")) {
                detected = true;
            } else if (event.isNamed(u"Biometric.RemoveSubjectEvent")) {
                detected = false;
                listener.again("removeFinger");
            } else if (event.isNamed(u"Biometric.PresentSubjectEvent") && std::exchange(detected, false)) {
                listener.again("unclear"); // it wants another, so that one gave nothing
            }
        };
        auto answer = m_link->command({QStringLiteral("Biometric.Read"), payload, hear}, context);
        if (answer) {
            listener.scanned(1, 1); // how many it took, is between it and the finger
            return answer;
        }
        const ErrorCode code = answer.error().code;
        if (code == error::readFailed)
            listener.again("unclear");
        else if (code != error::timeOut || !m_link->isOpen()) // its own time is up before ours
            return answer;
        KIOSK_TRY(context.pause(Deadline::in(nextScanAfter)));
    }
}

Result<QByteArray> BiometricReader::captureTemplate(const Listener &listener, hal::OperationContext &context)
{
    auto captured = scan(listener, context);
    tidy(context);
    return captured;
}

Result<QByteArray> BiometricReader::scan(const Listener &listener, hal::OperationContext &context)
{
    if (!m_can.scan)
        return fail(error::unsupportedCommand, QStringLiteral("the service scans none, or does not clear"));
    if (m_can.format.isEmpty())
        return fail(error::unsupportedData, QStringLiteral("the service has no format that is known"));
    KIOSK_TRY(clear(context));
    m_mayHold = true;
    const auto answer = read({{QStringLiteral("dataTypes"), QJsonArray{typeOf(m_can.format)}},
                              {QStringLiteral("numCaptures"), 0},
                              {QStringLiteral("mode"), QStringLiteral("scan")}},
                             listener, context);
    if (!answer)
        return answer.error();
    return templateIn(*answer, m_can.format);
}

Result<bool> BiometricReader::matches(const QByteArray &reference, const Listener &listener,
                                      hal::OperationContext &context)
{
    auto matched = compare(reference, listener, context);
    tidy(context);
    return matched;
}

Result<bool> BiometricReader::compare(const QByteArray &reference, const Listener &listener,
                                      hal::OperationContext &context)
{
    if (!m_can.match)
        return fail(error::unsupportedCommand, QStringLiteral("the service matches none, or does not clear"));
    KIOSK_TRY(clear(context));
    m_mayHold = true;
    const QJsonObject stored{{QStringLiteral("type"), typeOf(m_can.format)},
                             {QStringLiteral("data"), QString::fromLatin1(reference.toBase64())}};
    const auto imported = m_link->command(
        {QStringLiteral("Biometric.Import"), {{QStringLiteral("templates"), QJsonArray{stored}}}}, context);
    if (!imported)
        return imported.error();
    const auto identifier = importedIn(*imported);
    if (!identifier)
        return identifier.error();
    const auto scanned = read({{QStringLiteral("dataTypes"), QJsonValue::Null},
                               {QStringLiteral("numCaptures"), 0},
                               {QStringLiteral("mode"), QStringLiteral("match")}},
                              listener, context);
    if (!scanned)
        return scanned.error();
    const auto answer = m_link->command({QStringLiteral("Biometric.Match"),
                                         {{QStringLiteral("compareMode"), QStringLiteral("verify")},
                                          {QStringLiteral("identifier"), *identifier},
                                          {QStringLiteral("threshold"), m_threshold}}},
                                        context);
    if (!answer)
        return answer.error();
    return matchIn(*answer, *identifier, m_threshold);
}

} // namespace kiosk::xfs4iot
