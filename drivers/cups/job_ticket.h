#pragma once

#include "printer_link.h"

#include <kiosk/hal/document_printer.h>

namespace kiosk::cups
{

/// Adds to a Create-Job request how the job is to be printed: tray and media, sides, copies, true size; a
/// photo on photo paper without a margin, in high quality and colour. `printer` is its answer to
/// Get-Printer-Attributes: what it cannot do refuses the job, what only it does not know is left out. Errors:
/// mediaRejected, unsupportedData. Pure.
[[nodiscard]] Status addTicket(const Ipp &request, const hal::PrintJob &job, const Ipp &printer,
                               const Settings &settings);

} // namespace kiosk::cups
