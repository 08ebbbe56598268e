#pragma once

#include <kiosk/core/sealed_memory.h>

#include <QJsonObject>
#include <QList>

namespace kiosk
{

/// What one process hands another in one sealed memfd: fields, and beside them documents or pictures as they
/// are.
struct Payload {
    QJsonObject fields;
    QList<QByteArray> blobs;
};

/// Errors: notEnoughSpace. Thread: any.
[[nodiscard]] Result<FileDescriptor> seal(const Payload &payload);
/// The limits are on the whole payload and on its fields, in bytes. Errors: invalidData.
[[nodiscard]] Result<Payload> readPayload(int fd, qsizetype limit = qsizetype(64) * 1024 * 1024,
                                          qsizetype fieldLimit = qsizetype(64) * 1024 * 1024);

/// The memory image: "KPL1", number of parts u32, length of each u32, the parts; little-endian; part 0 is
/// JSON.
[[nodiscard]] QByteArray encodePayload(const Payload &payload);
[[nodiscard]] Result<Payload> decodePayload(const QByteArray &image,
                                            qsizetype fieldLimit = qsizetype(64) * 1024 * 1024);

} // namespace kiosk
