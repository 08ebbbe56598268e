#pragma once

#include <kiosk/shell/steps/fault_page.h>
#include <kiosk/shell/steps/step.h>

namespace kiosk::shell
{

/// That it is the card's holder who stands here: a code sent to their telephone.
class VerifyStep : public Step
{
public:
    VerifyStep(Visit &visit, FaultPage &fault) : Step(visit), m_fault(fault) {}

    [[nodiscard]] QCoro::Task<Result<Payload>> run(Payload arguments) override;
    void tick() override;
    void forget() override { m_codeSent.reset(); }

    void requestCode();
    void enterCode(const QString &code);
    void chooseMethod(const QString &method);

private:
    [[nodiscard]] QVariantList methods() const;
    QCoro::Task<void> sendCode();
    QCoro::Task<void> checkCode(QString code);

    FaultPage &m_fault;
    std::optional<std::chrono::steady_clock::time_point> m_codeSent;
};

} // namespace kiosk::shell
