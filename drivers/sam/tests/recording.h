#pragma once

#include "recording_format.h"
#include "sam_transport.h"

[[nodiscard]] QList<RecordedFrame> loadRecording(const char *name);

/// A reader that answers as it was recorded, and fails the test where it is asked something else.
class ReplayTransport final : public kiosk::sam::SamTransport
{
public:
    /// Answers come in pieces of so many bytes.
    ReplayTransport(QList<RecordedFrame> frames, qsizetype pieceSize)
        : m_frames(std::move(frames)), m_pieceSize(pieceSize)
    {
    }

    kiosk::Status open() override;
    void close() override { m_open = false; }
    bool isOpen() const override { return m_open; }
    kiosk::Status send(QByteArrayView frame, const kiosk::Deadline &, const kiosk::CancelToken &) override;
    kiosk::Result<QByteArray> receive(const kiosk::Deadline &, const kiosk::CancelToken &) override;
    void discardInput() override {}
    kiosk::Milliseconds wireTime(qsizetype) const override { return kiosk::Milliseconds(0); }
    [[nodiscard]] qsizetype left() const { return m_frames.size(); }

private:
    QList<RecordedFrame> m_frames;
    qsizetype m_pieceSize;
    QByteArray m_pending;
    bool m_open = false;
};
