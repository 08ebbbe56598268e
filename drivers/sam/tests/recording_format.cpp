#include "recording_format.h"

using namespace kiosk;

Result<QList<RecordedFrame>> parseRecording(const QByteArray &text)
{
    QList<RecordedFrame> frames;
    int number = 0;
    for (const QByteArray &line : text.split('\n')) {
        ++number;
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const QByteArray digits = line.mid(1).simplified().replace(' ', "");
        QByteArray bytes = QByteArray::fromHex(digits);
        const bool begins = line[0] == '>' || line[0] == '<';
        if ((!begins && (line[0] != ' ' || frames.isEmpty())) || bytes.isEmpty() ||
            bytes.size() * 2 != digits.size())
            return fail(error::invalidData, QStringLiteral("line %1").arg(number));
        if (begins)
            frames.append(RecordedFrame{line[0] == '>', std::move(bytes)});
        else
            frames.last().bytes += bytes;
    }
    if (frames.isEmpty())
        return fail(error::invalidData, QStringLiteral("nothing was recorded"));
    return frames;
}
