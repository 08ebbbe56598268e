#pragma once

#include <kiosk/hal/chip_apdu.h>
#include <kiosk/hal/smart_card_reader.h>

#include <functional>

/// What is said to a social security card, whatever reader it lies in. Thread: any; as long as the reader
/// takes.
namespace kiosk::hal::chipcard
{

/// One command to the chip, and its answer with the status word. Errors: the reader's.
using Transmit = std::function<Result<QByteArray>(const QByteArray &command)>;

/// A command and its whole answer (Exchange); any status word is a success here. What was heard on the way is
/// wiped. Errors: as Transmit and Exchange.
[[nodiscard]] Result<Answer> exchange(const QByteArray &command, const Transmit &transmit);

/// Reads the card whose chip is on. Errors: invalidMedia (another application, a damaged file),
/// securityModuleNeeded (it tells nothing without); as Transmit.
[[nodiscard]] Result<SocialSecurityCard> readSocialSecurityCard(const Transmit &transmit);

} // namespace kiosk::hal::chipcard
