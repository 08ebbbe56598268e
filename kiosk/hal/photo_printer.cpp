#include <kiosk/hal/photo_printer.h>

#include <kiosk/hal/colour_profile.h>
#include <kiosk/hal/photo_page.h>

namespace kiosk::hal
{
namespace
{

constexpr double smallestPhoto = 10; // mm
constexpr double largestPhoto = 320;

} // namespace

Result<PrintJob> readPhoto(const Payload &arguments, PrintJob ticket,
                           const DeviceConfiguration &configuration)
{
    const SizeMillimetres size{arguments.fields[u"width_mm"].toDouble(),
                               arguments.fields[u"height_mm"].toDouble()};
    for (const double side : {size.width, size.height}) {
        if (!(side >= smallestPhoto && side <= largestPhoto))
            return fail(error::invalidData,
                        QStringLiteral("width_mm, height_mm: %1 to %2").arg(smallestPhoto).arg(largestPhoto));
    }
    if (arguments.blobs.size() != 1)
        return fail(error::invalidData,
                    QStringLiteral("one picture is taken, %1 came").arg(arguments.blobs.size()));
    const auto sheet = mediaSize(ticket.media);
    if (!sheet)
        return sheet.error();
    auto picture = readJpeg(arguments.blobs.first());
    if (!picture)
        return picture.error();
    const auto profile = loadPrinterProfile(configuration.settings[u"icc_profile"].toString());
    if (!profile)
        return profile.error();
    KIOSK_TRY(convertColours(*picture, *profile));
    auto page = makePhotoPage(*picture, size, *sheet, *profile);
    if (!page)
        return page.error();
    ticket.pdf = *std::move(page);
    ticket.pages = 1;
    ticket.photo = true;
    return ticket;
}

} // namespace kiosk::hal
