#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>
#include <QList>

#include <optional>

/// Frames of Modbus on a serial line (Modbus over Serial Line 1.02; application protocol 1.1b3). Pure;
/// thread: any.
namespace kiosk::modbus
{

enum class Function : quint8 { ReadCoils = 1, ReadInputs = 2, WriteCoil = 5 };
constexpr quint8 refused = 0x80; ///< added to the function of an answer

/// CRC-16 of polynomial 0xA001, as it stands at the end of a frame: low byte first.
[[nodiscard]] QByteArray checksum(QByteArrayView bytes);

/// Sets one output.
[[nodiscard]] QByteArray writeCoil(quint8 address, quint16 coil, bool on);
/// Asks for `count` bits from `first` on, of coils or inputs.
[[nodiscard]] QByteArray readBits(quint8 address, Function function, quint16 first, quint16 count);

/// The answer to `question` as far as it has come: its bits, none for a write; nullopt: more comes. Errors:
/// protocolError (another address or function, a wrong checksum, not what was written, more than an answer),
/// invalidData (the board has no such output or input), hardwareError (it cannot).
[[nodiscard]] Result<std::optional<QList<bool>>> parseAnswer(QByteArrayView question,
                                                             QByteArrayView received);

} // namespace kiosk::modbus
