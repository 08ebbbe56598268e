#include "job_outcome.h"

#include <QStringList>

namespace kiosk::cups
{
namespace
{

QString describe(const char *who, const JobView &job)
{
    static constexpr const char *states[] = {"waiting",  "processing", "completed",
                                             "canceled", "aborted",    "vanished"};
    QString text = QStringLiteral("%1: %2").arg(QLatin1String(who), QLatin1String(states[int(job.state)]));
    if (job.sides)
        text += QStringLiteral(", %1 sides").arg(*job.sides);
    return text;
}

Error unknown(const Evidence &evidence, const Error &cause, const char *why)
{
    QStringList said;
    if (evidence.queue)
        said.append(describe("server", *evidence.queue));
    for (const JobView &job : evidence.printer)
        said.append(describe("printer", job));
    if (evidence.printer.isEmpty())
        said.append(QStringLiteral("printer: no job"));
    said.append(cause.code.name().toString());
    return fail(error::outcomeUnknown,
                QStringLiteral("%1 (%2)").arg(QLatin1String(why), said.join(QStringLiteral("; "))));
}

bool nothingOut(const Evidence &evidence, const JobView &job)
{
    const bool stopped = job.state == JobView::State::Canceled || job.state == JobView::State::Aborted;
    return stopped && evidence.countsSides && (job.sides ? job.sides : job.sheets) == 0;
}

bool pagesMissing(const Evidence &evidence, const JobView &job)
{
    if (!evidence.countsSides)
        return false;
    return job.sides ? *job.sides < evidence.sides : job.sheets && *job.sheets < evidence.sheets;
}

Result<int> byPrinter(const Evidence &evidence, const Error &cause)
{
    const JobView *printed = nullptr;
    for (const JobView &job : evidence.printer) {
        if (nothingOut(evidence, job))
            continue;
        if (!job.ended() || job.state == JobView::State::Vanished)
            return unknown(evidence, cause, "the printer did not end it");
        if (job.state != JobView::State::Completed)
            return unknown(evidence, cause, "it ended at the printer with pages out");
        if (printed != nullptr)
            return unknown(evidence, cause, "the printer has printed it more than once");
        printed = &job;
    }
    if (printed == nullptr)
        return cause;
    if (printed->withErrors)
        return unknown(evidence, cause, "the printer completed it with errors");
    if (pagesMissing(evidence, *printed))
        return unknown(evidence, cause, "the printer completed it with pages missing");
    return printed->sides.value_or(0) > 0 ? *printed->sides : -1;
}

/// The printer knows nothing of it, or cannot be asked.
Result<int> byQueue(const Evidence &evidence, const JobView &job, const Error &cause)
{
    const bool takenBack = job.state == JobView::State::Canceled || job.state == JobView::State::Aborted;
    if (takenBack && (!job.processed || evidence.printerDenies))
        return cause; // it never left the queue, or never arrived
    if (evidence.trustQueue && job.state == JobView::State::Completed && !job.withErrors)
        return job.sides.value_or(0) > 0 ? *job.sides : -1;
    return unknown(evidence, cause, "the printer cannot be asked about it");
}

} // namespace

Result<int> decideOutcome(const Evidence &evidence, const Error &cause)
{
    if (evidence.queueLost)
        return unknown(evidence, cause, "the print server went away and may print it again");
    if (evidence.strayPossible)
        return unknown(evidence, cause, "the print server died over it and may have sent it");
    if (evidence.queue && !evidence.queue->ended())
        return unknown(evidence, cause, "the print server still has it");
    if (!evidence.printer.isEmpty())
        return byPrinter(evidence, cause);
    if (evidence.queue)
        return byQueue(evidence, *evidence.queue, cause);
    return unknown(evidence, cause, "nobody knows it");
}

} // namespace kiosk::cups
