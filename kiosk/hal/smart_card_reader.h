#pragma once

#include <kiosk/hal/chip.h>
#include <kiosk/hal/device.h>

#include <QDate>
#include <QStringList>

#include <optional>

namespace kiosk::hal
{

/// What a social security card (社会保障卡) tells, by the tags of its files EF05 and EF06. What a card lacks,
/// or holds back, is empty.
struct SocialSecurityCard {
    QByteArray cardId;            ///< 01, without its padding
    QString cardClass;            ///< 02
    QString version;              ///< 03, as the card says it: "2.00"
    QByteArray issuer;            ///< 04, without its padding
    QDate issued;                 ///< 05
    QDate expires;                ///< 06
    QString cardNumber;           ///< 07
    QString socialSecurityNumber; ///< 08: the citizen's ID number
    QString name;                 ///< 09 and its continuation 4E
    QString sex;                  ///< 0A, as printed: 男, 女 (GB/T 2261.1)
    QString nation;               ///< 0B, GB/T 3304 name, "汉"
    QString birthplace;           ///< 0C, six digits (GB/T 2260)
    QDate birth;                  ///< 0D
    /// Keys of toJson() that the card keeps until a security module has authenticated itself (version 3).
    QStringList withheld;

    /// card_id and issuer (hexadecimal), class, version, issued, expires, card_number,
    /// social_security_number, name, sex, nation, birthplace, birth; dates yyyy-MM-dd, null = not told.
    /// `withheld` lists keys, and `withheld_reason` is the error securityModuleNeeded where there are any.
    [[nodiscard]] QJsonObject toJson() const;
};

/// Class smart-card-reader: a reader for chips with contacts or without.
///
/// - `readSocialSecurityCard` → {"card": SocialSecurityCard::toJson()}
/// - `chipPower` {action: cold, warm, off} → {"atr": hexadecimal}, {} for off
/// - `chipIo` {apdu: hexadecimal} → {"response": hexadecimal}, status word last
/// - `awaitRemoval` → {} when the card is out
/// - `detect` → {"media": "present" or "notPresent"}
/// - `reset` → {}: chip off, and the reader found anew
///
/// Personal data is in the results of readSocialSecurityCard and chipIo, and nowhere else.
class SmartCardReader : public Device
{
public:
    [[nodiscard]] Result<Payload> execute(QStringView operation, const Payload &arguments,
                                          OperationContext &context) final;

    /// Whether a command may go to a card: neither one that presents, changes or unblocks a PIN (the card
    /// would count a wrong try), nor one that could hide such a command, nor one to the reader itself (class
    /// FF) but "get UID". Pure; thread: any.
    /// Errors: invalidData (less than a header), authorisationRequired.
    [[nodiscard]] static Status checkCommand(const QByteArray &apdu);

protected:
    /// Waits for a card until the deadline and reads it. Progress: "insertCard" where there is none yet,
    /// "cardFound", "cardRead".
    /// Errors: noMedia (none came), mediaRemoved, invalidMedia (another kind of card, or damaged),
    /// securityModuleNeeded (it tells nothing without), atrNotObtained, readFailed, protocolError, timeOut …
    [[nodiscard]] virtual Result<SocialSecurityCard> readSocialSecurityCard(OperationContext &context) = 0;
    /// The answer to reset, empty for Off. A chip stays on until Off, `reset` or its removal.
    /// Errors: noMedia, atrNotObtained, protocolNotSupported, deviceBusy (another program holds the card) …
    [[nodiscard]] virtual Result<QByteArray> chipPower(ChipAction action, OperationContext &context) = 0;
    /// A command that checkCommand() allows, and its answer with the status word; 61xx and 6Cxx are seen to.
    /// A chip that is off is switched on first. The command may have been executed whatever the error:
    /// nothing is sent twice. Errors: noMedia, mediaRemoved, readFailed, protocolError, timeOut …
    [[nodiscard]] virtual Result<QByteArray> chipIo(const QByteArray &apdu, OperationContext &context) = 0;
    /// Returns when no card is there. Errors: timeOut (still there) …
    [[nodiscard]] virtual Status awaitRemoval(OperationContext &context) = 0;
    [[nodiscard]] virtual Result<bool> detect(OperationContext &context) = 0;
    [[nodiscard]] virtual Status reset(OperationContext &context) = 0;

private:
    [[nodiscard]] Result<Payload> powerChip(const QJsonObject &arguments, OperationContext &context);
    [[nodiscard]] Result<Payload> exchange(const QJsonObject &arguments, OperationContext &context);
};

} // namespace kiosk::hal
