#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>

namespace kiosk::epp::emulator
{

/// ISO 9564-1 format 4: the PIN's block is enciphered, joined with the account's, and enciphered again
/// (9.4.2). Pure. Thread: any.

/// 4 | digits | the PIN | A to the eighth byte | eight bytes of chance.
[[nodiscard]] QByteArray pinField(QByteArrayView pin, QByteArrayView chance);
/// Digits beyond twelve | the account, right of zeros to twelve digits | zeros.
[[nodiscard]] QByteArray accountField(QByteArrayView pan);

/// `key`: 16, 24 or 32 bytes. Errors: internalError (OpenSSL), invalidData.
[[nodiscard]] Result<QByteArray> encipher(QByteArrayView key, QByteArrayView pin, QByteArrayView pan,
                                          QByteArrayView chance);
/// As the host does that has the key. Errors: invalidData (another key or account).
[[nodiscard]] Result<QByteArray> decipher(QByteArrayView key, QByteArrayView block, QByteArrayView pan);

} // namespace kiosk::epp::emulator
