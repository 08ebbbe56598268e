#include <kiosk/hal/document_printer.h>

#include <kiosk/core/checks.h>
#include <kiosk/hal/calibration_page.h>
#include <kiosk/hal/printer_readiness.h>
#include <kiosk/hal/sample_stamp.h>
#include <kiosk/hal/test_code.h>

#include <QRegularExpression>

#include <algorithm>

namespace kiosk::hal
{
namespace
{

constexpr int largestDocument = 500; // sides; as many as one tray holds
constexpr int largestCopies = 3;     // service catalogue: 1 to 3
constexpr int longestTitle = 127;    // RFC 8011: a name has up to 255 octets, a driver may add its own mark

const QString titleField = QStringLiteral("title");
const QString mediaField = QStringLiteral("media");
const QString trayField = QStringLiteral("tray");
const QString duplexField = QStringLiteral("duplex");
const QString copiesField = QStringLiteral("copies");

Error refuse(const QString &reason)
{
    return fail(error::invalidData, reason);
}

/// Spoolers keep titles, so a person's number in one is a mistake of the caller that must not go further.
Status checkTitle(const QString &title)
{
    const bool control = std::any_of(title.cbegin(), title.cend(), [](QChar c) { return !c.isPrint(); });
    if (title.isEmpty() || title.size() > longestTitle || control)
        return refuse(QStringLiteral("title: 1 to %1 printable characters").arg(longestTitle));
    for (qsizetype start = 0; start + 18 <= title.size(); ++start) {
        if (isIdNumber(QStringView(title).mid(start, 18)))
            return refuse(QStringLiteral("title: holds an identity number"));
    }
    return {};
}

Status checkTypes(const QJsonObject &fields, const QStringList &numbers)
{
    static const QMap<QString, QJsonValue::Type> types = {{titleField, QJsonValue::String},
                                                          {mediaField, QJsonValue::String},
                                                          {trayField, QJsonValue::String},
                                                          {duplexField, QJsonValue::Bool},
                                                          {copiesField, QJsonValue::Double}};
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        const auto type = types.find(field.key());
        if (type == types.end() && !numbers.contains(field.key()))
            return refuse(QStringLiteral("unknown field '%1'").arg(field.key()));
        if (field.value().type() != (type == types.end() ? QJsonValue::Double : *type))
            return refuse(QStringLiteral("%1: wrong type").arg(field.key()));
    }
    return {};
}

/// Where a driver could not tell what happened it may only say so.
Error certain(const Error &error)
{
    if (error.code == error::timeOut || error.code == error::protocolError ||
        error.code == error::internalError)
        return {error::outcomeUnknown, error.detail, error.where};
    return error;
}

} // namespace

DocumentPrinter::DocumentPrinter(const DeviceConfiguration &configuration) : m_configuration(configuration) {}

Status DocumentPrinter::chooseTray(PrintJob &job, std::optional<bool> numbered) const
{
    static const QRegularExpression mediaName(QStringLiteral("^[a-z0-9][a-z0-9_.-]{0,126}$"));
    if (!job.media.isEmpty() && !mediaName.match(job.media).hasMatch())
        return refuse(QStringLiteral("media: not a PWG 5101.1 name"));
    const QJsonArray &trays = m_configuration.trays;
    if (trays.isEmpty() && !numbered.value_or(false))
        return job.tray.isEmpty() ? Status() : refuse(QStringLiteral("tray: no trays are configured"));

    const auto tray = std::find_if(trays.begin(), trays.end(), [&](const QJsonValue &candidate) {
        return (job.tray.isEmpty() || candidate[u"id"] == job.tray) &&
               (job.media.isEmpty() || candidate[u"media"] == job.media) &&
               (!numbered || candidate[u"numbered"].toBool() == *numbered);
    });
    if (tray == trays.end())
        return fail(error::mediaRejected,
                    QStringLiteral("no tray '%1' with media '%2'%3")
                        .arg(job.tray, job.media,
                             numbered.value_or(false) ? QStringLiteral(" and numbered blanks") : QString()));
    job.tray = (*tray)[u"id"].toString();
    job.media = (*tray)[u"media"].toString();
    return {};
}

PageAdjustment DocumentPrinter::adjustmentOf(const QString &tray) const
{
    for (const auto &candidate : m_configuration.trays) {
        if (candidate[u"id"] == tray)
            return PageAdjustment::of(candidate.toObject());
    }
    return {};
}

