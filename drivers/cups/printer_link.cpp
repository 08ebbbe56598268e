#include "printer_link.h"

#include <array>
#include <utility>

namespace kiosk::cups
{
namespace
{

constexpr std::array stateAttributes = {
    "printer-state",      "printer-state-reasons",  "printer-is-accepting-jobs",
    "printer-input-tray", "printer-make-and-model", "printer-firmware-string-version"};
constexpr std::array printerAttributes = {"printer-state",
                                          "printer-state-reasons",
                                          "printer-is-accepting-jobs",
                                          "printer-input-tray",
                                          "printer-make-and-model",
                                          "printer-firmware-string-version",
                                          "device-uri",
                                          "media-supported",
                                          "sides-supported",
                                          "media-source-supported",
                                          "copies-supported",
                                          "media-col-supported",
                                          "print-scaling-supported",
                                          "document-format-supported",
                                          "media-type-supported",
                                          "print-quality-supported",
                                          "print-color-mode-supported",
                                          "print-content-optimize-supported"};
constexpr std::array jobAttributes = {"job-id",
                                      "job-name",
                                      "job-state",
                                      "job-state-reasons",
                                      "job-impressions-completed",
                                      "job-media-sheets-completed",
                                      "job-originating-user-name",
                                      "time-at-processing"};

template <size_t Count> void want(const Ipp &request, const std::array<const char *, Count> &names)
{
    ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_CONST_TAG(IPP_TAG_KEYWORD), "requested-attributes",
                  int(Count), nullptr, names.data());
}

QStringList strings(ipp_attribute_t *attribute)
{
    QStringList values;
    for (int i = 0; i < ippGetCount(attribute); ++i)
        values.append(QString::fromUtf8(ippGetString(attribute, i, nullptr)));
    return values;
}

PrinterAttributes readPrinter(const Ipp &answer)
{
    PrinterAttributes printer;
    printer.state = ippGetInteger(ippFindAttribute(answer.get(), "printer-state", IPP_TAG_ENUM), 0);
    printer.reasons = strings(ippFindAttribute(answer.get(), "printer-state-reasons", IPP_TAG_KEYWORD));
    printer.reasons.removeAll(QStringLiteral("none"));
    auto *const accepting = ippFindAttribute(answer.get(), "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
    printer.accepting = accepting == nullptr || ippGetBoolean(accepting, 0) != 0;
    auto *const trays = ippFindAttribute(answer.get(), "printer-input-tray", IPP_TAG_STRING);
    for (int i = 0; i < ippGetCount(trays); ++i) {
        int length = 0;
        const void *text = ippGetOctetString(trays, i, &length);
        if (text != nullptr)
            printer.trays.append(parseInputTray(QByteArrayView(static_cast<const char *>(text), length)));
    }
    printer.model = QString::fromUtf8(
        ippGetString(ippFindAttribute(answer.get(), "printer-make-and-model", IPP_TAG_TEXT), 0, nullptr));
    printer.firmware = QString::fromUtf8(ippGetString(
        ippFindAttribute(answer.get(), "printer-firmware-string-version", IPP_TAG_TEXT), 0, nullptr));
    return printer;
}

std::optional<int> count(const Ipp &answer, const char *name)
{
    auto *const attribute = ippFindAttribute(answer.get(), name, IPP_TAG_INTEGER);
    return attribute == nullptr ? std::nullopt : std::optional(ippGetInteger(attribute, 0));
}

JobView readJob(const Ipp &answer)
{
    JobView job;
    switch (ippGetInteger(ippFindAttribute(answer.get(), "job-state", IPP_TAG_ENUM), 0)) {
    case IPP_JSTATE_PROCESSING:
    case IPP_JSTATE_STOPPED:
        job.state = JobView::State::Processing;
        break;
    case IPP_JSTATE_COMPLETED:
        job.state = JobView::State::Completed;
        break;
    case IPP_JSTATE_CANCELED:
        job.state = JobView::State::Canceled;
        break;
    case IPP_JSTATE_ABORTED:
        job.state = JobView::State::Aborted;
        break;
    default:
        break;
    }
    const QStringList reasons = strings(ippFindAttribute(answer.get(), "job-state-reasons", IPP_TAG_KEYWORD));
    job.withErrors = reasons.contains(QStringLiteral("job-completed-with-errors"));
    if (job.ended() && reasons.contains(QStringLiteral("processing-to-stop-point")))
        job.stoppingAs = std::exchange(job.state, JobView::State::Processing);
    // Kept after the job's end, so a job that was at work only between two looks is known too.
    job.processed =
        job.state == JobView::State::Processing || count(answer, "time-at-processing").value_or(0) != 0;
    job.sides = count(answer, "job-impressions-completed");
    job.sheets = count(answer, "job-media-sheets-completed");
    return job;
}

Milliseconds milliseconds(const QJsonObject &settings, QLatin1String name, int fallback)
{
    return Milliseconds(settings[name].toInt(fallback));
}

constexpr char markSign[] = " #";

} // namespace

QByteArray jobName(const QString &title, const QString &mark)
{
    QString shortened = title;
    constexpr qsizetype longest = 170; // RFC 8011: a name has up to 255 octets
    while (shortened.toUtf8().size() > longest)
        shortened.chop(1);
    return shortened.toUtf8() + markSign + mark.left(64).toUtf8();
}

QString markOf(const QByteArray &jobName)
{
    const qsizetype sign = jobName.lastIndexOf(markSign);
    return sign < 0 ? QString() : QString::fromUtf8(jobName.mid(sign + qsizetype(qstrlen(markSign))));
}

Settings::Settings(const hal::DeviceConfiguration &configuration)
    : poll(milliseconds(configuration.settings, QLatin1String("poll_ms"), 250)),
      answer(milliseconds(configuration.settings, QLatin1String("answer_ms"), 3000)),
      lost(milliseconds(configuration.settings, QLatin1String("lost_ms"), 10000)),
      settle(milliseconds(configuration.settings, QLatin1String("settle_ms"), 4000)),
      trustQueue(configuration.settings[u"outcome_from"] == QStringLiteral("queue")),
      countsSides(configuration.settings[u"counts_sides"].toBool(true)),
      keepsHistory(configuration.settings[u"keeps_history"].toBool(true)),
      printScaling(configuration.settings[u"print_scaling"].toString(QStringLiteral("none")).toUtf8()),
      photoMediaType(configuration.settings[u"photo_media_type"]
                         .toString(QStringLiteral("photographic-glossy"))
                         .toUtf8()),
      user(configuration.settings[u"user"].toString(QStringLiteral("kiosk")).toUtf8())
{
    const QJsonObject sources = configuration.settings[u"media_sources"].toObject();
    for (const auto &tray : configuration.trays) {
        const QString id = tray[u"id"].toString();
        parts.trays.append({id, sources[id].toString(id)});
    }
    parts.supply = configuration.settings[u"supply"].toString(parts.supply);
    parts.lowPercent = configuration.settings[u"low_percent"].toInt(parts.lowPercent);
}

PrinterLink::PrinterLink(const hal::DeviceConfiguration &configuration, IppClient front, bool isQueue)
    : m_settings(configuration), m_front(std::move(front)), m_isQueue(isQueue)
{
}

Result<PrinterLink> PrinterLink::create(const hal::DeviceConfiguration &configuration)
{
    const QJsonObject &connect = configuration.connect;
    const bool isQueue = connect.contains(u"queue");
    const QString server = connect[u"server"].toString(QStringLiteral("/run/cups/cups.sock"));
    auto endpoint = isQueue ? Endpoint::ofQueue(server, connect[u"queue"].toString())
                            : Endpoint::fromUri(connect[u"uri"].toString());
    if (!endpoint)
        return endpoint.error();
    auto reasons = ReasonTable::load();
    if (!reasons)
        return reasons.error();
    const Settings settings(configuration);
    PrinterLink link(configuration, IppClient(std::move(*endpoint), settings.answer), isQueue);
    link.m_reasons = std::move(*reasons);
    return link;
}

const IppClient *PrinterLink::printer() const
{
    if (!m_isQueue)
        return &m_front;
    return m_behind ? &*m_behind : nullptr;
}

Result<Ipp> PrinterLink::ask(const IppClient &at, const Ipp &request, const Limit &limit) const
{
    return at.ask(request, {limit.deadline.orIn(m_settings.answer), limit.cancel});
}

void PrinterLink::learnPrinter(const Ipp &queue)
{
    const char *uri = ippGetString(ippFindAttribute(queue.get(), "device-uri", IPP_TAG_URI), 0, nullptr);
    auto endpoint = Endpoint::fromUri(QString::fromUtf8(uri));
    if (!endpoint)
        m_behind.reset();
    else if (!m_behind || m_behind->endpoint().uri != endpoint->uri)
        m_behind.emplace(std::move(*endpoint), m_settings.answer);
}

Result<Ipp> PrinterLink::attributes(const Limit &limit)
{
    const Ipp request = m_front.request(IPP_OP_GET_PRINTER_ATTRIBUTES, m_settings.user);
    want(request, printerAttributes);
    auto answer = ask(m_front, request, limit);
    if (!answer)
        return answer;
    if (!accepted(*answer))
        return fail(statusOf(*answer) == IPP_STATUS_ERROR_NOT_FOUND ? error::noDevice : error::protocolError,
                    statusText(*answer));
    if (m_isQueue)
        learnPrinter(*answer);
    return answer;
}

Result<Ipp> PrinterLink::takeAttributes(const Limit &limit)
{
    if (m_latest != nullptr)
        return std::move(m_latest);
    return attributes(limit);
}

bool PrinterLink::isIdle(const Limit &limit)
{
    const auto answer = attributes(limit);
    return answer && readPrinter(*answer).state == IPP_PSTATE_IDLE;
}

Result<QJsonObject> PrinterLink::status(const Limit &limit)
{
    // No answer is a state, too: only a caller that ran out of time or patience gets an error.
    const auto absent = [&](const QString &device, const Error &reason) -> Result<QJsonObject> {
        if (reason.code == error::canceled || limit.deadline.passed())
            return reason;
        QJsonObject state = describeAbsent(device, m_settings.parts);
        state.insert(QStringLiteral("reasons"), QJsonArray{reason.detail});
        return state;
    };

    m_latest.reset();
    auto front = attributes(limit);
    if (!front)
        return absent(m_isQueue ? QStringLiteral("noDevice") : QStringLiteral("offline"), front.error());
    PrinterAttributes first = readPrinter(*front);
    m_latest = std::move(*front);
    if (!m_isQueue)
        return describePrinter(first, m_settings.parts, m_reasons);

    constexpr int stopped = IPP_PSTATE_STOPPED;
    const bool running = first.state != stopped && first.accepting;
    // What cupsd last heard of the printer may be old; it hears of it only while a job runs.
    Result<QJsonObject> state = describeAbsent(QStringLiteral("unknown"), m_settings.parts);
    if (m_behind) {
        const Ipp request = m_behind->request(IPP_OP_GET_PRINTER_ATTRIBUTES, m_settings.user);
        want(request, stateAttributes);
        const auto answer = ask(*m_behind, request, limit);
        state = answer ? describePrinter(readPrinter(*answer), m_settings.parts, m_reasons)
                       : absent(QStringLiteral("offline"), answer.error());
    } else {
        first.state = 0;
        first.accepting = true;
        first.reasons.removeAll(QStringLiteral("paused"));
        state = describePrinter(first, m_settings.parts, m_reasons);
    }
    if (state)
        state->insert(QStringLiteral("queue"),
                      running ? QStringLiteral("running") : QStringLiteral("stopped"));
    return state;
}

Ipp PrinterLink::jobRequest(const IppClient &at, ipp_op_t operation, int id) const
{
    Ipp request = at.request(operation, m_settings.user);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
    return request;
}

Result<JobView> PrinterLink::job(const IppClient &at, int id, const QByteArray &name,
                                 const Limit &limit) const
{
    const Ipp request = jobRequest(at, IPP_OP_GET_JOB_ATTRIBUTES, id);
    want(request, jobAttributes);
    const auto answer = ask(at, request, limit);
    if (!answer)
        return answer.error();
    const QByteArray itsName =
        ippGetString(ippFindAttribute(answer->get(), "job-name", IPP_TAG_NAME), 0, nullptr);
    if (accepted(*answer) && (itsName.isEmpty() || itsName == name))
        return readJob(*answer);
    if (!accepted(*answer) && statusOf(*answer) != IPP_STATUS_ERROR_NOT_FOUND &&
        statusOf(*answer) != IPP_STATUS_ERROR_GONE)
        return fail(error::protocolError, statusText(*answer));
    JobView vanished;
    vanished.state = JobView::State::Vanished;
    return vanished;
}

/// The jobs of a Get-Jobs answer; their attributes come in any order.
QList<PrinterLink::ListedJob> PrinterLink::readJobs(const Ipp &answer)
{
    QList<ListedJob> jobs;
    ListedJob job;
    const auto finish = [&] {
        if (job.id > 0)
            jobs.append(job);
        job = {};
    };
    for (auto *attribute = ippFirstAttribute(answer.get()); attribute != nullptr;
         attribute = ippNextAttribute(answer.get())) {
        const char *name = ippGetName(attribute);
        if (name == nullptr) // stands between two jobs
            finish();
        else if (ippGetGroupTag(attribute) != IPP_TAG_JOB)
            continue;
        else if (qstrcmp(name, "job-id") == 0)
            job.id = ippGetInteger(attribute, 0);
        else if (qstrcmp(name, "job-name") == 0)
            job.name = ippGetString(attribute, 0, nullptr);
        else if (qstrcmp(name, "job-originating-user-name") == 0)
            job.user = ippGetString(attribute, 0, nullptr);
    }
    finish();
    return jobs;
}

Result<QList<PrinterLink::ListedJob>> PrinterLink::list(const IppClient &at, const char *which,
                                                        const Limit &limit) const
{
    const Ipp request = at.request(IPP_OP_GET_JOBS, m_settings.user);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr, which);
    want(request, jobAttributes);
    const auto answer = ask(at, request, limit);
    if (!answer)
        return answer.error();
    if (!accepted(*answer) && statusOf(*answer) != IPP_STATUS_ERROR_NOT_FOUND)
        return fail(error::protocolError, statusText(*answer));
    return readJobs(*answer);
}

