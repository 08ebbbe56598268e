#pragma once

#include "pcsc_link.h"

#include <kiosk/hal/smart_card_reader.h>

namespace kiosk::pcsc
{

/// A reader of pcscd. Calls, threads and errors as SmartCardReader says; after noDevice the next call
/// connects again by itself.
class PcscReader final : public hal::SmartCardReader
{
public:
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);

    explicit PcscReader(ReaderAddress address) : m_link(std::move(address)) {}

    Status open(hal::OperationContext &context) override;
    void close() override { m_link.close(); }
    Result<QJsonObject> status(hal::OperationContext &context) override;

protected:
    Result<hal::SocialSecurityCard> readSocialSecurityCard(hal::OperationContext &context) override;
    Result<QByteArray> chipPower(hal::ChipAction action, hal::OperationContext &context) override;
    Result<QByteArray> chipIo(const QByteArray &apdu, hal::OperationContext &context) override;
    Status awaitRemoval(hal::OperationContext &context) override;
    Result<bool> detect(hal::OperationContext &context) override;
    Status reset(hal::OperationContext &context) override;

private:
    [[nodiscard]] Status awaitCard(hal::OperationContext &context);
    /// `begun`: the chip answered to reset.
    [[nodiscard]] Result<hal::SocialSecurityCard> readOnce(bool &begun, hal::OperationContext &context);
    /// What went wrong with a chip, in the light of whether the card is still there.
    [[nodiscard]] Error judge(const Error &problem, hal::OperationContext &context);

    PcscLink m_link;
};

} // namespace kiosk::pcsc
