#include "status_word.h"

#include <QString>

namespace kiosk::sam
{

namespace
{

struct Meaning {
    quint8 word;
    ErrorCode code;
    const char *text;
};

const Meaning meanings[] = {
    {0x10, error::protocolError, "the reader received a wrong checksum"},
    {0x11, error::protocolError, "the reader received a wrong length"},
    {0x21, error::invalidCommand, "wrong command"},
    {0x23, error::invalidCommand, "command not permitted"},
    {0x24, error::invalidCommand, "unknown command"},
    {0x31, error::cardNotAuthentic, "the card did not authenticate to the security module"},
    {0x32, error::cardNotAuthentic, "the security module did not authenticate to the card"},
    {0x33, error::cardNotAuthentic, "verification of the card's data failed"},
    {0x37, error::cardNotAuthentic, "verification of the fingerprint failed"},
    {0x3F, error::protocolError, "wrong length of data"},
    {0x40, error::invalidMedia, "unknown card type"},
    {0x41, error::readFailed, "reading the card failed"},
    {0x47, error::readFailed, "the card gave no random number"},
    {0x60, error::selfTestFailed, "self-test failed"},
    {0x66, error::samNotAuthorised, "the security module is not authorised"},
    {0x80, error::noMedia, "no card"},
    {0x81, error::readFailed, "selecting the card failed"},
    {0x91, error::readFailed, "the item is empty"},
};

} // namespace

bool asksAgain(quint8 word)
{
    return word == 0x10 || word == 0x11 || word == 0x3F;
}

bool isRefusal(quint8 word)
{
    return word == 0x21 || word == 0x23 || word == 0x24;
}

Error errorOf(Command command, const Reply &reply)
{
    ErrorCode code = error::protocolError;
    const char *text = "unknown status";
    for (const Meaning &meaning : meanings) {
        if (meaning.word == reply.sw3) {
            code = meaning.code;
            text = meaning.text;
        }
    }
    const auto hex = [](quint8 byte) {
        return QStringLiteral("%1").arg(byte, 2, 16, QLatin1Char('0')).toUpper();
    };
    return fail(code, QStringLiteral("%1 (command %2 %3, status %4 %5 %6)")
                          .arg(QLatin1String(text), hex(command.command), hex(command.parameter),
                               hex(reply.sw1), hex(reply.sw2), hex(reply.sw3)));
}

} // namespace kiosk::sam