Result<QList<PrinterLink::ListedJob>> PrinterLink::listAll(const IppClient &at, const Limit &limit) const
{
    // In this order, so that one that ends in between is not missed.
    auto open = list(at, "not-completed", limit);
    if (!open)
        return open;
    auto ended = list(at, "completed", limit);
    if (!ended)
        return ended;
    return *open + *ended;
}

Result<QList<int>> PrinterLink::jobsNamed(const IppClient &at, const QByteArray &name,
                                          const Limit &limit) const
{
    const auto jobs = listAll(at, limit);
    if (!jobs)
        return jobs.error();
    QList<int> ids;
    for (const ListedJob &job : *jobs) {
        if (job.name == name)
            ids.append(job.id);
    }
    return ids;
}

Result<QList<int>> PrinterLink::openJobs(const IppClient &at, const Limit &limit) const
{
    const auto jobs = list(at, "not-completed", limit);
    if (!jobs)
        return jobs.error();
    QList<int> ids;
    for (const ListedJob &job : *jobs) {
        if (job.user == m_settings.user)
            ids.append(job.id);
    }
    return ids;
}

Status PrinterLink::cancelJob(const IppClient &at, int id, const Limit &limit) const
{
    const auto answer = ask(at, jobRequest(at, IPP_OP_CANCEL_JOB, id), limit);
    return answer ? Status() : answer.error();
}

