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

    /// How it can go on here.
    enum class WayOn {
        None,
        ByItself, ///< once the printer is well again
        TryAgain  ///< nothing is wrong with the printer now
    };

    void show(const Error &failure, WayOn way);
    /// Until the printer is well again (`canGoOn`) or the citizen chooses. Returns the choice, empty to go
    /// on.
    [[nodiscard]] QCoro::Task<QString> wait(Error failure, bool canGoOn);
    void answer(const QString &choice);
    [[nodiscard]] bool shown() const { return m_since.has_value(); }
    void hide() { m_since.reset(); }
    /// Once a second: how long it has been.
    void tick();

private:
    [[nodiscard]] QString pick(const char *zh, const char *en) const;
    [[nodiscard]] QVariantList choices(WayOn way) const;
    [[nodiscard]] bool printerIll() const;

    Visit &m_visit;
    QString m_answer;
    std::optional<std::chrono::steady_clock::time_point> m_since;
};

} // namespace kiosk::shell
