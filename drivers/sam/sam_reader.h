#pragma once

#include "card.h"
#include "photo_decoder.h"
#include "sam_channel.h"

namespace kiosk::sam
{

/// How a card that was read is known to lie there still; see README, "Removal".
enum class RemovalProbe { Automatic, Select, Address, Reset, None };

struct SamSettings {
    Milliseconds findInterval{300};
    Milliseconds findTimeOut{1000};
    Milliseconds readTimeOut{3000};
    RemovalProbe removalProbe = RemovalProbe::Automatic;
};

/// The resident ID card reader. Calls, threads and errors as IdCardReader says; after noDevice the next call
/// opens the port again by itself.
class SamReader final : public hal::IdCardReader
{
public:
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);

    SamReader(std::unique_ptr<SamTransport> transport, const SamSettings &settings, PhotoDecoder photos);

    Status open(hal::OperationContext &context) override;
    void close() override;
    Result<QJsonObject> status(hal::OperationContext &context) override;

protected:
    Result<hal::IdCard> read(hal::OperationContext &context) override;
    Status awaitRemoval(hal::OperationContext &context) override;
    Result<std::optional<bool>> detect(hal::OperationContext &context) override;
    Status reset(hal::OperationContext &context) override;

private:
    enum class Step { Select, Read };

    [[nodiscard]] Status ensureOpen(hal::OperationContext &context);
    /// A success, or the error of the status word.
    [[nodiscard]] Result<Reply> ask(Command command, Milliseconds replyTime, hal::OperationContext &context);
    [[nodiscard]] Result<bool> find(hal::OperationContext &context);
    [[nodiscard]] Result<hal::IdCard> readFound(Step &step, hal::OperationContext &context);
    [[nodiscard]] Status readNewestAddress(hal::IdCard &card, hal::OperationContext &context);
    [[nodiscard]] Status proveProbe(hal::OperationContext &context);
    [[nodiscard]] Result<bool> sees(RemovalProbe probe, hal::OperationContext &context);
    [[nodiscard]] Result<std::optional<bool>> isCardThere(hal::OperationContext &context);

    SamChannel m_channel;
    SamSettings m_settings;
    PhotoDecoder m_photos;
    /// The reader may hide a card from `find`, because it has read it and it has not left the field. Over
    /// when `find` finds one, or a proven probe none.
    bool m_cardHidden = false;
    /// The probe that is known to see such a card.
    RemovalProbe m_provenProbe = RemovalProbe::Automatic;
};

} // namespace kiosk::sam
