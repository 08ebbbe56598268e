#pragma once

#include <kiosk/hal/id_card_reader.h>

/// What a card's data means, as pure functions of bytes. Thread: any.
namespace kiosk::sam
{

/// The blocks of a read reply (30 01 or 30 10).
struct CardData {
    QByteArray text;        ///< 256 bytes, UTF-16LE
    QByteArray photo;       ///< 1024 bytes, WLT
    QByteArray fingerprint; ///< 0, 512 or 1024 bytes
};

/// Splits a read reply's data. Errors: protocolError (the lengths do not agree with what came).
[[nodiscard]] Result<CardData> splitCardData(const QByteArray &data);

/// The text block of any form. The photo is left empty.
/// Errors: invalidMedia (not 256 bytes of UTF-16, a form that is not known, a date that does not exist). A
/// detail names the field, never its content.
[[nodiscard]] Result<hal::IdCard> parseCard(const QByteArray &text);

/// The newest address of the reply to 30 03: records of 70 bytes, the last that is not blank. Empty where
/// there is none. Errors: invalidMedia (not UTF-16).
[[nodiscard]] Result<QString> parseNewestAddress(const QByteArray &data);

} // namespace kiosk::sam
