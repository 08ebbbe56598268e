#include "job_follower.h"

#include <kiosk/hal/document_printer.h>
#include <kiosk/hal/printer_readiness.h>

#include <algorithm>
#include <thread>

namespace kiosk::cups
{
namespace
{

/// The rest of the time is for taking the job back; a short deadline keeps a quarter of itself.
Deadline beforeTakingBack(const Deadline &deadline, Milliseconds settle)
{
    const Milliseconds left = deadline.left();
    return Deadline::in(left - std::min(settle, left / 4));
}

} // namespace

JobFollower::JobFollower(PrinterLink &link, Job job, hal::OperationContext &context)
    : m_link(link), m_job(std::move(job)),
      m_context(context), m_waiting{beforeTakingBack(context.deadline, link.settings().settle),
                                    context.cancel},
      m_queueSeen(std::chrono::steady_clock::now()), m_printerSeen(m_queueSeen)
{
    m_evidence.sides = m_job.sides;
    m_evidence.sheets = m_job.sheets;
    m_evidence.trustQueue = link.settings().trustQueue;
    m_evidence.countsSides = link.settings().countsSides;
    if (!link.isQueue())
        m_atPrinter.insert(m_job.id, {});
}

Result<int> JobFollower::follow()
{
    while (true) {
        look(m_waiting);
        report();
        if (ended())
            return conclude(m_ready ? fail(error::notPrinted) : m_ready.error());
        if (const Status worth = worthWaiting(); !worth)
            return takeBack(worth.error());
        pause(m_context.cancel);
    }
}

Result<int> JobFollower::takeBack(const Error &cause)
{
    const Limit limit{m_context.deadline.orIn(m_link.settings().settle)};
    while (true) {
        // The server passes the cancel on, if it still can.
        cancelAtQueue(limit);
        cancelAtPrinter(limit);
        look(limit);
        report();
        if (ended() || limit.deadline.passed())
            return conclude(cause);
        pause(limit.cancel);
    }
}

Result<int> JobFollower::conclude(const Error &cause)
{
    m_evidence.printer = m_atPrinter.values();
    return decideOutcome(m_evidence, cause);
}

void JobFollower::look(const Limit &limit)
{
    // Before the pages are counted: those that came out before the paper ended are told with it.
    lookAtState(limit);
    if (m_link.isQueue())
        lookAtQueue(limit);
    if (m_link.printer() != nullptr)
        lookAtPrinter(limit);
    // cupsd asks the printer at growing intervals and would learn of the end up to eight seconds late; until
    // then it could send the job again, and the citizen would wait beside the finished paper. A server that
    // was started anew sends it again for certain.
    if (m_link.isQueue() && (endedAtPrinter() || m_queueReturned || m_atPrinter.size() > 1)) {
        cancelAtQueue(limit);
        lookAtQueue(limit);
    }
}

void JobFollower::lookAtQueue(const Limit &limit)
{
    if (m_queueEnded)
        return;
    auto job = m_link.job(m_link.front(), m_job.id, m_job.name, limit);
    if (!job) {
        if (job.error().code == error::noDevice) {
            m_evidence.queueLost = true;
            m_queueCanceled = false; // it may have forgotten that
        }
        return;
    }
    m_queueSeen = std::chrono::steady_clock::now();
    if (std::exchange(m_evidence.queueLost, false)) {
        m_queueReturned = true;
        m_evidence.strayPossible |= m_atPrinter.isEmpty();
    }
    // A job that is canceled in the moment its back end goes keeps "processing-to-stop-point" for ever; the
    // queue has nothing at work then.
    if (job->stoppingAs && m_link.isIdle(limit))
        job->state = *job->stoppingAs;
    m_evidence.queue = *job;
    if (job->ended())
        m_queueEnded = m_queueSeen;
}

void JobFollower::lookAtPrinter(const Limit &limit)
{
    const IppClient &printer = *m_link.printer();
    if (m_link.isQueue()) {
        const auto found = m_link.jobsNamed(printer, m_job.name, limit);
        const bool interrupted = !found && (found.error().code == error::canceled || limit.deadline.passed());
        m_printerAnswered &= found.ok() || interrupted;
        if (!found)
            return;
        m_printerSeen = std::chrono::steady_clock::now();
        for (const int id : *found)
            m_atPrinter.insert(id, m_atPrinter.value(id));
        m_evidence.printerDenies = m_queueEnded && m_printerAnswered && m_link.settings().keepsHistory;
    }
    for (auto known = m_atPrinter.begin(); known != m_atPrinter.end(); ++known) {
        if (known->ended())
            continue;
        const auto job = m_link.job(printer, known.key(), m_job.name, limit);
        if (!job)
            return;
        m_printerSeen = std::chrono::steady_clock::now();
        *known = *job;
    }
}

void JobFollower::lookAtState(const Limit &limit)
{
    const auto state = m_link.status(limit);
    if (state)
        m_ready = hal::checkReadiness(*state, m_job.tray);
}

void JobFollower::cancelAtQueue(const Limit &limit)
{
    if (m_link.isQueue() && !m_queueEnded && !m_queueCanceled)
        m_queueCanceled = m_link.cancelJob(m_link.front(), m_job.id, limit).ok();
}

void JobFollower::cancelAtPrinter(const Limit &limit)
{
    for (auto job = m_atPrinter.cbegin(); job != m_atPrinter.cend(); ++job) {
        if (!job->ended() && !m_canceledAtPrinter.contains(job.key()) &&
            m_link.cancelJob(*m_link.printer(), job.key(), limit))
            m_canceledAtPrinter.append(job.key());
    }
}

bool JobFollower::silent(Time since) const
{
    return std::chrono::steady_clock::now() - since > m_link.settings().lost;
}

bool JobFollower::endedAtPrinter() const
{
    return !m_atPrinter.isEmpty() && std::all_of(m_atPrinter.cbegin(), m_atPrinter.cend(),
                                                 [](const JobView &job) { return job.ended(); });
}

bool JobFollower::ended() const
{
    if (!m_link.isQueue())
        return endedAtPrinter();
    if (m_evidence.queueLost)
        return endedAtPrinter() && silent(m_queueSeen); // a supervisor may be starting it again
    if (!m_queueEnded)
        return false;
    if (endedAtPrinter() || m_link.printer() == nullptr || m_evidence.trustQueue)
        return true;
    if (!m_atPrinter.isEmpty())
        return false;
    // The printer does not know the job: it never came there, or is just coming.
    return !m_evidence.queue->processed ||
           std::chrono::steady_clock::now() - *m_queueEnded > m_link.settings().settle / 2;
}

/// Why the job is to be taken back, if it is.
Status JobFollower::worthWaiting() const
{
    if (m_context.cancel.canceled())
        return fail(error::canceled);
    if (m_waiting.deadline.passed())
        return m_ready ? fail(error::notPrinted, QStringLiteral("deadline")) : m_ready;
    if (m_queueReturned && m_atPrinter.isEmpty())
        return fail(error::deviceNotReady, QStringLiteral("the print server was started anew"));
    // While a server has the job, a printer may be switched on again; once it is the printer's, silence is
    // loss.
    const bool atServer = m_link.isQueue() && m_atPrinter.isEmpty();
    if (atServer ? !m_queueEnded && silent(m_queueSeen) : silent(m_printerSeen))
        return fail(error::deviceNotReady, QStringLiteral("no answer during the job"));
    return {};
}

void JobFollower::report()
{
    if (!m_context.progress)
        return;
    int sides = 0;
    for (const JobView &job : m_atPrinter)
        sides = std::max(sides, job.sides.value_or(0));
    // A server counts what it sends, so only where nobody else can be asked.
    if (m_atPrinter.isEmpty() && m_evidence.trustQueue && m_evidence.queue)
        sides = m_evidence.queue->sides.value_or(0);
    if (sides > m_reportedSides) {
        m_reportedSides = sides;
        m_context.progress(QStringLiteral("pagePrinted"),
                           {{QStringLiteral("pages"), sides}, {QStringLiteral("of"), m_job.sides}});
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
