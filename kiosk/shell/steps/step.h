#pragma once

#include <kiosk/shell/steps/visit.h>

namespace kiosk::shell
{

/// A trusted step: the shell's own page, which no module can draw on or imitate. Thread: main.
class Step
{
public:
    explicit Step(Visit &visit) : m_visit(visit) {}
    virtual ~Step() = default;
    Q_DISABLE_COPY_MOVE(Step)

    /// What the module asked for, to its end. Error canceled: the visit is over.
    [[nodiscard]] virtual QCoro::Task<Result<Payload>> run(Payload arguments) = 0;
    /// Once a second: countdowns and reminders of the page.
    virtual void tick() {}
    /// The citizen has gone.
    virtual void forget() {}

protected:
    Visit &m_visit;
};

} // namespace kiosk::shell
