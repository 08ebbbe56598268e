#pragma once

#include "crt571_channel.h"
#include "error_table.h"

#include <kiosk/hal/card_dispenser.h>

namespace kiosk::crt571
{

struct Crt571Settings {
    Milliseconds answerTime{2000};
    Milliseconds moveTime{15000};
    Milliseconds chipTime{5000};
    bool contactless = false; ///< cards go to the antenna, not to the contacts
};

/// What a device's status says, in XFS4IoT's words. Pure; thread: any.
[[nodiscard]] hal::DispenserState stateFrom(const Reply &reply);

/// A card dispenser of the CRT-571 family. Calls, threads and errors as CardDispenser says.
class Crt571Dispenser final : public hal::CardDispenser
{
public:
    /// Errors: invalidData.
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);

    Crt571Dispenser(const hal::DeviceConfiguration &configuration, ChannelSettings channel,
                    Crt571Settings settings, ErrorTable errors);

protected:
    Status connect(hal::OperationContext &context) override;
    void disconnect() override { m_channel.close(); }
    bool connected() const override { return m_channel.isOpen(); }
    Status initialise(hal::OperationContext &context) override;
    Result<hal::DispenserState> look(hal::OperationContext &context) override;
    Status move(hal::CardTarget target, hal::OperationContext &context) override;
    Result<QByteArray> chipPower(hal::ChipAction action, hal::OperationContext &context) override;
    Result<QByteArray> chipIo(const QByteArray &apdu, hal::OperationContext &context) override;

private:
    /// A positive answer, or the error of a negative one.
    [[nodiscard]] Result<Reply> ask(const Question &question, Milliseconds answerTime, Repeat repeat,
                                    hal::OperationContext &context);
    [[nodiscard]] Status checkContacts() const;

    Crt571Channel m_channel;
    Crt571Settings m_settings;
    ErrorTable m_errors;
    /// The contacts hold the card. Unknown after a power cut: then the device has let it go.
    bool m_chipOn = false;
};

} // namespace kiosk::crt571
