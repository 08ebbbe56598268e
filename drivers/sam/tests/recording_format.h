#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>
#include <QList>

/// One transfer of recordings/NAME.txt: bytes to the reader or from it.
struct RecordedFrame {
    bool toReader = false;
    QByteArray bytes;
};

/// Lines begin with '>' (to the reader), '<' (from it), ' ' (the transfer before goes on) or '#' (a remark);
/// bytes are hexadecimal. Pure. Errors: invalidData with the line.
[[nodiscard]] kiosk::Result<QList<RecordedFrame>> parseRecording(const QByteArray &text);
