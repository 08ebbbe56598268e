#pragma once

#include <kiosk/core/cancel.h>
#include <kiosk/core/result.h>
#include <kiosk/hal/usb_device.h>

#include <memory>
#include <optional>

namespace kiosk::escpos
{

/// How bytes come to a printer and back. Blocking; each call returns by its deadline and within 100 ms of a
/// cancel. Thread: one at a time.
class PrinterPort
{
public:
    PrinterPort() = default;
    PrinterPort(const PrinterPort &) = delete;
    PrinterPort &operator=(const PrinterPort &) = delete;
    virtual ~PrinterPort() = default;

    /// Errors: noDevice, deviceBusy, authorisationRequired, invalidData, unsupportedCommand (no printer, or
    /// one that cannot answer).
    [[nodiscard]] virtual Status open() = 0;
    virtual void close() = 0;
    [[nodiscard]] virtual bool isOpen() const = 0;

    /// Errors: timeOut, canceled, noDevice, protocolError (the wire failed, and works again).
    [[nodiscard]] virtual Status write(const QByteArray &bytes, const Deadline &deadline,
                                       const CancelToken &cancel) = 0;
    /// At least one byte. Errors: as write.
    [[nodiscard]] virtual Result<QByteArray> read(const Deadline &deadline, const CancelToken &cancel) = 0;
    /// GET_PORT_STATUS, which a printer answers that is too busy to read; nothing where the port has none.
    /// Errors: as write.
    [[nodiscard]] virtual Result<std::optional<quint8>> portStatus(const Deadline &deadline,
                                                                   const CancelToken &cancel) = 0;
    /// How long the wire needs for so many bytes.
    [[nodiscard]] virtual Milliseconds wireTime(qsizetype bytes) const = 0;
};

/// Port and device are opened by open(), not here.
[[nodiscard]] std::unique_ptr<PrinterPort> createSerialPort(const QString &path, int baud);
[[nodiscard]] std::unique_ptr<PrinterPort> createUsbPort(const hal::UsbAddress &address);

} // namespace kiosk::escpos
