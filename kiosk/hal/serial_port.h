#pragma once

#include <kiosk/core/cancel.h>
#include <kiosk/core/result.h>
#include <kiosk/core/sealed_memory.h>

#include <QByteArray>

namespace kiosk::hal
{

/// A serial line, 8N1 without flow control, raw bytes. Opened by one at a time: others get deviceBusy.
/// Blocking, each call returns by its deadline and within 50 ms of a cancel. Thread: one at a time. Works on
/// pseudo-terminals.
class SerialPort
{
public:
    /// Baud: any rate that termios has a constant for, 1200 to 4 000 000.
    /// Errors: noDevice (no such port, or not a terminal), deviceBusy, authorisationRequired (no permission),
    /// invalidData (a rate that the port cannot do).
    [[nodiscard]] static Result<SerialPort> open(const QString &path, int baud);

    SerialPort(SerialPort &&) noexcept = default;
    SerialPort &operator=(SerialPort &&) noexcept = default;
    ~SerialPort();

    /// Hands all bytes to the line; does not wait until they are on it. Errors: timeOut, canceled, noDevice.
    [[nodiscard]] Status write(QByteArrayView bytes, const Deadline &deadline, const CancelToken &cancel);

    /// Waits for at least one byte and returns what is there. Errors: timeOut, canceled, noDevice (port
    /// vanished).
    [[nodiscard]] Result<QByteArray> read(const Deadline &deadline, const CancelToken &cancel);

    /// Drops what was received and not read.
    void discardInput();

private:
    explicit SerialPort(FileDescriptor fd) : m_fd(std::move(fd)) {}
    [[nodiscard]] Status await(short events, const Deadline &deadline, const CancelToken &cancel) const;

    FileDescriptor m_fd;
};

} // namespace kiosk::hal
