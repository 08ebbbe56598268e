#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>

namespace kiosk::services
{

/// The secret of this terminal, 32 bytes in a file of mode 0600. What is kept on the disk is only of use
/// together with it: numbers are stored as keyed hashes, queued ratings encrypted, records chained. Thread:
/// any.
class TerminalKey
{
public:
    /// Made where it is missing. Errors: notEnoughSpace, invalidData (unreadable, or readable by others).
    [[nodiscard]] static Result<TerminalKey> open(const QString &file);
    ~TerminalKey();
    TerminalKey(TerminalKey &&) noexcept = default;

    /// HMAC-SHA256 for one purpose; other purposes give unrelated values.
    [[nodiscard]] QByteArray hash(const char *purpose, const QByteArray &data) const;
    /// AES-256-GCM: nonce, tag, text; good only with the same context.
    [[nodiscard]] QByteArray encrypt(const QByteArray &text, const QByteArray &context) const;
    /// Errors: invalidData.
    [[nodiscard]] Result<QByteArray> decrypt(const QByteArray &sealed, const QByteArray &context) const;

private:
    explicit TerminalKey(QByteArray key) : m_key(std::move(key)) {}
    QByteArray m_key;
};

} // namespace kiosk::services
