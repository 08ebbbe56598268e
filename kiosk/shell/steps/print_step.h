#pragma once

#include <kiosk/shell/steps/fault_page.h>
#include <kiosk/shell/steps/step.h>

namespace kiosk::shell
{

/// Paper: written down before it is tried, tried once, its outcome known or known to be unknown.
class PrintStep : public Step
{
public:
    PrintStep(Visit &visit, FaultPage &fault) : Step(visit), m_fault(fault) {}

    [[nodiscard]] QCoro::Task<Result<Payload>> run(Payload arguments) override;

private:
    [[nodiscard]] QCoro::Task<Result<int>> untilSettled(Payload arguments);
    [[nodiscard]] QCoro::Task<Result<int>> once(Payload arguments);

    FaultPage &m_fault;
};

} // namespace kiosk::shell
