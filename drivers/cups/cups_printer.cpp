#include "cups_printer.h"

#include "job_follower.h"
#include "job_ticket.h"

#include <kiosk/hal/colour_profile.h>
#include <kiosk/hal/photo_printer.h>

#include <QUuid>

#include <thread>

namespace kiosk::cups
{
namespace
{

/// What a refused request means. Nothing was printed by it.
Error refusal(const Ipp &answer)
{
    switch (statusOf(answer)) {
    case IPP_STATUS_ERROR_NOT_FOUND:
        return fail(error::noDevice, statusText(answer));
    case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS:
        return fail(error::queueStopped, statusText(answer));
    case IPP_STATUS_ERROR_BUSY:
    case IPP_STATUS_ERROR_TEMPORARY:
    case IPP_STATUS_ERROR_TOO_MANY_JOBS:
        return fail(error::deviceBusy, statusText(answer));
    case IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED:
    case IPP_STATUS_ERROR_DOCUMENT_FORMAT_ERROR:
    case IPP_STATUS_ERROR_ATTRIBUTES_OR_VALUES:
    case IPP_STATUS_ERROR_CONFLICTING:
        return fail(error::mediaRejected, statusText(answer));
    default:
        return fail(error::notPrinted, statusText(answer));
    }
}

/// No answer before anything of the document was sent: certain, too.
Error notSent(const Error &reason)
{
    if (reason.code == error::canceled || reason.code == error::noDevice)
        return reason;
    return {error::deviceNotReady, reason.detail, reason.where};
}

} // namespace

CupsPrinter::CupsPrinter(const hal::DeviceConfiguration &configuration, PrinterLink link)
    : DocumentPrinter(configuration), m_link(std::move(link))
{
}

Result<std::unique_ptr<hal::Device>> CupsPrinter::create(const hal::DeviceConfiguration &configuration)
{
    auto link = PrinterLink::create(configuration);
    if (!link)
        return link.error();
    if (configuration.deviceClass != u"photo-printer")
        return std::unique_ptr<hal::Device>(new CupsPrinter(configuration, *std::move(link)));
    if (const auto profile = hal::loadPrinterProfile(configuration.settings[u"icc_profile"].toString());
        !profile)
        return profile.error(); // now, not in front of the first citizen
    return std::unique_ptr<hal::Device>(new hal::PhotoPrinter<CupsPrinter>(configuration, *std::move(link)));
}

Status CupsPrinter::open(hal::OperationContext &context)
{
    const auto answer = m_link.attributes({context.deadline, context.cancel});
    return answer ? Status() : answer.error();
}

Result<QJsonObject> CupsPrinter::status(hal::OperationContext &context)
{
    const Limit limit{context.deadline, context.cancel};
    auto state = m_link.status(limit);
    if (!state || (*state)[u"device"] == QStringLiteral("noDevice")) {
        m_hasRecord = true; // for all that is known of who answers next
        return state;
    }
    // A server that cannot list its jobs now can later; the printer's state does not depend on it.
    if (const auto recorded = m_hasRecord ? m_link.recorded(limit) : QStringList()) {
        m_hasRecord = !recorded->isEmpty();
        if (m_hasRecord)
            state->insert(QStringLiteral("recorded"), QJsonArray::fromStringList(*recorded));
    }
    return state;
}

Result<QJsonObject> CupsPrinter::readiness(hal::OperationContext &context)
{
    return m_link.status({context.deadline, context.cancel}); // what the queue has on record is no part of it
}

Status CupsPrinter::forget(const QStringList &operations, hal::OperationContext &context)
{
    return m_link.forget(operations, {context.deadline, context.cancel});
}

Result<int> CupsPrinter::createJob(const hal::PrintJob &job, const QByteArray &name, const Limit &limit)
{
    const Limit brief{limit.deadline.orIn(m_link.settings().answer), limit.cancel};
    const Ipp request = m_link.front().request(IPP_OP_CREATE_JOB, m_link.settings().user);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, name.constData());
    // The printer was looked at a moment ago, in readiness(); what it can do is in the same answer.
    const auto printer = m_link.takeAttributes(brief);
    if (!printer)
        return notSent(printer.error());
    KIOSK_TRY(addTicket(request, job, *printer, m_link.settings()));
    const auto answer = m_link.front().ask(request, brief);
    if (!answer)
        return notSent(answer.error());
    if (!accepted(*answer))
        return refusal(*answer);
    const int id = ippGetInteger(ippFindAttribute(answer->get(), "job-id", IPP_TAG_INTEGER), 0);
    if (id <= 0)
        return fail(error::notPrinted, QStringLiteral("a job without a number"));
    return id;
}

