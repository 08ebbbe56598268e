#pragma once

#include <kiosk/shell/steps/visit.h>

#include <optional>

namespace kiosk::shell
{

/// The page that says what happened, what is already done and what the citizen can do now. Thread: main.
class FaultPage
{
public:
    explicit FaultPage(Visit &visit) : m_visit(visit) {}

    void show(const Error &failure, bool canWait);
    /// Until the printer is well again (`untilWell`) or the citizen chooses; the choice, empty when it is
    /// well.
    [[nodiscard]] QCoro::Task<QString> wait(Error failure, bool untilWell);
    void answer(const QString &choice);
    [[nodiscard]] bool shown() const { return m_since.has_value(); }
    void hide() { m_since.reset(); }
    /// Once a second: how long it has been.
    void tick();

private:
    Visit &m_visit;
    QString m_answer;
    std::optional<std::chrono::steady_clock::time_point> m_since;
};

} // namespace kiosk::shell
