#pragma once

#include "frame.h"

#include <kiosk/hal/pin_pad.h>
#include <kiosk/hal/serial_port.h>

namespace kiosk::epp
{

/// An encrypting PIN pad on a serial port. What it is asked for a PIN comes back enciphered, and nothing here
/// has a key. Thread: one.
class EppPad final : public hal::PinPad
{
public:
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);

    EppPad(QString port, int baud, Milliseconds answerTime);

protected:
    [[nodiscard]] Status connect(hal::OperationContext &context) override;
    void disconnect() override;
    [[nodiscard]] bool connected() const override { return m_port.has_value(); }
    [[nodiscard]] Result<QJsonObject> look(hal::OperationContext &context) override;
    [[nodiscard]] Result<hal::PinEntry> readPin(const hal::PinRequest &request, const Typed &typed,
                                                hal::OperationContext &context) override;
    [[nodiscard]] Result<hal::DataEntry> readData(int minimum, int maximum, const Typed &typed,
                                                  hal::OperationContext &context) override;

private:
    /// Sends, and again where the pad says that it came damaged. Errors: timeOut, canceled, noDevice,
    /// protocolError.
    [[nodiscard]] Status send(const Message &message, hal::OperationContext &context);
    /// The next message, its receipt told. Errors: as send().
    [[nodiscard]] Result<Message> receive(const Deadline &until, const CancelToken &cancel);
    [[nodiscard]] Result<Received> next(const Deadline &until, const CancelToken &cancel);
    [[nodiscard]] Result<QJsonObject> identify(hal::OperationContext &context);
    /// Sends a command without fields and hears its answer; what came before is dropped. Errors: as send().
    [[nodiscard]] Result<Message> ask(const char *command, hal::OperationContext &context);
    /// As stop(), and the pad has said so: no end of an earlier entry comes any more. Errors: as send().
    [[nodiscard]] Status callOff(hal::OperationContext &context);
    /// From a command to its end, with the count on the way.
    [[nodiscard]] Result<QByteArrayList> entry(const Message &begin, const char *end, const char *stage,
                                               const Typed &typed, hal::OperationContext &context);
    /// The pad forgets what was typed. As far as it still can.
    void stop();
    [[nodiscard]] Error lost(Error error);

    QString m_path;
    int m_baud;
    Milliseconds m_answerTime;
    std::optional<hal::SerialPort> m_port;
    FrameDecoder m_decoder;
    bool m_heard = false;   ///< anything at all, since the last frame was sent
    bool m_stopped = false; ///< and the pad's answer to that not heard yet
};

} // namespace kiosk::epp