Result<QStringList> PrinterLink::recorded(const Limit &limit) const
{
    QStringList marks;
    if (!m_isQueue)
        return marks;
    const auto jobs = listAll(m_front, limit);
    if (!jobs)
        return jobs.error();
    for (const ListedJob &job : *jobs) {
        const QString mark = markOf(job.name);
        if (job.user == m_settings.user && !mark.isEmpty() && !marks.contains(mark))
            marks.append(mark);
    }
    return marks;
}

Status PrinterLink::forget(const QStringList &operations, const Limit &limit) const
{
    if (!m_isQueue)
        return {};
    const auto ours = [&](const ListedJob &job) {
        return job.user == m_settings.user && operations.contains(markOf(job.name));
    };
    const auto open = list(m_front, "not-completed", limit);
    if (!open)
        return open.error();
    for (const ListedJob &job : *open) {
        if (ours(job))
            KIOSK_TRY(cancelJob(m_front, job.id, limit));
    }
    const auto ended = list(m_front, "completed", limit);
    if (!ended)
        return ended.error();
    for (const ListedJob &job : *ended) {
        if (!ours(job))
            continue;
        const Ipp request = jobRequest(m_front, IPP_OP_CANCEL_JOB, job.id);
        ippAddBoolean(request.get(), IPP_TAG_OPERATION, "purge-job", 1);
        const auto answer = ask(m_front, request, limit);
        if (!answer)
            return answer.error();
        if (!accepted(*answer))
            return fail(error::protocolError, statusText(*answer));
    }
    return {};
}

} // namespace kiosk::cups