Status CupsPrinter::sendDocument(int id, const QByteArray &pdf, const Limit &limit)
{
    const Ipp request = m_link.front().request(IPP_OP_SEND_DOCUMENT, m_link.settings().user);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr,
                 "application/pdf");
    ippAddBoolean(request.get(), IPP_TAG_OPERATION, "last-document", 1);
    const auto answer = m_link.front().ask(request, limit, pdf);
    if (!answer)
        return notSent(answer.error());
    return accepted(*answer) ? Status() : refusal(*answer);
}

Status CupsPrinter::clear(const Limit &limit)
{
    // What an earlier citizen's session left behind must not come out before the next one.
    const Limit brief{limit.deadline.orIn(m_link.settings().settle), limit.cancel};
    const auto clearAt = [&](const IppClient &at) -> Status {
        while (true) {
            const auto jobs = m_link.openJobs(at, brief);
            if (!jobs)
                return notSent(jobs.error());
            if (jobs->isEmpty())
                return {};
            for (const int id : *jobs)
                (void)m_link.cancelJob(at, id, brief);
            if (brief.cancel.canceled())
                return fail(error::canceled);
            if (brief.deadline.passed())
                return fail(error::deviceBusy, QStringLiteral("an earlier job does not end"));
            std::this_thread::sleep_for(std::min(m_link.settings().poll, Milliseconds(100)));
        }
    };
    KIOSK_TRY(clearAt(m_link.front()));
    if (m_link.isQueue() && m_link.printer() != nullptr)
        return clearAt(*m_link.printer());
    return {};
}

Result<int> CupsPrinter::print(const hal::PrintJob &job, hal::OperationContext &context)
{
    const Limit limit{context.deadline, context.cancel};
    m_hasRecord = true;
    KIOSK_TRY(clear(limit));
    const bool journaled = !context.journalOperation.isEmpty();
    const QString mark = journaled ? context.journalOperation : QUuid::createUuid().toString(QUuid::Id128);
    const QByteArray name = jobName(job.title, mark);
    const auto id = createJob(job, name, limit);
    if (!id)
        return id.error();

    const int sheets = job.duplex ? (job.pages + 1) / 2 : job.pages;
    JobFollower follower(m_link, {*id, name, job.tray, job.pages * job.copies, sheets * job.copies}, context);
    const Status sent = sendDocument(*id, job.pdf, follower.waiting());
    if (sent && context.progress)
        context.progress(QStringLiteral("jobAccepted"), {{QStringLiteral("job"), *id}});
    auto outcome = sent ? follower.follow() : follower.takeBack(sent.error());
    if (!journaled) // then nobody is going to ask for it
        (void)m_link.forget({mark}, {Deadline::in(m_link.settings().answer)});
    return outcome;
}

Status CupsPrinter::reset(hal::OperationContext &context)
{
    const Limit limit{context.deadline, context.cancel};
    const auto answer = m_link.attributes(limit);
    return answer ? clear(limit) : answer.error();
}

} // namespace kiosk::cups

KIOSK_DRIVER(kiosk::cups::CupsPrinter)
