#include <kiosk/hal/smart_card_reader.h>

#include <algorithm>

namespace kiosk::hal
{

namespace
{

/// Instructions of ISO/IEC 7816-4 (their even form; the odd one has its data in BER-TLV) with a PIN in them,
/// and ENVELOPE, which may hold any command.
constexpr quint8 pinInstructions[] = {
    0x20, // VERIFY
    0x24, // CHANGE REFERENCE DATA
    0x26, // DISABLE VERIFICATION REQUIREMENT
    0x28, // ENABLE VERIFICATION REQUIREMENT
    0x2C, // RESET RETRY COUNTER
    0xC2, // ENVELOPE
};
constexpr quint8 readerClass = 0xFF; // PC/SC part 3: a command to the reader, not to the card
constexpr quint8 getUid = 0xCA;

QString hexadecimal(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

} // namespace

QJsonObject SocialSecurityCard::toJson() const
{
    const auto date = [](const QDate &day) -> QJsonValue {
        return day.isValid() ? QJsonValue(day.toString(Qt::ISODate)) : QJsonValue::Null;
    };
    const auto text = [](const QString &value) -> QJsonValue {
        return value.isEmpty() ? QJsonValue::Null : QJsonValue(value);
    };
    return {
        {QStringLiteral("card_id"), text(hexadecimal(cardId))},
        {QStringLiteral("class"), text(cardClass)},
        {QStringLiteral("version"), text(version)},
        {QStringLiteral("issuer"), text(hexadecimal(issuer))},
        {QStringLiteral("issued"), date(issued)},
        {QStringLiteral("expires"), date(expires)},
        {QStringLiteral("card_number"), text(cardNumber)},
        {QStringLiteral("social_security_number"), text(socialSecurityNumber)},
        {QStringLiteral("name"), text(name)},
        {QStringLiteral("sex"), text(sex)},
        {QStringLiteral("nation"), text(nation)},
        {QStringLiteral("birthplace"), text(birthplace)},
        {QStringLiteral("birth"), date(birth)},
        {QStringLiteral("withheld"), QJsonArray::fromStringList(withheld)},
        {QStringLiteral("withheld_reason"),
         withheld.isEmpty() ? QJsonValue::Null : QJsonValue(error::securityModuleNeeded.name().toString())}};
}

Status SmartCardReader::checkCommand(const QByteArray &apdu)
{
    if (apdu.size() < shortestApdu)
        return fail(error::invalidData, QStringLiteral("a command of %1 bytes").arg(apdu.size()));
    const auto instruction = quint8(apdu[1]);
    if (quint8(apdu[0]) == readerClass && instruction != getUid)
        return fail(error::authorisationRequired,
                    QStringLiteral("commands to the reader itself are refused"));
    const auto *end = std::end(pinInstructions);
    if (std::find(std::begin(pinInstructions), end, instruction & 0xFE) != end)
        return fail(
            error::authorisationRequired,
            QStringLiteral("instruction %1 could try a PIN").arg(instruction, 2, 16, QLatin1Char('0')));
    return {};
}

Result<Payload> SmartCardReader::powerChip(const QJsonObject &arguments, OperationContext &context)
{
    const auto action = chipActionIn(arguments);
    if (!action)
        return action.error();
    const auto answer = chipPower(*action, context);
    if (!answer)
        return answer.error();
    return chipPowerResult(*action, *answer);
}

Result<Payload> SmartCardReader::exchange(const QJsonObject &arguments, OperationContext &context)
{
    const auto apdu = apduIn(arguments, longestExtendedApdu);
    if (!apdu)
        return apdu.error();
    KIOSK_TRY(checkCommand(*apdu));
    const auto answer = chipIo(*apdu, context);
    if (!answer)
        return answer.error();
    return chipIoResult(*answer);
}

Result<Payload> SmartCardReader::execute(QStringView operation, const Payload &arguments,
                                         OperationContext &context)
{
    if (operation == u"readSocialSecurityCard") {
        const auto card = readSocialSecurityCard(context);
        if (!card)
            return card.error();
        return Payload{{{QStringLiteral("card"), card->toJson()}}, {}};
    }
    if (operation == u"chipPower")
        return powerChip(arguments.fields, context);
    if (operation == u"chipIo")
        return exchange(arguments.fields, context);
    if (operation == u"awaitRemoval") {
        KIOSK_TRY(awaitRemoval(context));
        return Payload{};
    }
    if (operation == u"detect") {
        const auto present = detect(context);
        if (!present)
            return present.error();
        return Payload{
            {{QStringLiteral("media"), *present ? QStringLiteral("present") : QStringLiteral("notPresent")}},
            {}};
    }
    if (operation == u"reset") {
        KIOSK_TRY(reset(context));
        return Payload{};
    }
    return fail(error::unsupportedCommand,
                QStringLiteral("smart-card-reader has no operation '%1'").arg(operation));
}

} // namespace kiosk::hal
