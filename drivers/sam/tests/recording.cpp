#include "recording.h"

#include <QFile>

#include <catch2/catch.hpp>

using namespace kiosk;

QList<RecordedFrame> loadRecording(const char *name)
{
    QFile file(qEnvironmentVariable("KIOSK_SOURCE") +
               QStringLiteral("/drivers/sam/recordings/%1.txt").arg(QLatin1String(name)));
    REQUIRE(file.open(QIODevice::ReadOnly));
    const auto frames = parseRecording(file.readAll());
    REQUIRE(frames);
    return *frames;
}

Status ReplayTransport::open()
{
    m_open = true;
    return {};
}

Status ReplayTransport::send(QByteArrayView frame, const Deadline &, const CancelToken &)
{
    REQUIRE(!m_frames.isEmpty());
    REQUIRE(m_frames.first().toReader);
    CHECK(frame.toByteArray().toHex(' ') == m_frames.takeFirst().bytes.toHex(' '));
    REQUIRE(m_pending.isEmpty());
    while (!m_frames.isEmpty() && !m_frames.first().toReader)
        m_pending += m_frames.takeFirst().bytes;
    return {};
}

Result<QByteArray> ReplayTransport::receive(const Deadline &, const CancelToken &)
{
    if (m_pending.isEmpty())
        return fail(error::timeOut);
    QByteArray piece = m_pending.left(m_pieceSize);
    m_pending.remove(0, piece.size());
    return piece;
}
