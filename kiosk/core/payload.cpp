#include <kiosk/core/payload.h>

#include <QJsonDocument>
#include <QtEndian>

namespace kiosk
{

namespace
{
constexpr char magic[] = {'K', 'P', 'L', '1'};
constexpr quint32 maximumParts = 64;

void appendNumber(QByteArray &image, quint32 number)
{
    char bytes[4];
    qToLittleEndian(number, bytes);
    image.append(bytes, 4);
}
} // namespace

QByteArray encodePayload(const Payload &payload)
{
    QByteArray json = QJsonDocument(payload.fields).toJson(QJsonDocument::Compact);
    QByteArray image;
    qsizetype total = json.size() + 12 + 4 * payload.blobs.size();
    for (const QByteArray &blob : payload.blobs)
        total += blob.size();
    image.reserve(total);
    image.append(magic, 4);
    appendNumber(image, quint32(1 + payload.blobs.size()));
    appendNumber(image, quint32(json.size()));
    for (const QByteArray &blob : payload.blobs)
        appendNumber(image, quint32(blob.size()));
    image.append(json);
    for (const QByteArray &blob : payload.blobs)
        image.append(blob);
    wipe(json);
    return image;
}

Result<Payload> decodePayload(const QByteArray &image, qsizetype fieldLimit)
{
    if (image.size() < 12 || !image.startsWith(QByteArrayView(magic, 4)))
        return fail(error::invalidData, QStringLiteral("not a payload"));
    const quint32 parts = qFromLittleEndian<quint32>(image.constData() + 4);
    if (parts == 0 || parts > maximumParts || image.size() < 8 + 4 * qsizetype(parts))
        return fail(error::invalidData, QStringLiteral("payload with %1 parts").arg(parts));
    qsizetype offset = 8 + 4 * qsizetype(parts);
    Payload payload;
    for (quint32 part = 0; part < parts; ++part) {
        const auto length =
            qsizetype(qFromLittleEndian<quint32>(image.constData() + 8 + 4 * qsizetype(part)));
        if (length > image.size() - offset)
            return fail(error::invalidData, QStringLiteral("payload is shorter than its part %1").arg(part));
        if (part == 0 && length > fieldLimit)
            return fail(
                error::invalidData,
                QStringLiteral("fields of %1 bytes, at most %2 are taken").arg(length).arg(fieldLimit));
        QByteArray bytes = image.mid(offset, length);
        offset += length;
        if (part > 0) {
            payload.blobs.append(std::move(bytes));
            continue;
        }
        const auto document = QJsonDocument::fromJson(bytes);
        wipe(bytes);
        if (!document.isObject())
            return fail(error::invalidData, QStringLiteral("payload without a JSON object"));
        payload.fields = document.object();
    }
    if (offset != image.size())
        return fail(error::invalidData, QStringLiteral("payload is longer than its parts"));
    return payload;
}

Result<FileDescriptor> seal(const Payload &payload)
{
    QByteArray image = encodePayload(payload);
    auto sealed = sealMemory(image);
    wipe(image);
    return sealed;
}

Result<Payload> readPayload(int fd, qsizetype limit, qsizetype fieldLimit)
{
    auto image = readSealed(fd, limit);
    if (!image)
        return image.error();
    auto payload = decodePayload(*image, fieldLimit);
    wipe(*image);
    return payload;
}

} // namespace kiosk
