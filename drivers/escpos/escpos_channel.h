#pragma once

#include "printer_port.h"
#include "printer_status.h"
#include "response_decoder.h"

#include <kiosk/hal/device.h>

#include <functional>

namespace kiosk::escpos
{

enum class Confirmation { ProcessId, PaperSensor };

/// Questions and answers. Some answers (DLE EOT) come at once, others when the printer has come so far in
/// what it was sent; they cross. Answers have neither frame nor checksum: one that comes among noise is not
/// believed, and asked for again, which is harmless, for no question prints anything.
///
/// Blocking; each call returns by the context's deadline and within 100 ms of a cancel. Thread: one at a
/// time.
class EscposChannel
{
public:
    EscposChannel(std::unique_ptr<PrinterPort> port, Confirmation confirmation, Milliseconds statusTime);

    /// Errors: the port's.
    [[nodiscard]] Status open();
    void close() { m_port->close(); }
    [[nodiscard]] bool isOpen() const { return m_port->isOpen(); }

    /// DLE EOT 1 to 4. Errors: timeOut, protocolError, canceled, noDevice.
    [[nodiscard]] Result<PrinterStatus> askStatus(hal::OperationContext &context);
    /// Errors: as PrinterPort::portStatus().
    [[nodiscard]] Result<std::optional<quint8>> portStatus(hal::OperationContext &context);

    /// Sends a piece and waits until the printer has printed it, `time` and the wire's time at most.
    /// `stillPrinting` is called now and then meanwhile; its error ends the wait. Errors: its, timeOut,
    /// canceled, noDevice, protocolError.
    [[nodiscard]] Status printPiece(const QByteArray &piece, Milliseconds time,
                                    const std::function<Status()> &stillPrinting,
                                    hal::OperationContext &context);
    /// Sends what prints nothing. Errors: the port's.
    [[nodiscard]] Status send(const QByteArray &command, hal::OperationContext &context);
    /// Has the printer forget what it has not printed, and waits until no answer to an earlier question can
    /// come any more. Errors: timeOut, canceled, noDevice, protocolError.
    [[nodiscard]] Status startAnew(hal::OperationContext &context);

private:
    [[nodiscard]] Result<Response> receive(const Deadline &limit, hal::OperationContext &context);
    [[nodiscard]] Result<quint8> askRealTime(int n, hal::OperationContext &context);
    [[nodiscard]] Status drain(Milliseconds quiet, hal::OperationContext &context);
    [[nodiscard]] Status askConfirmation(hal::OperationContext &context);
    void note(const Response &response);

    std::unique_ptr<PrinterPort> m_port;
    Confirmation m_confirmation;
    Milliseconds m_statusTime;
    ResponseDecoder m_decoder;
    bool m_owing = true; ///< an answer to an earlier DLE EOT may come yet
    int m_lastId = 0;
    QByteArray m_id;          ///< that is awaited
    bool m_confirmed = false; ///< what was awaited has come
    bool m_noise = false;
};

} // namespace kiosk::escpos
