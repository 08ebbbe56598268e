#pragma once

#include <kiosk/core/cancel.h>
#include <kiosk/core/result.h>

#include <QByteArray>
#include <QJsonObject>
#include <QList>

#include <memory>

namespace kiosk::hal
{

/// Which device on the bus is meant: `connect: {usb: {vid: 0x0400, pid: 0xC35A, port: "1-2"}}`.
struct UsbAddress {
    quint16 vendor = 0;
    quint16 product = 0;
    QString port; ///< bus and ports as the kernel writes them, "1-2.4"; empty = wherever it is plugged in

    [[nodiscard]] static UsbAddress fromJson(const QJsonObject &usb);
    /// "0400:c35a at port 1-2"
    [[nodiscard]] QString text() const;
};

/// An endpoint of the device's active configuration that carries bulk or interrupt transfers.
struct UsbEndpoint {
    quint8 address = 0; ///< bit 7: to the host
    bool interrupt = false;
    int packetSize = 0; ///< longest packet, bytes

    [[nodiscard]] bool isInput() const { return (address & 0x80) != 0; }
};

/// An interface in its first setting.
struct UsbInterface {
    quint8 number = 0;
    quint8 classCode = 0; ///< 3 = HID, 0xFF = the vendor's own
    QList<UsbEndpoint> endpoints;
};

struct UsbPacket {
    quint8 endpoint = 0;
    QByteArray bytes;
};

/// One USB device, opened for this object alone. Blocking, each call returns by its deadline and within 50 ms
/// of a cancel. Thread: one at a time.
///
/// A device that was drawn answers noDevice from then on, also when it is plugged in again: open it anew. An
/// endpoint that stalled, or a transfer that failed on the bus, is a protocolError once: the endpoint has
/// been cleared then and works again, what was under way on it is lost.
class UsbDevice
{
public:
    /// Errors: noDevice (no such device, its detail names what is there instead), invalidData (two of them
    /// and no port given), authorisationRequired (its node may not be opened: udev rule).
    [[nodiscard]] static Result<std::unique_ptr<UsbDevice>> open(const UsbAddress &address);
    ~UsbDevice();

    [[nodiscard]] const QList<UsbInterface> &interfaces() const;

    /// Takes the interface, from a kernel driver too, which gets it back when this object goes; from then on
    /// its input endpoints `inputs` are read. Errors: deviceBusy (another program has it), noDevice.
    [[nodiscard]] Status claim(const UsbInterface &interface, const QList<quint8> &inputs);

    /// One transfer to an endpoint of a claimed interface. Errors: timeOut, canceled, noDevice,
    /// protocolError.
    [[nodiscard]] Status write(quint8 endpoint, QByteArrayView bytes, const Deadline &deadline,
                               const CancelToken &cancel);
    /// A HID report without a number to an interface that has no output endpoint (SET_REPORT,
    /// HID 1.11, 7.2.2). Errors as write.
    [[nodiscard]] Status writeReport(quint8 interface, QByteArrayView report, const Deadline &deadline,
                                     const CancelToken &cancel);
    /// A class request that reads from an interface, up to `length` bytes. Errors as write; a stalled one is
    /// a protocolError.
    [[nodiscard]] Result<QByteArray> readClassRequest(quint8 interface, quint8 request, quint16 length,
                                                      const Deadline &deadline, const CancelToken &cancel);
    /// The next packet with anything in it. Errors: timeOut, canceled, noDevice, protocolError.
    [[nodiscard]] Result<UsbPacket> read(const Deadline &deadline, const CancelToken &cancel);
    /// Drops what has come and was not read.
    void discardInput();

private:
    struct Data;
    explicit UsbDevice(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

} // namespace kiosk::hal
