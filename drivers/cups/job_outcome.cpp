#include "job_outcome.h"

namespace kiosk::cups
{
namespace
{

QString describe(const char *who, const std::optional<JobView> &job)
{
    static constexpr const char *states[] = {"waiting",  "processing", "completed",
                                             "canceled", "aborted",    "vanished"};
    if (!job)
        return QStringLiteral("%1: no job").arg(QLatin1String(who));
    QString text = QStringLiteral("%1: %2").arg(QLatin1String(who), QLatin1String(states[int(job->state)]));
    if (job->sides)
        text += QStringLiteral(", %1 sides").arg(*job->sides);
    return text;
}

Error unknown(const Evidence &evidence, const Error &cause, const char *why)
{
    return fail(error::outcomeUnknown, QStringLiteral("%1 (%2; %3; %4)")
                                           .arg(QLatin1String(why), describe("server", evidence.queue),
                                                describe("printer", evidence.printer), cause.code.name()));
}

/// A certain end at the printer.
Result<int> byPrinter(const Evidence &evidence, const JobView &job, const Error &cause)
{
    switch (job.state) {
    case JobView::State::Completed:
        if (job.withErrors)
            return unknown(evidence, cause, "the printer completed it with errors");
        return job.sides && *job.sides > 0 ? *job.sides : -1;
    case JobView::State::Canceled:
    case JobView::State::Aborted:
        if (evidence.countsSides && job.sides == 0)
            return cause;
        return unknown(evidence, cause, "it ended at the printer with pages out");
    default:
        return unknown(evidence, cause, "the printer did not end it");
    }
}

/// The printer knows nothing of it, or cannot be asked.
Result<int> byQueue(const Evidence &evidence, const JobView &job, const Error &cause)
{
    const bool takenBack = job.state == JobView::State::Canceled || job.state == JobView::State::Aborted;
    if (takenBack && (!job.processed || evidence.printerDenies))
        return cause; // it never left the queue, or never arrived
    if (evidence.trustQueue && job.state == JobView::State::Completed && !job.withErrors)
        return job.sides && *job.sides > 0 ? *job.sides : -1;
    return unknown(evidence, cause, "the printer cannot be asked about it");
}

} // namespace

Result<int> decideOutcome(const Evidence &evidence, const Error &cause)
{
    if (evidence.queueLost)
        return unknown(evidence, cause, "the print server went away and may print it again");
    if (evidence.queue && !evidence.queue->ended())
        return unknown(evidence, cause, "the print server still has it");
    if (evidence.printer)
        return byPrinter(evidence, *evidence.printer, cause);
    if (evidence.queue)
        return byQueue(evidence, *evidence.queue, cause);
    return unknown(evidence, cause, "nobody knows it");
}

} // namespace kiosk::cups
