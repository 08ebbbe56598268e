#pragma once

#include <kiosk/core/payload.h>

/// The arguments and results of chipPower and chipIo, which every class with a chip at hand has. Pure;
/// thread: any.
namespace kiosk::hal
{

enum class ChipAction { Cold, Warm, Off };

/// ISO/IEC 7816-3: header alone to case 4, short and extended; bytes.
constexpr qsizetype shortestApdu = 4, longestShortApdu = 5 + 255 + 1, longestExtendedApdu = 7 + 65535 + 2;

/// `action`: cold (also where it is left out), warm, off. Errors: invalidData.
[[nodiscard]] Result<ChipAction> chipActionIn(const QJsonObject &arguments);
/// {"atr": hexadecimal}, {} for Off.
[[nodiscard]] Payload chipPowerResult(ChipAction action, const QByteArray &atr);

/// `apdu`: hexadecimal, of shortestApdu to `longest` bytes. Errors: invalidData.
[[nodiscard]] Result<QByteArray> apduIn(const QJsonObject &arguments, qsizetype longest);
/// {"response": hexadecimal}
[[nodiscard]] Payload chipIoResult(const QByteArray &response);

} // namespace kiosk::hal
