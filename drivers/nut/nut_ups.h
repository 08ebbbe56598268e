#pragma once

#include "nut_client.h"

namespace kiosk::nut
{

/// A UPS that Network UPS Tools look after. Thread: one.
class NutUps final : public hal::Ups
{
public:
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);

    NutUps(Server server, QByteArray ups, LowBattery low);

protected:
    [[nodiscard]] Status connect(hal::OperationContext &context) override;
    void disconnect() override { m_answers = false; }
    [[nodiscard]] bool connected() const override { return m_answers; }
    [[nodiscard]] Result<hal::UpsState> ask(hal::OperationContext &context) override;

private:
    Server m_server;
    QByteArray m_ups;
    LowBattery m_low;
    bool m_answers = false; ///< it did when it was last asked
};

} // namespace kiosk::nut
