#include "pin_block.h"

#include <kiosk/core/sealed_memory.h>

#include <openssl/evp.h>

#include <memory>

namespace kiosk::epp::emulator
{

namespace
{

constexpr qsizetype blockSize = 16, shortestPin = 4, longestPin = 12, shortAccount = 12, longestAccount = 19;

const EVP_CIPHER *cipherFor(qsizetype keySize)
{
    return keySize == 16   ? EVP_aes_128_ecb()
           : keySize == 24 ? EVP_aes_192_ecb()
           : keySize == 32 ? EVP_aes_256_ecb()
                           : nullptr;
}

Result<QByteArray> aes(QByteArrayView key, const QByteArray &block, bool enciphering)
{
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                  &EVP_CIPHER_CTX_free);
    const EVP_CIPHER *cipher = cipherFor(key.size());
    QByteArray out(blockSize, '\0');
    int length = 0;
    const auto bytes = [](auto *data) { return reinterpret_cast<const unsigned char *>(data); };
    if (cipher == nullptr || block.size() != blockSize ||
        EVP_CipherInit_ex(context.get(), cipher, nullptr, bytes(key.data()), nullptr, enciphering ? 1 : 0) !=
            1 ||
        EVP_CIPHER_CTX_set_padding(context.get(), 0) != 1 ||
        EVP_CipherUpdate(context.get(), reinterpret_cast<unsigned char *>(out.data()), &length,
                         bytes(block.constData()), int(block.size())) != 1 ||
        length != int(blockSize))
        return fail(error::internalError, QStringLiteral("AES"));
    return out;
}

QByteArray joined(QByteArray one, const QByteArray &other)
{
    for (qsizetype at = 0; at < one.size(); ++at)
        one[at] = char(one[at] ^ other[at]);
    return one;
}

} // namespace

QByteArray pinField(QByteArrayView pin, QByteArrayView chance)
{
    QByteArray digits = '4' + QByteArray::number(pin.size(), 16);
    digits.append(pin.data(), pin.size());
    QByteArray field = QByteArray::fromHex(digits.leftJustified(blockSize, 'A'));
    wipe(digits);
    return field.append(chance.data(), blockSize / 2);
}

QByteArray accountField(QByteArrayView pan)
{
    const QByteArray account = pan.toByteArray().rightJustified(shortAccount, '0');
    return QByteArray::fromHex(
        (QByteArray::number(account.size() - shortAccount) + account).leftJustified(2 * blockSize, '0'));
}

Result<QByteArray> encipher(QByteArrayView key, QByteArrayView pin, QByteArrayView pan, QByteArrayView chance)
{
    if (pin.size() < shortestPin || pin.size() > longestPin || pan.isEmpty() || pan.size() > longestAccount ||
        chance.size() < blockSize / 2)
        return fail(error::invalidData, QStringLiteral("no PIN of an account"));
    QByteArray field = pinField(pin, chance);
    auto once = aes(key, field, true);
    wipe(field);
    if (!once)
        return once;
    return aes(key, joined(*once, accountField(pan)), true);
}

Result<QByteArray> decipher(QByteArrayView key, QByteArrayView block, QByteArrayView pan)
{
    const auto twice = aes(key, block.toByteArray(), false);
    auto field = twice ? aes(key, joined(*twice, accountField(pan)), false) : twice;
    if (!field)
        return field;
    const QByteArray digits = field->toHex();
    const qsizetype size = digits.mid(1, 1).toInt(nullptr, 16);
    if (digits[0] != '4' || size < shortestPin || size > longestPin ||
        digits.mid(2 + size, blockSize - 2 - size).count('a') != blockSize - 2 - size)
        return fail(error::invalidData, QStringLiteral("another key or account"));
    return digits.mid(2, size);
}

} // namespace kiosk::epp::emulator
