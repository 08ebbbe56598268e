#include "scanner.h"

#include <kiosk/hal/emulator_program.h>
#include <kiosk/hal/paced_line.h>

using namespace kiosk;
using namespace kiosk::serialscanner::emulator;

int main(int argc, char **argv)
{
    hal::EmulatorProgram program(argc, argv, "serial-scanner-emulator",
                                 "A code scanner on a pseudo-terminal");
    program.option("link", "where the port appears");
    program.option("baud", "rate of the line", "9600");
    program.option("prefix", "bytes before each code, hexadecimal");
    program.option("suffix", "and after it", "0D");
    program.option("trigger-on", "bytes that make it look; none = it always does");
    program.option("trigger-off", "and that end it");
    program.option("identify", "the question that it answers");
    program.flag("aim", "says the kind of each code");
    program.parse({QStringLiteral("link")});

    const auto bytes = [&](const char *name) { return QByteArray::fromHex(program.text(name).toLatin1()); };
    Scanner *scanner = nullptr;
    hal::PacedLine line(program.text("link"), program.number("baud", 1200),
                        [&](const QByteArray &received) { scanner->receive(received); });
    Scanner emulated(line, {bytes("prefix"), bytes("suffix"), program.isSet("aim"), bytes("trigger-on"),
                            bytes("trigger-off"), bytes("identify")});
    scanner = &emulated;
    return program.run(line.plug(), [&](const QJsonObject &request) { return emulated.control(request); });
}
