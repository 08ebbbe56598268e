#pragma once

#include <kiosk/shell/steps/card_watch.h>
#include <kiosk/shell/steps/step.h>

namespace kiosk::shell
{

/// Nothing stays behind: paper and card are taken before the way goes on.
class TakeStep : public Step
{
public:
    TakeStep(Visit &visit, CardWatch &card) : Step(visit), m_card(card) {}

    [[nodiscard]] QCoro::Task<Result<Payload>> run(Payload arguments) override;
    void tick() override;
    void forget() override;

    /// Shows what is there to be taken and waits for it; also on the way out, where it takes over from run().
    [[nodiscard]] QCoro::Task<void> collect(bool paper);
    void paperTaken();

private:
    CardWatch &m_card;
    int m_round = 0;        ///< a later collect() ends the one before
    bool m_waiting = false; ///< for the paper
    std::chrono::steady_clock::time_point m_since;
};

} // namespace kiosk::shell
