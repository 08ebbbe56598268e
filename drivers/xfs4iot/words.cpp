#include "words.h"

#include <kiosk/core/error_catalogue.h>

#include <QJsonArray>

#include <algorithm>

namespace kiosk::xfs4iot
{

namespace
{

struct Meaning {
    const char *word;
    ErrorCode code;
};

/// Completion codes that are not ours, or mean something else here.
const Meaning completionMeanings[] = {
    {"canceled", error::deviceNotReady}, // somebody else did it; our own cancel is seen to before
    {"invalidRequestID", error::protocolError},
    {"invalidCommand", error::unsupportedCommand},
    {"internalError", error::hardwareError}, // of the service, not of this terminal
    {"fraudAttempt", error::hardwareError},
    {"noCommandNonce", error::authorisationRequired},
    {"invalidToken", error::authorisationRequired},
    {"invalidTokenNonce", error::authorisationRequired},
    {"invalidTokenHMAC", error::authorisationRequired},
    {"invalidTokenFormat", error::authorisationRequired},
    {"invalidTokenKeyNoValue", error::authorisationRequired},
};

/// Error codes of commands that our catalogue has under another name.
const Meaning commandMeanings[] = {
    {"mediaJam", error::mediaJammed},
    {"shutterFail", error::hardwareError},
    {"flushFail", error::hardwareError},
    {"lampInoperative", error::hardwareError},
    {"invalidData", error::readFailed}, // the talk with the chip failed
    {"cardCollision", error::invalidMedia},
    {"chipPowerNotSupported", error::unsupportedCommand},
    {"noMediaPresent", error::paperOut},
    {"mediaRetracted", error::mediaRetained},
    {"blackMark", error::mediaRejected},
    {"mediaOverflow", error::mediaRejected},
    {"sourceInvalid", error::mediaRejected},
    {"mediaSize", error::mediaRejected},
    {"pageTurnFail", error::paperJammed},
    {"mediaTurnFail", error::paperJammed},
    {"sequenceInvalid", error::sequenceError},
    {"mediaFull", error::notEnoughSpace},
    {"modeNotSupported", error::unsupportedData},
    {"formatNotSupported", error::unsupportedData},
};

/// The same of the interface Biometric, where a word may mean something else.
const Meaning biometricMeanings[] = {
    {"invalidData", error::invalidData}, // no template
    {"capacityExceeded", error::notEnoughSpace},  {"keyNotFound", error::authorisationRequired},
    {"noImportedData", error::sequenceError},     {"noCaptureData", error::sequenceError},
    {"invalidIdentifier", error::sequenceError},  {"invalidCompareMode", error::unsupportedData},
    {"invalidThreshold", error::unsupportedData},
};

bool same(QStringView one, const char *other)
{
    return one.compare(QLatin1String(other), Qt::CaseInsensitive) == 0;
}

template <size_t count> const ErrorCode *find(const Meaning (&table)[count], QStringView word)
{
    const auto *found = std::find_if(std::begin(table), std::end(table),
                                     [&](const Meaning &one) { return same(word, one.word); });
    return found == std::end(table) ? nullptr : &found->code;
}

/// Ours begin with a small letter, as theirs should.
const ErrorEntry *ours(const QString &word)
{
    if (word.isEmpty())
        return nullptr;
    return findError(QString(word[0].toLower() + word.mid(1)));
}

QJsonObject interfaceIn(const QJsonObject &capabilities, QStringView name)
{
    for (const auto &entry : fieldOf(capabilities, u"interfaces").toArray()) {
        const QJsonObject offered = entry.toObject();
        if (fieldOf(offered, u"name").toString().compare(name, Qt::CaseInsensitive) == 0)
            return offered;
    }
    return {};
}

/// 0 for what is no version.
int majorOf(const QJsonValue &version)
{
    return version.toString().section(u'.', 0, 0).toInt();
}

} // namespace

Error errorOf(const Message &completion)
{
    const QString &code = completion.completionCode, &inner = completion.errorCode;
    const QString detail =
        inner.isEmpty() ? completion.name + u' ' + code : completion.name + u' ' + code + u' ' + inner;
    if (same(code, "commandErrorCode")) {
        if (completion.name.startsWith(u"Biometric.", Qt::CaseInsensitive))
            if (const ErrorCode *meaning = find(biometricMeanings, inner))
                return fail(*meaning, detail);
        if (const ErrorCode *meaning = find(commandMeanings, inner))
            return fail(*meaning, detail);
        if (const ErrorEntry *entry = ours(inner))
            return fail(entry->code, detail);
        return fail(error::protocolError, detail);
    }
    if (const ErrorCode *meaning = find(completionMeanings, code))
        return fail(*meaning, detail);
    const ErrorEntry *entry = ours(code);
    return fail(entry != nullptr && entry->completion == entry->code.name() ? entry->code
                                                                            : error::protocolError,
                detail);
}

Error refusalOf(const Message &acknowledge)
{
    const bool busy = same(acknowledge.status, "tooManyRequests");
    return fail(busy ? error::deviceBusy : error::protocolError,
                acknowledge.name + QStringLiteral(" refused: ") + acknowledge.status);
}

QString wordIn(const QJsonValue &value, const QStringList &known)
{
    const QString word = value.toString();
    for (const QString &one : known)
        if (one.compare(word, Qt::CaseInsensitive) == 0)
            return one;
    return QStringLiteral("unknown");
}

QString deviceWordOf(const QJsonObject &status)
{
    static const QStringList known{QStringLiteral("online"),       QStringLiteral("offline"),
                                   QStringLiteral("powerOff"),     QStringLiteral("noDevice"),
                                   QStringLiteral("userError"),    QStringLiteral("hardwareError"),
                                   QStringLiteral("fraudAttempt"), QStringLiteral("deviceBusy"),
                                   QStringLiteral("starting"),     QStringLiteral("potentialFraud")};
    return wordIn(fieldAt(status, u"common.device"), known);
}

Status checkDevice(const QString &deviceWord)
{
    static const Meaning meanings[] = {
        {"noDevice", error::noDevice},           {"powerOff", error::noDevice},
        {"offline", error::deviceNotReady},      {"starting", error::deviceNotReady},
        {"hardwareError", error::hardwareError}, {"fraudAttempt", error::hardwareError},
        {"deviceBusy", error::deviceBusy},       {"userError", error::userError},
    };
    const ErrorCode *meaning = find(meanings, deviceWord);
    return meaning == nullptr ? Status() : fail(*meaning, QStringLiteral("the service says ") + deviceWord);
}

hal::Symbology symbologyOf(const QString &word)
{
    const QString kind = word.section(u'_', 0, 0);
    if (same(kind, "jan13"))
        return hal::Symbology::Ean13;
    if (same(kind, "upcE0") || same(kind, "upcE1"))
        return hal::Symbology::UpcE;
    return kind.isEmpty() ? hal::Symbology::Unknown
                          : hal::symbologyFrom(kind).value_or(hal::Symbology::Unknown);
}

QStringList wordsOf(hal::Symbology symbology)
{
    const QString word = hal::wordOf(symbology);
    if (symbology == hal::Symbology::UpcE)
        return {QStringLiteral("upcE0"), QStringLiteral("upcE1"), word};
    if (symbology == hal::Symbology::Ean13)
        return {word, QStringLiteral("jan13")};
    return {word};
}

bool offersInterface(const QJsonObject &capabilities, QStringView name)
{
    return !interfaceIn(capabilities, name).isEmpty();
}

bool offersCommand(const QJsonObject &capabilities, QStringView name)
{
    const QJsonValue commands = fieldOf(
        interfaceIn(capabilities, name.first(std::max<qsizetype>(0, name.indexOf(u'.')))), u"commands");
    if (commands.isObject())
        return !fieldOf(commands.toObject(), name).isUndefined();
    const QJsonArray list = commands.toArray(); // 2021-1
    return std::any_of(list.begin(), list.end(), [&](const QJsonValue &one) {
        return one.toString().compare(name, Qt::CaseInsensitive) == 0;
    });
}

Result<QJsonObject> chooseVersions(const QJsonObject &capabilities, const QStringList &interfaces)
{
    QJsonObject chosen;
    for (const QString &name : interfaces) {
        const QJsonObject commands = fieldOf(interfaceIn(capabilities, name), u"commands").toObject();
        for (auto command = commands.begin(); command != commands.end(); ++command) {
            const QJsonArray versions = fieldOf(command->toObject(), u"versions").toArray();
            int best = 0;
            for (const auto &version : versions)
                if (const int major = majorOf(version); major <= newestMajor)
                    best = std::max(best, major);
            if (best > 0)
                chosen.insert(command.key(), best);
            else if (!versions.isEmpty())
                return fail(error::protocolError, QStringLiteral("a service of a version that is not known"));
        }
    }
    return chosen;
}

} // namespace kiosk::xfs4iot
