#pragma once

#include <kiosk/hal/smart_card_reader.h>

#include <span>

/// What the records of a social security card mean, as pure functions of bytes. Thread: any.
namespace kiosk::hal::chipcard
{

/// One field of a record.
struct Field {
    quint8 tag = 0;
    QByteArray value;
};

/// Splits a record: tag, length, value, and again where there is more. Zeros and FFs after the last field are
/// padding. Errors: invalidMedia (a field is cut short; none at all).
[[nodiscard]] Result<QList<Field>> splitRecord(const QByteArray &record);

/// The card that these fields make, in whatever order they came. A tag that is not known changes nothing:
/// cities have their own; of one that comes twice the first holds. `withheld` stays empty. Errors:
/// invalidMedia (a date that does not exist, text that is not GB 18030, a code that is no number). A detail
/// names the tag, never its value.
[[nodiscard]] Result<SocialSecurityCard> cardOf(const QList<Field> &fields);

/// A file of the application, and its tags with the keys of SocialSecurityCard::toJson().
struct KnownTag {
    quint8 tag;
    const char *key;
};
[[nodiscard]] std::span<const KnownTag> tagsOfCard();   ///< EF05
[[nodiscard]] std::span<const KnownTag> tagsOfHolder(); ///< EF06

} // namespace kiosk::hal::chipcard
