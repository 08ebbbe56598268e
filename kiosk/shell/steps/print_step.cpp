#include <kiosk/shell/steps/print_step.h>

#include <kiosk/hal/device_condition.h>
#include <kiosk/shell/portal_arguments.h>

#include <QJsonArray>
#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcPrint, "kiosk.shell.print")

namespace kiosk::shell
{

namespace
{
constexpr Milliseconds longestPrint = 10min; ///< staff may add paper within it
} // namespace

QCoro::Task<Result<Payload>> PrintStep::run(Payload arguments)
{
    const int visit = m_visit.number;
    KIOSK_CO_TRY(m_visit.session.enter(Session::State::Print));
    m_visit.printing = true;
    const Result<int> pages = co_await untilSettled(std::move(arguments));
    m_visit.printing = false;
    m_visit.paper.unknown = !pages && pages.error().code == error::outcomeUnknown;
    if (pages)
        m_visit.paper.pages = *pages;
    m_visit.changes.send();
    if (m_visit.over(visit))
        co_return fail(error::canceled);
    KIOSK_CO_TRY(m_visit.session.enter(Session::State::Module));
    if (!pages)
        co_return pages.error();
    co_return Payload{{{QStringLiteral("pages"), *pages}}, {}};
}

QCoro::Task<Result<int>> PrintStep::untilSettled(Payload arguments)
{
    const int visit = m_visit.number;
    for (bool tried = false;; tried = true) {
        // Looked at before a job is tried; nothing has been sent to the printer while this waits.
        if (const auto obstacle = hal::obstacleOf(m_visit.devices.deviceOfClass(documentPrinter))) {
            const QString choice = co_await m_fault.wait(*obstacle, true);
            if (!choice.isEmpty() || m_visit.over(visit))
                co_return fail(error::canceled);
        }
        const Result<int> pages = co_await once(arguments);
        if (pages || m_visit.over(visit))
            co_return pages;
        const Error &failure = pages.error();
        qCWarning(lcPrint) << failure.code.name() << failure.detail;
        const bool certain = failure.code != error::outcomeUnknown;
        const bool again = certain && describe(failure.code).retryable;
        // Nothing is wrong that anybody could mend: tried once more before the citizen is asked.
        if (again && !tried && !hal::obstacleOf(m_visit.devices.deviceOfClass(documentPrinter)))
            continue;
        const QString choice = co_await m_fault.wait(failure, again);
        if (!certain)
            co_return failure;
        if (!again || !choice.isEmpty() || m_visit.over(visit))
            co_return fail(error::canceled);
    }
}

QCoro::Task<Result<int>> PrintStep::once(Payload arguments)
{
    const int visit = m_visit.number;
    const PrintArguments asked = readPrintArguments(arguments.fields);
    const int pages = asked.pages * asked.copies;
    const QString device = m_visit.devices.deviceOfClass(documentPrinter)[u"id"].toString();
    const auto printers = hal::devicesOfClass(m_visit.devices.devices(), documentPrinter);
    m_visit.paper.otherPrinter = !printers.isEmpty() && printers.first()[u"id"].toString() != device;
    // g++ 12 cannot take a braced list inside co_await.
    const QJsonObject about{{QStringLiteral("pages"), pages},
                            {QStringLiteral("copies"), asked.copies},
                            {QStringLiteral("document"), m_visit.item}};
    const auto operation =
        co_await m_visit.services.beginOperation(m_visit.caseNumber, QStringLiteral("print"), device, about);
    if (!operation)
        co_return operation.error();
    m_visit.paper.operation = *operation;
    const QVariantMap begun{{QStringLiteral("pages"), pages},
                            {QStringLiteral("printed"), 0},
                            {QStringLiteral("otherPrinter"), m_visit.paper.otherPrinter},
                            {QStringLiteral("phase"), QStringLiteral("sending")}};

    DevicesClient::Request request;
    request.device = device;
    request.session = m_visit.session.id();
    request.operation = QStringLiteral("print");
    request.arguments.fields = {{QStringLiteral("title"), m_visit.item},
                                {QStringLiteral("copies"), asked.copies},
                                {QStringLiteral("duplex"), asked.duplex}};
    request.arguments.blobs = arguments.blobs;
    request.journalOperation = m_visit.paper.operation;
    request.timeout = longestPrint;
    request.cancel = m_visit.cancel;
    // The page's pictures are drawn while the device is at work already.
    request.sent = [this, visit, begun] {
        if (visit != m_visit.number)
            return;
        m_fault.hide();
        Q_EMIT m_visit.pageShown(QStringLiteral("print"), begun);
    };
    request.progress = [this, visit, begun](const QString &stage, const QJsonObject &details) {
        if (visit != m_visit.number)
            return;
        if (const ErrorEntry *trouble = findError(stage)) {
            // The printer waits for staff; the job goes on by itself once it is mended.
            m_fault.show(fail(trouble->code), FaultPage::WayOn::ByItself);
            return;
        }
        if (m_fault.shown()) {
            m_fault.hide();
            Q_EMIT m_visit.pageShown(QStringLiteral("print"), begun);
        }
        Q_EMIT m_visit.pageUpdated({{QStringLiteral("phase"), QStringLiteral("printing")}});
        if (stage == u"pagePrinted")
            Q_EMIT m_visit.pageUpdated({{QStringLiteral("printed"), details[u"pages"].toInt()}});
    };
    const auto result = co_await m_visit.devices.run(std::move(request));
    QString outcome = QStringLiteral("printed");
    if (!result)
        outcome = result.error().code == error::outcomeUnknown ? QStringLiteral("unknown")
                                                               : QStringLiteral("notPrinted");
    // What server and printer said is gone from them once the journal has it.
    const QString detail =
        result ? QString() : QStringLiteral("%1: %2").arg(result.error().code.name(), result.error().detail);
    const auto written = co_await m_visit.services.endOperation(m_visit.paper.operation, outcome, detail);
    if (!written)
        qCCritical(lcPrint) << "the outcome of an operation could not be written:" << written.error().detail;
    if (!result)
        co_return result.error();
    co_return pages;
}

} // namespace kiosk::shell
