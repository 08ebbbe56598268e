#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>

namespace kiosk::sam::emulator
{

/// A card as its chip holds it.
struct Card {
    QByteArray text;          ///< 256 bytes, UTF-16LE
    QByteArray photo;         ///< 1024 bytes that no decoder understands
    QByteArray newestAddress; ///< 70 bytes, or empty
};

/// Reads cards/NAME.yaml: the form, and its fields by the names of README. Errors: invalidData (what is
/// wrong).
[[nodiscard]] Result<Card> loadCard(const QString &path);

} // namespace kiosk::sam::emulator
