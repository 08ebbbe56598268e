#pragma once

#include "service_link.h"

#include <kiosk/hal/social_security_reading.h>

namespace kiosk::xfs4iot
{

/// Which of the protocols that a service offers (answer of Common.Capabilities) a chip with this answer to
/// reset is spoken to by: chipProtocolNotRequired where the service finds out itself, else T=0 or T=1 as the
/// answer says (ISO/IEC 7816-3, 8.2.3: the first TD), else the only one there is. Pure; thread: any.
[[nodiscard]] QString chipProtocolFor(const QByteArray &atr, const QJsonObject &capabilities);

/// A service with the interface CardReader, for the chip of a card that lies in it. Calls, threads and errors
/// as SmartCardReader says. It moves no card.
class ChipReader final : public hal::SmartCardReader
{
public:
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);

    Status open(hal::OperationContext &context) override;
    void close() override;
    Result<QJsonObject> status(hal::OperationContext &context) override;

protected:
    Result<hal::SocialSecurityCard> readSocialSecurityCard(hal::OperationContext &context) override;
    Result<QByteArray> chipPower(hal::ChipAction action, hal::OperationContext &context) override;
    Result<QByteArray> chipIo(const QByteArray &apdu, hal::OperationContext &context) override;
    Status awaitRemoval(hal::OperationContext &context) override;
    Result<bool> detect(hal::OperationContext &context) override;
    Status reset(hal::OperationContext &context) override;

private:
    explicit ChipReader(std::unique_ptr<ServiceLink> link) : m_link(std::move(link)) {}

    [[nodiscard]] Status awaitCard(hal::OperationContext &context);
    /// One command, one answer.
    [[nodiscard]] Result<QByteArray> transmit(const QByteArray &command, hal::OperationContext &context);
    /// The whole answer: 61xx and 6Cxx are seen to.
    [[nodiscard]] Result<hal::chipcard::Answer> exchange(const QByteArray &command,
                                                         hal::OperationContext &context);
    /// What went wrong with a chip, in the light of whether the card is still there.
    [[nodiscard]] Error judge(const Error &problem, hal::OperationContext &context);

    std::unique_ptr<ServiceLink> m_link;
    QString m_protocol; ///< of the chip, while it is on; else empty
};

} // namespace kiosk::xfs4iot
