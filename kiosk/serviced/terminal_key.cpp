#include <kiosk/serviced/terminal_key.h>

#include <kiosk/core/sealed_memory.h>

#include <QFile>
#include <QMessageAuthenticationCode>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace kiosk::services
{

namespace
{

constexpr int keySize = 32;
constexpr int nonceSize = 12;
constexpr int tagSize = 16;

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

unsigned char *bytes(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

const unsigned char *bytes(const QByteArray &array)
{
    return reinterpret_cast<const unsigned char *>(array.constData());
}

Status makeKey(const QByteArray &path)
{
    // Under another name first: a power cut must not leave half a key.
    const QByteArray temporary = path + ".new";
    QByteArray key(keySize, Qt::Uninitialized);
    if (RAND_bytes(bytes(key), keySize) != 1)
        return fail(error::internalError, QStringLiteral("no randomness"));
    const FileDescriptor file(::open(temporary.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    const bool written = file.valid() && ::write(file.get(), key.constData(), keySize) == keySize &&
                         ::fsync(file.get()) == 0 && ::rename(temporary.constData(), path.constData()) == 0;
    wipe(key);
    if (!written)
        return fail(error::notEnoughSpace,
                    QStringLiteral("%1: %2").arg(QFile::decodeName(path),
                                                 QString::fromLocal8Bit(std::strerror(errno))));
    return {};
}

} // namespace

Result<TerminalKey> TerminalKey::open(const QString &name)
{
    const QByteArray path = QFile::encodeName(name);
    if (::access(path.constData(), F_OK) != 0)
        KIOSK_TRY(makeKey(path));
    const FileDescriptor file(::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    struct stat info = {};
    if (!file.valid() || ::fstat(file.get(), &info) != 0)
        return fail(error::invalidData, QStringLiteral("%1: cannot be read").arg(name));
    if ((info.st_mode & 077) != 0)
        return fail(error::invalidData, QStringLiteral("%1: others can read it").arg(name));
    QByteArray key(keySize, Qt::Uninitialized);
    if (info.st_size != keySize || ::read(file.get(), key.data(), keySize) != keySize)
        return fail(error::invalidData, QStringLiteral("%1: not a key of %2 bytes").arg(name).arg(keySize));
    return TerminalKey(std::move(key));
}

TerminalKey::~TerminalKey()
{
    wipe(m_key);
}

QByteArray TerminalKey::hash(const char *purpose, const QByteArray &data) const
{
    const QByteArray key = QMessageAuthenticationCode::hash(purpose, m_key, QCryptographicHash::Sha256);
    return QMessageAuthenticationCode::hash(data, key, QCryptographicHash::Sha256);
}

QByteArray TerminalKey::encrypt(const QByteArray &text, const QByteArray &context) const
{
    const QByteArray key = hash("encrypt", {});
    QByteArray sealed(nonceSize + tagSize + text.size(), Qt::Uninitialized);
    const CipherContext cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    int length = 0;
    unsigned char *const output = bytes(sealed);
    const bool done =
        RAND_bytes(output, nonceSize) == 1 &&
        EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes(key), output) == 1 &&
        EVP_EncryptUpdate(cipher.get(), nullptr, &length, bytes(context), int(context.size())) == 1 &&
        EVP_EncryptUpdate(cipher.get(), output + nonceSize + tagSize, &length, bytes(text),
                          int(text.size())) == 1 &&
        EVP_EncryptFinal_ex(cipher.get(), output + nonceSize + tagSize + length, &length) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tagSize, output + nonceSize) == 1;
    return done ? sealed : QByteArray();
}

Result<QByteArray> TerminalKey::decrypt(const QByteArray &sealed, const QByteArray &context) const
{
    if (sealed.size() < nonceSize + tagSize)
        return fail(error::invalidData, QStringLiteral("sealed text too short"));
    const QByteArray key = hash("encrypt", {});
    QByteArray text(sealed.size() - nonceSize - tagSize, Qt::Uninitialized);
    QByteArray tag = sealed.mid(nonceSize, tagSize);
    const CipherContext cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    int length = 0;
    const bool done =
        EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes(key), bytes(sealed)) == 1 &&
        EVP_DecryptUpdate(cipher.get(), nullptr, &length, bytes(context), int(context.size())) == 1 &&
        EVP_DecryptUpdate(cipher.get(), bytes(text), &length, bytes(sealed) + nonceSize + tagSize,
                          int(text.size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tagSize, tag.data()) == 1 &&
        EVP_DecryptFinal_ex(cipher.get(), bytes(text) + length, &length) == 1;
    if (!done)
        return fail(error::invalidData, QStringLiteral("sealed text is not ours or was changed"));
    return text;
}

} // namespace kiosk::services
