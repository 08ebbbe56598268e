#pragma once

#include "frame.h"
#include "sam_transport.h"

#include <kiosk/hal/device.h>

namespace kiosk::sam
{

/// Questions and answers over a transport. The protocol numbers nothing, so the channel sees to it that an
/// answer belongs to its question:
/// - before a question, what is still on the line is dropped; after a damaged frame or a refusal, the line
/// must be
///   quiet first, so that the rest of it and a second copy are gone;
/// - a success of another command's shape is a second copy of an earlier answer, and skipped;
/// - after a question that was not answered in time, or given up, the answer may still come: the next thing
/// asked is
///   the security module's id, which looks like no other answer, and all before it is dropped.
///
/// A damaged answer, or one that says that the question was damaged, is asked for again, at most twice.
/// Blocking; each call returns by the context's deadline and within 100 ms of a cancel. Thread: one at a
/// time.
class SamChannel
{
public:
    explicit SamChannel(std::unique_ptr<SamTransport> transport) : m_transport(std::move(transport)) {}

    /// Opens the transport and finds the reader. Errors: the transport's, timeOut, selfTestFailed,
    /// samNotAuthorised.
    [[nodiscard]] Status open(hal::OperationContext &context);
    void close();
    [[nodiscard]] bool isOpen() const { return m_transport->isOpen(); }
    /// Of the security module, as it prints it.
    [[nodiscard]] const QString &samId() const { return m_samId; }

    /// The reply, success or not; asked again where it was damaged. `replyTime` is from the question to the
    /// answer's first byte. Errors: timeOut, protocolError, canceled, noDevice (the transport is closed
    /// then).
    [[nodiscard]] Result<Reply> ask(Command command, Milliseconds replyTime, hal::OperationContext &context);

private:
    [[nodiscard]] Result<Reply> askRepeatedly(Command command, Milliseconds replyTime,
                                              hal::OperationContext &context);
    [[nodiscard]] Result<Reply> receive(Command command, Milliseconds replyTime,
                                        hal::OperationContext &context);
    [[nodiscard]] Status synchronise(hal::OperationContext &context);
    [[nodiscard]] Status awaitSamId(hal::OperationContext &context);
    [[nodiscard]] Status settle(hal::OperationContext &context);

    enum class Line {
        Clean,     ///< nothing is to come
        Unsettled, ///< the rest of a frame or a copy of it may follow at once
        Owing,     ///< the answer to an earlier question may come at any time
    };

    std::unique_ptr<SamTransport> m_transport;
    FrameDecoder m_decoder;
    Line m_line = Line::Owing;
    QString m_samId;
};

} // namespace kiosk::sam
