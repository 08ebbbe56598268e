#pragma once

#include <kiosk/core/cancel.h>
#include <kiosk/core/payload.h>
#include <kiosk/hal/traffic.h>

#include <QJsonArray>

#include <functional>
#include <memory>

namespace kiosk::hal
{

/// One entry of devices.yaml, checked against its schemas and with ${run} filled in.
struct DeviceConfiguration {
    QString id;                 ///< "id-card"
    QString deviceClass;        ///< "id-card-reader"
    QString driver;             ///< "sam"
    QJsonObject connect;        ///< serial, usb, queue, uri …
    QJsonObject settings;       ///< as the driver's settings schema says, defaults filled in
    QJsonArray trays;           ///< printers: [{id, media, …}], see devices.schema.yaml
    bool demonstration = false; ///< every printed page carries 样张 无效
    QString unit;               ///< serial number of the one that belongs here; empty = any of its kind
};

/// What a device operation may use. One per call; the driver keeps no reference to it.
struct OperationContext {
    Deadline deadline;
    CancelToken cancel;
    /// Called from the driver's thread: a stage in camelCase ("cardFound", "pagePrinted") and numbers about
    /// it. Never personal data.
    std::function<void(const QString &stage, const QJsonObject &details)> progress = {};
    /// The journal's operation id; PRINT and ISSUE are refused without one by kiosk-deviced.
    QString journalOperation = {};
    /// Something to look at while the operation runs, once: memory that nobody but the driver can write and
    /// nobody can resize (checkView). Whoever asked has it as soon as it is shown; the driver keeps its own.
    std::function<void(const FileDescriptor &view)> show = {};

    /// timeOut or canceled as soon as the call should end.
    [[nodiscard]] Status check() const;
    /// Sleeps until then, or until the call should end. Errors: as check().
    [[nodiscard]] Status pause(const Deadline &until) const;
};

/// A device as its class sees it. Blocking: each call returns by its deadline, or within 100 ms of a cancel.
/// Threads: all calls come from one thread, one at a time; the object may live as long as the process or be
/// made for one call.
///
/// A driver does not derive from this but from its class (IdCardReader, DocumentPrinter, …).
class Device
{
public:
    Device() = default;
    Device(const Device &) = delete;
    Device &operator=(const Device &) = delete;
    virtual ~Device() = default;

    /// Connects and asks the device who it is. Called again after an error that closed the device.
    /// Errors: noDevice, protocolError, timeOut, selfTestFailed …
    [[nodiscard]] virtual Status open(OperationContext &context) = 0;
    virtual void close() = 0;

    /// The device's own answer, asked now: {"device": "online", …class specific…} in XFS4IoT's words
    /// (device: online | offline | powerOff | noDevice | hardwareError | userError | deviceBusy | starting |
    /// unknown). "recorded" lists the journal operations that the device, or its spooler, still keeps
    /// something of.
    [[nodiscard]] virtual Result<QJsonObject> status(OperationContext &context) = 0;

    /// The journal has the outcome of these operations: what is kept of them goes, and what would still be
    /// done for one is ended. Asked for again as long as status() lists them. Errors: as status().
    [[nodiscard]] virtual Status forget(const QStringList &operations, OperationContext &context);

    /// Runs an operation of the device's class by name. Errors: unsupportedCommand, invalidData, or the
    /// operation's.
    [[nodiscard]] virtual Result<Payload> execute(QStringView operation, const Payload &arguments,
                                                  OperationContext &context) = 0;
};

/// What Device::status() says of a device that did not answer: {"device": noDevice | deviceBusy | offline |
/// hardwareError, "error", "detail"}. Pure; thread: any.
[[nodiscard]] QJsonObject describeFailure(const Error &error);

using CreateDevice = Result<std::unique_ptr<Device>> (*)(const DeviceConfiguration &configuration);

/// Loads PREFIX/lib/kiosk/drivers/DRIVER.so and makes the device. Errors: noDevice (no such driver),
/// invalidData.
[[nodiscard]] Result<std::unique_ptr<Device>> createDevice(const DeviceConfiguration &configuration);

} // namespace kiosk::hal

/// Once in each driver: `KIOSK_DRIVER(SamReader)`; SamReader has
/// `static Result<std::unique_ptr<Device>> create(const DeviceConfiguration &)`.
#define KIOSK_DRIVER(Type)                                                                                   \
    extern "C" __attribute__((visibility("default"))) void *kioskDriver()                                    \
    {                                                                                                        \
        static const kiosk::hal::CreateDevice create = &Type::create;                                        \
        return const_cast<kiosk::hal::CreateDevice *>(&create);                                              \
    }                                                                                                        \
    extern "C" __attribute__((visibility("default"))) void kioskTraffic(const kiosk::hal::TrafficSink *sink) \
    {                                                                                                        \
        kiosk::hal::tapTraffic(*sink);                                                                       \
    }