Result<PrintJob> DocumentPrinter::readTicket(const QJsonObject &fields, bool numbered,
                                             const QStringList &numbers) const
{
    KIOSK_TRY(checkTypes(fields, numbers));
    const double copies = fields[copiesField].toDouble(1);
    if (copies != int(copies) || copies < 1 || copies > largestCopies)
        return refuse(QStringLiteral("copies: 1 to %1").arg(largestCopies));

    PrintJob job;
    job.title = fields[titleField].toString();
    job.media = fields[mediaField].toString();
    job.tray = fields[trayField].toString();
    job.duplex = fields[duplexField].toBool();
    job.copies = int(copies);
    job.numbered = numbered;
    KIOSK_TRY(checkTitle(job.title));
    KIOSK_TRY(chooseTray(job, numbered));
    return job;
}

Result<PrintJob> DocumentPrinter::readJob(const Payload &arguments, bool numbered) const
{
    auto job = readTicket(arguments.fields, numbered);
    if (!job)
        return job;
    if (arguments.blobs.size() != 1)
        return refuse(QStringLiteral("one document is taken, %1 came").arg(arguments.blobs.size()));
    job->pdf = arguments.blobs.first();
    const auto pages = countPages(job->pdf, largestDocument);
    if (!pages)
        return pages.error();
    job->pages = *pages;
    return job;
}

Result<PrintJob> DocumentPrinter::numberedJob(const Payload &arguments) const
{
    auto job = readJob(arguments, true);
    if (job && (job->copies != 1 || job->pages > (job->duplex ? 2 : 1)))
        return refuse(QStringLiteral("a numbered blank is one sheet, and one operation of the journal"));
    return job;
}

Result<PrintJob> DocumentPrinter::calibrationJob(const QJsonObject &fields) const
{
    PrintJob job;
    job.tray = fields[trayField].toString();
    job.title = QStringLiteral("calibration");
    job.pages = 1;
    job.photo = m_configuration.deviceClass == u"photo-printer";
    KIOSK_TRY(chooseTray(job, std::nullopt));
    const auto sheet = mediaSize(job.media);
    if (!sheet)
        return sheet.error();
    if (testCodePlaces(*sheet))
        job.code = newTestCode();
    auto page = drawCalibrationPage({*sheet, job.tray, adjustmentOf(job.tray), job.code});
    if (!page)
        return page.error();
    job.pdf = *std::move(page);
    return job;
}

Result<PrintJob> DocumentPrinter::jobOf(QStringView operation, const Payload &arguments) const
{
    if (operation == u"print")
        return readJob(arguments, false);
    if (operation == u"printNumbered")
        return numberedJob(arguments);
    if (operation == u"calibrate")
        return calibrationJob(arguments.fields);
    return fail(error::unsupportedCommand, operation.toString());
}

Status DocumentPrinter::prepare(PrintJob &job) const
{
    if (m_configuration.demonstration) {
        auto stamped = stampSample(job.pdf);
        if (!stamped)
            return stamped.error();
        job.pdf = *std::move(stamped);
    }
    auto adjusted = adjustPages(job.pdf, adjustmentOf(job.tray));
    if (!adjusted)
        return adjusted.error();
    job.pdf = *std::move(adjusted);
    return {};
}

Result<Payload> DocumentPrinter::execute(QStringView operation, const Payload &arguments,
                                         OperationContext &context)
{
    if (operation == u"reset") {
        KIOSK_TRY(reset(context));
        return Payload{};
    }
    auto job = jobOf(operation, arguments);
    if (!job)
        return job.error();
    KIOSK_TRY(prepare(*job));
    const auto state = readiness(context);
    if (!state)
        return state.error();
    KIOSK_TRY(checkReadiness(*state, job->tray));
    KIOSK_TRY(context.check());

    const auto printed = print(*job, context);
    if (!printed)
        return certain(printed.error());
    Payload result{{{QStringLiteral("outcome"), QStringLiteral("printed")}}, {}};
    if (*printed >= 0)
        result.fields.insert(QStringLiteral("pages"), *printed);
    if (!job->code.isEmpty())
        result.fields.insert(QStringLiteral("code"), job->code);
    return result;
}

} // namespace kiosk::hal
