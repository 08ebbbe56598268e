#include "job_ticket.h"

#include <cups/pwg.h>

namespace kiosk::cups
{
namespace
{

bool offers(const Ipp &printer, const char *attribute, const QByteArray &value)
{
    return ippContainsString(ippFindAttribute(printer.get(), attribute, IPP_TAG_ZERO), value.constData()) !=
           0;
}

bool offers(const Ipp &printer, const char *attribute, int value)
{
    return ippContainsInteger(ippFindAttribute(printer.get(), attribute, IPP_TAG_ZERO), value) != 0;
}

/// Where the printer has it; what it has not is its own business.
void addIfOffered(const Ipp &request, const Ipp &printer, const char *attribute, const QByteArray &value)
{
    if (offers(printer, (attribute + QByteArray("-supported")).constData(), value))
        ippAddString(request.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, attribute, nullptr, value.constData());
}

void addMediaColumn(const Ipp &request, const pwg_media_t &size, const QByteArray &source,
                    const QByteArray &type, bool borderless)
{
    const Ipp dimensions(ippNew());
    ippAddInteger(dimensions.get(), IPP_TAG_ZERO, IPP_TAG_INTEGER, "x-dimension", size.width);
    ippAddInteger(dimensions.get(), IPP_TAG_ZERO, IPP_TAG_INTEGER, "y-dimension", size.length);
    const Ipp column(ippNew());
    ippAddCollection(column.get(), IPP_TAG_ZERO, "media-size", dimensions.get());
    if (!source.isEmpty())
        ippAddString(column.get(), IPP_TAG_ZERO, IPP_TAG_KEYWORD, "media-source", nullptr,
                     source.constData());
    if (!type.isEmpty())
        ippAddString(column.get(), IPP_TAG_ZERO, IPP_TAG_KEYWORD, "media-type", nullptr, type.constData());
    if (borderless) {
        for (const char *margin :
             {"media-bottom-margin", "media-left-margin", "media-right-margin", "media-top-margin"})
            ippAddInteger(column.get(), IPP_TAG_ZERO, IPP_TAG_INTEGER, margin, 0);
    }
    ippAddCollection(request.get(), IPP_TAG_JOB, "media-col", column.get());
}

QByteArray sourceOf(const hal::PrintJob &job, const Settings &settings)
{
    for (const auto &[tray, name] : settings.parts.trays) {
        if (tray == job.tray)
            return name.toUtf8();
    }
    return {};
}

Status addMedia(const Ipp &request, const hal::PrintJob &job, const Ipp &printer, const Settings &settings)
{
    const QByteArray media = job.media.toUtf8();
    if (media.isEmpty())
        return {};
    const pwg_media_t *size = pwgMediaForPWG(media.constData());
    if (size == nullptr || !offers(printer, "media-supported", media))
        return fail(error::mediaRejected, QStringLiteral("the printer has no media '%1'").arg(job.media));

    QByteArray source = sourceOf(job, settings);
    if (!source.isEmpty() && !offers(printer, "media-source-supported", source)) {
        // Letting the printer choose could spend a numbered blank on a receipt, or the other way round.
        if (job.numbered || settings.parts.trays.size() > 1)
            return fail(
                error::mediaRejected,
                QStringLiteral("the printer has no media-source '%1'").arg(QString::fromUtf8(source)));
        source.clear();
    }
    QByteArray type;
    if (job.photo && offers(printer, "media-type-supported", settings.photoMediaType))
        type = settings.photoMediaType;
    if (source.isEmpty() && !job.photo)
        ippAddString(request.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", nullptr, media.constData());
    else
        addMediaColumn(request, *size, source, type, job.photo);
    return {};
}

Status addSides(const Ipp &request, const hal::PrintJob &job, const Ipp &printer)
{
    const QByteArray sides = job.duplex ? "two-sided-long-edge" : "one-sided";
    if (job.duplex && !offers(printer, "sides-supported", sides))
        return fail(error::unsupportedData, QStringLiteral("the printer does not print on both sides"));
    addIfOffered(request, printer, "sides", sides);
    return {};
}

} // namespace

Status addTicket(const Ipp &request, const hal::PrintJob &job, const Ipp &printer, const Settings &settings)
{
    KIOSK_TRY(addMedia(request, job, printer, settings));
    KIOSK_TRY(addSides(request, job, printer));

    int most = 1;
    (void)ippGetRange(ippFindAttribute(printer.get(), "copies-supported", IPP_TAG_RANGE), 0, &most);
    if (job.copies > most)
        return fail(error::unsupportedData, QStringLiteral("the printer makes %1 copies at most").arg(most));
    ippAddInteger(request.get(), IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", job.copies);

    addIfOffered(request, printer, "print-scaling", settings.printScaling);
    if (job.photo) {
        if (offers(printer, "print-quality-supported", IPP_QUALITY_HIGH))
            ippAddInteger(request.get(), IPP_TAG_JOB, IPP_TAG_ENUM, "print-quality", IPP_QUALITY_HIGH);
        addIfOffered(request, printer, "print-color-mode", "color");
        addIfOffered(request, printer, "print-content-optimize", "photo");
    }
    return {};
}

} // namespace kiosk::cups
