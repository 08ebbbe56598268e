#pragma once

#include "apdu.h"
#include "card_record.h"
#include "pcsc_link.h"

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
    /// Sends a command and gathers its whole answer; any status word is a success here.
    [[nodiscard]] Result<Answer> ask(const QByteArray &command, hal::OperationContext &context);
    [[nodiscard]] Status select(quint16 file, hal::OperationContext &context);
    /// The fields of the selected file; the card kept some of them: `refused`.
    [[nodiscard]] Result<QList<Field>> readFile(std::span<const KnownTag> tags, bool &refused,
                                                hal::OperationContext &context);
    [[nodiscard]] Result<QList<Field>> readByTag(std::span<const KnownTag> tags, bool &refused,
                                                 hal::OperationContext &context);
    /// What went wrong with a chip, in the light of whether the card is still there.
    [[nodiscard]] Error judge(const Error &problem, hal::OperationContext &context);

    PcscLink m_link;
};

} // namespace kiosk::pcsc
