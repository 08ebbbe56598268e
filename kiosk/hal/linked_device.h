#pragma once

#include <kiosk/hal/device.h>

namespace kiosk::hal
{

/// A device that is connected when it is first needed, and again after an error closed it. The base of
/// classes whose status is one look at the device.
class LinkedDevice : public Device
{
public:
    [[nodiscard]] Status open(OperationContext &context) final;
    void close() final { disconnect(); }
    [[nodiscard]] Result<QJsonObject> status(OperationContext &context) final;
    /// `reset` closes, opens and restores; the rest is the class's.
    [[nodiscard]] Result<Payload> execute(QStringView operation, const Payload &arguments,
                                          OperationContext &context) final;

protected:
    /// Errors: noDevice, deviceBusy, protocolError (something else is there) …
    [[nodiscard]] virtual Status connect(OperationContext &context) = 0;
    virtual void disconnect() = 0;
    /// False once an error has closed the device: the next call connects again.
    [[nodiscard]] virtual bool connected() const = 0;
    /// Is it there, and itself? What status() says beside "device". Errors: as connect().
    [[nodiscard]] virtual Result<QJsonObject> look(OperationContext &context) = 0;
    /// What status() says beside "device" of one that cannot be looked at.
    [[nodiscard]] virtual QJsonObject unseen() const = 0;
    /// The class's own operations. Errors: unsupportedCommand, or the operation's.
    [[nodiscard]] virtual Result<Payload> run(QStringView operation, const QJsonObject &arguments,
                                              OperationContext &context);

    /// What `reset` asks of the device itself, once it is open again. Errors: the device's.
    [[nodiscard]] virtual Status restore(OperationContext &context);

    /// Connects if it is not. Errors: as connect().
    [[nodiscard]] Status ready(OperationContext &context);
};

} // namespace kiosk::hal
