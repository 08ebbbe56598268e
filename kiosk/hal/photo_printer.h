#pragma once

#include <kiosk/hal/document_printer.h>

namespace kiosk::hal
{

/// The job of class photo-printer's `print`; see there. `ticket` has title, tray, media and copies already.
[[nodiscard]] Result<PrintJob> readPhoto(const Payload &arguments, PrintJob ticket,
                                         const DeviceConfiguration &configuration);

/// Class photo-printer. Operation `print`: fields title, width_mm and height_mm (of the picture on paper),
/// media, tray, copies; blob 0 is the picture, a JPEG, upright as it is to be looked at; result as of
/// document-printer. Operations `calibrate` and `reset` as there.
///
/// The picture comes out in exactly this size in the middle of the sheet, to its edges where it is as large:
/// photo paper has no margin. A sheet with several pictures on it is one picture. Its colours are converted
/// to those of the printer (setting `icc_profile`: the printer's profile for this paper; without one sRGB).
/// Everything else, the stamp of a demonstration terminal and outcomes that are never guessed, is as with a
/// document: the flow is DocumentPrinter's, which `Printer` is.
template <typename Printer> class PhotoPrinter : public Printer
{
public:
    using Printer::Printer;

protected:
    [[nodiscard]] Result<PrintJob> readJob(const Payload &arguments, bool numbered) const override
    {
        auto ticket = this->readTicket(arguments.fields, numbered,
                                       {QStringLiteral("width_mm"), QStringLiteral("height_mm")});
        return ticket ? readPhoto(arguments, *std::move(ticket), this->configuration()) : ticket;
    }
};

} // namespace kiosk::hal
