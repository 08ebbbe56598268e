#pragma once

#include <kiosk/core/cancel.h>
#include <kiosk/core/result.h>
#include <kiosk/hal/usb_device.h>

#include <QByteArray>

#include <memory>

namespace kiosk::sam
{

/// How bytes come to a reader and back; frames are found above it, so a transport may split, join and pad as
/// its wire does. Blocking; each call returns by its deadline and within 100 ms of a cancel. Thread: one at a
/// time.
class SamTransport
{
public:
    SamTransport() = default;
    SamTransport(const SamTransport &) = delete;
    SamTransport &operator=(const SamTransport &) = delete;
    virtual ~SamTransport() = default;

    /// Errors: noDevice, deviceBusy, authorisationRequired, invalidData, unsupportedCommand (a product that
    /// is known not to work).
    [[nodiscard]] virtual Status open() = 0;
    virtual void close() = 0;
    [[nodiscard]] virtual bool isOpen() const = 0;

    /// One frame. Errors: timeOut, canceled, noDevice, protocolError (the wire failed, and works again).
    [[nodiscard]] virtual Status send(QByteArrayView frame, const Deadline &deadline,
                                      const CancelToken &cancel) = 0;
    /// At least one byte. Errors: as send.
    [[nodiscard]] virtual Result<QByteArray> receive(const Deadline &deadline, const CancelToken &cancel) = 0;
    /// Drops what has come and was not received.
    virtual void discardInput() = 0;

    /// How long the wire needs for so many bytes, without the reader's own time.
    [[nodiscard]] virtual Milliseconds wireTime(qsizetype bytes) const = 0;
};

/// Port and device are opened by open(), not here.
[[nodiscard]] std::unique_ptr<SamTransport> createSerialTransport(const QString &path, int baud);
/// Errors: invalidData (driver.yaml's quirks are wrong).
[[nodiscard]] Result<std::unique_ptr<SamTransport>> createUsbTransport(const hal::UsbAddress &address);

} // namespace kiosk::sam
