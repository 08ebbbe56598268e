#include "job_follower.h"

#include <kiosk/hal/document_printer.h>

#include <thread>

namespace kiosk::cups
{

JobFollower::JobFollower(PrinterLink &link, Job job, hal::OperationContext &context)
    : m_link(link), m_job(std::move(job)), m_context(context), m_queueSeen(std::chrono::steady_clock::now()),
      m_printerSeen(m_queueSeen)
{
    m_evidence.trustQueue = link.settings().trustQueue;
    m_evidence.countsSides = link.settings().countsSides;
    if (!link.isQueue())
        m_printerId = m_job.id;
}

Result<int> JobFollower::follow()
{
    // The rest of the time is for taking the job back; a short deadline keeps a quarter of itself.
    const Milliseconds left = m_context.deadline.left();
    const Deadline waiting = Deadline::in(left - std::min(m_link.settings().settle, left / 4));
    while (true) {
        look({waiting, m_context.cancel});
        report();
        if (ended())
            return decide(m_ready ? fail(error::notPrinted) : m_ready.error());
        if (m_context.cancel.canceled())
            return takeBack(fail(error::canceled));
        if (waiting.passed())
            return takeBack(m_ready ? fail(error::notPrinted, QStringLiteral("deadline")) : m_ready.error());
        if (hopeless())
            return takeBack(fail(error::deviceNotReady, QStringLiteral("no answer during the job")));
        pause(m_context.cancel);
    }
}

Result<int> JobFollower::takeBack(const Error &cause)
{
    const Limit limit{m_context.deadline.orIn(m_link.settings().settle)};
    (void)m_link.cancelJob(m_link.front(), m_job.id, limit);
    bool canceledAtPrinter = false;
    while (true) {
        // The server passes the cancel on, if it still can.
        if (m_link.isQueue() && m_printerId && !canceledAtPrinter && m_link.printer() != nullptr)
            canceledAtPrinter = m_link.cancelJob(*m_link.printer(), *m_printerId, limit).ok();
        look(limit);
        report();
        if (ended() || limit.deadline.passed())
            return decide(cause);
        pause(limit.cancel);
    }
}

Result<int> JobFollower::decide(const Error &cause)
{
    auto outcome = decideOutcome(m_evidence, cause);
    const bool known = outcome || outcome.error().code != error::outcomeUnknown;
    if (known && m_link.settings().purgeFinished && m_link.isQueue())
        (void)m_link.cancelJob(m_link.front(), m_job.id, {m_context.deadline.orIn(m_link.settings().answer)},
                               true);
    return outcome;
}

void JobFollower::look(const Limit &limit)
{
    if (m_link.isQueue())
        lookAtQueue(limit);
    if (m_link.printer() != nullptr)
        lookAtPrinter(limit);
    releaseQueue(limit);
    if (!ended())
        lookAtState(limit);
}

void JobFollower::lookAtQueue(const Limit &limit)
{
    if (m_evidence.queue && m_evidence.queue->ended())
        return;
    const auto job = m_link.job(m_link.front(), m_job.id, limit);
    if (!job) {
        // A server that went away once may have come back, and with it the job.
        m_evidence.queueLost |= job.error().code == error::noDevice;
        return;
    }
    m_queueSeen = std::chrono::steady_clock::now();
    m_evidence.queue = *job;
    if (job->ended())
        m_queueEnded = m_queueSeen;
}

void JobFollower::lookAtPrinter(const Limit &limit)
{
    if (m_evidence.printer && m_evidence.printer->ended())
        return;
    const IppClient &printer = *m_link.printer();
    if (!m_printerId) {
        const auto found = m_link.findJob(printer, m_job.name, limit);
        const bool interrupted = !found && (found.error().code == error::canceled || limit.deadline.passed());
        m_printerAnswered &= found.ok() || interrupted;
        if (!found)
            return;
        m_printerSeen = std::chrono::steady_clock::now();
        m_printerId = *found;
        if (!m_printerId) {
            m_evidence.printerDenies = m_queueEnded && m_printerAnswered && m_link.settings().keepsHistory;
            return;
        }
    }
    const auto job = m_link.job(printer, *m_printerId, limit);
    if (!job)
        return;
    m_printerSeen = std::chrono::steady_clock::now();
    m_evidence.printer = *job;
}

/// cupsd asks the printer at growing intervals and would learn of the end up to eight seconds late; until
/// then it could send the job again, and the citizen would wait beside the finished paper.
void JobFollower::releaseQueue(const Limit &limit)
{
    const bool printerEnded = m_evidence.printer && m_evidence.printer->ended();
    if (!m_link.isQueue() || !printerEnded || m_queueEnded || m_queueReleased)
        return;
    m_queueReleased = m_link.cancelJob(m_link.front(), m_job.id, limit).ok();
    lookAtQueue(limit);
}

void JobFollower::lookAtState(const Limit &limit)
{
    const auto state = m_link.status(limit);
    if (state)
        m_ready = hal::checkReadiness(*state, m_job.tray);
}

bool JobFollower::ended() const
{
    const bool printerEnded = m_evidence.printer && m_evidence.printer->ended();
    if (!m_link.isQueue())
        return printerEnded;
    if (m_evidence.queueLost)
        return printerEnded; // the queue can only make it worse
    if (!m_queueEnded)
        return false;
    if (printerEnded || m_link.printer() == nullptr || m_evidence.trustQueue)
        return true;
    if (m_evidence.printer)
        return false;
    // The printer does not know the job: it never came there, or is just coming.
    return !m_evidence.queue->processed ||
           std::chrono::steady_clock::now() - *m_queueEnded > m_link.settings().settle / 2;
}

bool JobFollower::hopeless() const
{
    const auto now = std::chrono::steady_clock::now();
    const Milliseconds patience = m_link.settings().lost;
    const bool queueSilent = m_link.isQueue() && !m_queueEnded && now - m_queueSeen > patience;
    const bool printerSilent = m_link.printer() != nullptr && now - m_printerSeen > patience;
    // While a server has the job, a printer may be switched on again; once it is the printer's, silence is
    // loss.
    return m_link.isQueue() && !m_evidence.printer ? queueSilent : printerSilent;
}

void JobFollower::report()
{
    if (!m_context.progress)
        return;
    const std::optional<JobView> &counter = m_evidence.printer ? m_evidence.printer : m_evidence.queue;
    const bool counts = m_evidence.printer || m_evidence.trustQueue; // a server counts what it sends
    if (counter && counts && counter->sides.value_or(0) > m_reportedSides) {
        m_reportedSides = *counter->sides;
        m_context.progress(QStringLiteral("pagePrinted"),
                           {{QStringLiteral("pages"), m_reportedSides}, {QStringLiteral("of"), m_job.sides}});
    }
    const QStringView state = m_ready ? QStringView() : m_ready.error().code.name();
    if (state == m_reportedState)
        return;
    m_reportedState = state;
    m_context.progress(state.isEmpty() ? QStringLiteral("resumed") : state.toString(),
                       {{QStringLiteral("tray"), m_job.tray}, {QStringLiteral("pages"), m_reportedSides}});
}

void JobFollower::pause(const CancelToken &cancel) const
{
    const Deadline end = Deadline::in(m_link.settings().poll);
    while (!end.passed() && !cancel.canceled())
        std::this_thread::sleep_for(std::min(end.left(), Milliseconds(50)));
}

} // namespace kiosk::cups
