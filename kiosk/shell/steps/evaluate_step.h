#pragma once

#include <kiosk/shell/steps/step.h>

namespace kiosk::shell
{

/// The citizen's word on the service; may be skipped.
class EvaluateStep : public Step
{
public:
    using Step::Step;

    [[nodiscard]] QCoro::Task<Result<Payload>> run(Payload arguments) override;
    void forget() override;

    void rate(const QVariantMap &rating);
    void skip();

private:
    [[nodiscard]] QCoro::Task<void> keep();

    bool m_answered = false;
    QVariantMap m_rating; ///< empty: skipped
};

} // namespace kiosk::shell
