#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>
#include <QList>

namespace kiosk::ctl
{

struct ArchiveFile {
    QString name; ///< with / between folders
    QByteArray content;
};

/// A tar archive, compressed with zstd, readable by its maker alone (0600). Errors: internalError.
[[nodiscard]] Result<QByteArray> packArchive(const QList<ArchiveFile> &files);

/// What only the owner of this certificate's key can read: CMS (RFC 5652) enveloped data in DER, AES-256-CBC,
/// as `openssl cms -decrypt -inform DER` opens it. Errors: invalidData (no certificate, or one whose key
/// cannot encrypt).
[[nodiscard]] Result<QByteArray> sealFor(const QByteArray &certificatePem, const QByteArray &content);

} // namespace kiosk::ctl
