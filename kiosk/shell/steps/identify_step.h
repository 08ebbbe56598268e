#pragma once

#include <kiosk/shell/steps/card_watch.h>
#include <kiosk/shell/steps/fault_page.h>
#include <kiosk/shell/steps/step.h>

namespace kiosk::shell
{

/// The resident ID card on the reader: who this is.
class IdentifyStep : public Step
{
public:
    IdentifyStep(Visit &visit, CardWatch &card, FaultPage &fault) : Step(visit), m_card(card), m_fault(fault)
    {
    }

    [[nodiscard]] QCoro::Task<Result<Payload>> run(Payload arguments) override;

private:
    [[nodiscard]] std::optional<Error> refusal(const QJsonObject &card) const;

    CardWatch &m_card;
    FaultPage &m_fault;
};

} // namespace kiosk::shell
