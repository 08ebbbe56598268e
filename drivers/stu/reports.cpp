#include "reports.h"

#include <algorithm>

namespace kiosk::stu
{

namespace
{

constexpr qsizetype penSize = 7, timedPenSize = 11; ///< with their numbers

int numberAt(QByteArrayView bytes, qsizetype at)
{
    return quint8(bytes[at]) << 8 | quint8(bytes[at + 1]);
}

qsizetype sizeOf(quint8 number)
{
    return number == report::penData ? penSize : number == report::penDataTimeCount ? timedPenSize : 0;
}

/// Near, switches (the tip is one), the pressure's upper four bits | the lower eight | x | y | clock | count.
PenSample sampleIn(QByteArrayView bytes)
{
    PenSample sample{(bytes[1] & 0x80) != 0, (bytes[1] & 0x70) != 0, numberAt(bytes, 1) & 0x0FFF,
                     numberAt(bytes, 3),     numberAt(bytes, 5),     {}};
    if (bytes.size() >= timedPenSize)
        sample.clock = quint16(numberAt(bytes, 7));
    return sample;
}

void addLowFirst(QByteArray &bytes, int number)
{
    bytes.append(char(number & 0xFF)).append(char(number >> 8));
}

QByteArray areaOf(const Rows &rows)
{
    QByteArray bytes;
    for (const int number : {0, rows.first, rows.width - 1, rows.last})
        addLowFirst(bytes, number);
    return bytes;
}

} // namespace

QList<PenSample> PenDecoder::feed(QByteArrayView bytes)
{
    m_pending.append(bytes.data(), bytes.size());
    QList<PenSample> samples;
    qsizetype at = 0;
    while (at < m_pending.size()) {
        const qsizetype size = sizeOf(quint8(m_pending[at]));
        if (size == 0) {
            at = m_pending.size();
        } else if (m_pending.size() - at < size) {
            break;
        } else {
            samples.append(sampleIn(QByteArrayView(m_pending).sliced(at, size)));
            at += size;
        }
    }
    m_pending.remove(0, at);
    return samples;
}

Result<Capability> capabilityIn(QByteArrayView bytes)
{
    constexpr int least = 16, most = 20'000; // pixels and units that a pad may have
    if (bytes.size() < report::descriptionSize || quint8(bytes[0]) != report::capability)
        return fail(error::protocolError, QStringLiteral("no description of a pad"));
    const Capability pad{numberAt(bytes, 1), numberAt(bytes, 3), numberAt(bytes, 5),
                         numberAt(bytes, 7), numberAt(bytes, 9), numberAt(bytes, 12)};
    for (const int number :
         {pad.maxX, pad.maxY, pad.maxPressure, pad.screenWidth, pad.screenHeight, pad.resolution})
        if (number < least || number > most)
            return fail(error::protocolError, QStringLiteral("a pad of impossible size"));
    return pad;
}

Result<QString> modelIn(QByteArrayView bytes)
{
    constexpr qsizetype start = 1, length = 9;
    if (bytes.size() < report::descriptionSize || quint8(bytes[0]) != report::information)
        return fail(error::protocolError, QStringLiteral("no name of a pad"));
    const QByteArrayView field = bytes.sliced(start, length);
    const QByteArrayView name = field.first(std::find(field.begin(), field.end(), '\0') - field.begin());
    const bool printable = std::all_of(name.begin(), name.end(), [](char c) { return c >= ' ' && c <= '~'; });
    if (name.isEmpty() || !printable)
        return fail(error::protocolError, QStringLiteral("no name of a pad"));
    return QString::fromLatin1(name).trimmed();
}

QByteArray writingArea(const Rows &rows)
{
    return char(report::handwritingDisplayArea) + areaOf(rows);
}

QByteArray pictureStart(quint8 encoding, const std::optional<Rows> &rows)
{
    if (!rows)
        return QByteArray(1, char(report::startImageData)) + char(encoding);
    return QByteArray(1, char(report::startImageDataArea)) + char(encoding) + '\x01' + areaOf(*rows);
}

QByteArrayList pictureBlocks(const QByteArray &picture)
{
    QByteArrayList blocks;
    for (qsizetype at = 0; at < picture.size(); at += report::mostInBlock) {
        const QByteArray part = picture.mid(at, report::mostInBlock);
        QByteArray block(1, char(report::imageDataBlock));
        addLowFirst(block, int(part.size()));
        block += part;
        blocks.append(block.leftJustified(report::blockSize, '\0'));
    }
    return blocks;
}

} // namespace kiosk::stu
