#pragma once

#include <kiosk/hal/stream_scanner.h>

#include <QByteArrayList>

#include <algorithm>
#include <cstdlib>

namespace kiosk::test
{

/// The codes that a decoder finds in bytes that come in pieces of this size. Aborts for one that is too long,
/// and where the decoder is still within one at the end.
inline QByteArrayList codesIn(hal::CodeDecoder &&decoder, const QByteArray &bytes, qsizetype pieceSize)
{
    using Event = hal::CodeDecoder::Event;
    QByteArrayList found;
    const auto take = [&] {
        for (Event event = decoder.next(); event != Event::NeedsMore; event = decoder.next()) {
            if (event != Event::Code)
                continue;
            if (decoder.code().data.size() > hal::longestCode)
                std::abort();
            found.append(decoder.code().data);
        }
    };
    for (qsizetype at = 0; at < bytes.size(); at += pieceSize) {
        decoder.feed(QByteArrayView(bytes).sliced(at, std::min(pieceSize, bytes.size() - at)));
        take();
    }
    decoder.endOfSending();
    take();
    if (decoder.inCode())
        std::abort();
    return found;
}

} // namespace kiosk::test
