#include "native_printer.h"

#include "service_status.h"
#include "words.h"

#include <algorithm>

namespace kiosk::xfs4iot
{

namespace
{

/// In the order in which trays are given them; park is no supply of paper.
const char *const sources[] = {"upper", "lower", "external", "aux", "aux2"};

QString wordOfSupply(const QJsonValue &value)
{
    static const QStringList known{QStringLiteral("full"), QStringLiteral("low"), QStringLiteral("out"),
                                   QStringLiteral("jammed")};
    return wordIn(value, known);
}

bool isOneOf(ErrorCode code, std::initializer_list<ErrorCode> codes)
{
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

Error unknownOutcome(const Error &problem)
{
    return fail(error::outcomeUnknown, problem.code.name().toString() + u' ' + problem.detail);
}

/// Nothing of it was begun; these words would be taken for "perhaps".
Error notBegun(const Error &problem)
{
    if (isOneOf(problem.code, {error::timeOut, error::protocolError, error::internalError}))
        return fail(error::deviceNotReady, problem.code.name().toString() + u' ' + problem.detail);
    return problem;
}

} // namespace

Error printErrorOf(const Message &completion, int sides)
{
    const Error problem = errorOf(completion);
    const bool refused =
        isOneOf(problem.code, {error::invalidData, error::unsupportedCommand, error::unsupportedData,
                               error::sequenceError, error::authorisationRequired});
    const bool noSheet = sides == 1 && problem.code == error::paperOut;
    return refused || noSheet ? problem : unknownOutcome(problem);
}

Result<std::unique_ptr<hal::Device>> NativePrinter::create(const hal::DeviceConfiguration &configuration)
{
    auto link = ServiceLink::create(configuration, QStringLiteral("Printer"));
    if (!link)
        return link.error();
    return std::unique_ptr<hal::Device>(new NativePrinter(configuration, *std::move(link)));
}

QString NativePrinter::sourceOf(const QString &tray) const
{
    QString set = configuration().settings[u"paper_sources"].toObject()[tray].toString();
    if (!set.isEmpty())
        return set;
    size_t at = 0;
    for (const auto &candidate : configuration().trays) {
        if (candidate[u"id"] == tray && at < std::size(sources))
            return QLatin1String(sources[at]);
        ++at;
    }
    return QStringLiteral("any");
}

Result<QJsonObject> NativePrinter::status(hal::OperationContext &context)
{
    return deviceStatus(*m_link, context, [this](const QJsonObject &status, QJsonObject &result) {
        const QJsonObject printer = fieldOf(status, u"printer").toObject();
        const QJsonObject told = fieldOf(printer, u"paper").toObject();
        QJsonObject paper;
        for (const auto &tray : configuration().trays) {
            const QString id = tray[u"id"].toString();
            paper.insert(id, wordOfSupply(fieldOf(told, sourceOf(id))));
        }
        result.insert(QStringLiteral("paper"), paper);
        for (const QString &supply : {QStringLiteral("toner"), QStringLiteral("ink")})
            if (const QString word = wordOfSupply(fieldOf(printer, supply)); word != u"unknown")
                result.insert(supply, word);
    });
}

Result<hal::PrintJob> NativePrinter::readJob(const Payload &arguments, bool numbered) const
{
    auto job = DocumentPrinter::readJob(arguments, numbered);
    if (job && (job->duplex || job->copies != 1))
        return fail(error::unsupportedData, QStringLiteral("PrintNative prints one copy, on one side"));
    return job;
}

Result<int> NativePrinter::print(const hal::PrintJob &job, hal::OperationContext &context)
{
    if (const Status opened = m_link->ensureOpen(context); !opened)
        return notBegun(opened.error());
    const Milliseconds left = context.deadline.left();
    const Milliseconds settle(configuration().settings[u"settle_ms"].toInt(4000));
    const Milliseconds kept = std::min(settle, left / 2);
    const hal::OperationContext work{Deadline::in(left - kept), context.cancel};
    Request request{QStringLiteral("Printer.PrintNative"),
                    {{QStringLiteral("data"), QString::fromLatin1(job.pdf.toBase64())},
                     {QStringLiteral("mediaControl"), QJsonObject{{QStringLiteral("eject"), true}}},
                     {QStringLiteral("paperSource"), sourceOf(job.tray)}},
                    [&](const Message &event) {
                        if (event.isNamed(u"Printer.MediaPresentedEvent") && context.progress)
                            context.progress(QStringLiteral("mediaPresented"), {});
                    },
                    kept};
    const auto completion = m_link->ask(request, work);
    if (!completion)
        return request.sent && !request.refused ? unknownOutcome(completion.error())
                                                : notBegun(completion.error());
    if (completion->completionCode.compare(u"success", Qt::CaseInsensitive) == 0)
        return -1;
    return printErrorOf(*completion, job.pages);
}

Status NativePrinter::reset(hal::OperationContext &context)
{
    KIOSK_TRY(m_link->open(context));
    const auto answer = m_link->command({QStringLiteral("Printer.Reset")}, context);
    return answer ? Status() : answer.error();
}

} // namespace kiosk::xfs4iot
