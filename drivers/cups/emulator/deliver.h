#pragma once

class QString;

namespace kiosk::cups
{

/// What ippeveprinter runs for each document: hands the file and the job's attributes (IPP_… in the
/// environment) to the emulator and writes the emulator's lines (STATE:, ATTR:) to standard error, where
/// ippeveprinter reads them. Blocks until the emulator says with which code to exit; 1 when the emulator is
/// gone.
int deliver(const QString &socket, const QString &file);

} // namespace kiosk::cups
