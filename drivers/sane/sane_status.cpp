#include "sane_status.h"

namespace kiosk::sane
{

namespace
{

// Of later versions of the standard; some back ends return them already.
constexpr int warmingUp = 12;
constexpr int lockedForTransport = 13;

ErrorCode codeOf(int status)
{
    switch (status) {
    case SANE_STATUS_UNSUPPORTED:
        return error::unsupportedData;
    case SANE_STATUS_CANCELLED:
        return error::canceled;
    case SANE_STATUS_DEVICE_BUSY:
    case warmingUp:
        return error::deviceBusy;
    case SANE_STATUS_INVAL:
        return error::noDevice;
    case SANE_STATUS_JAMMED:
        return error::mediaJammed;
    case SANE_STATUS_NO_DOCS:
        return error::noMediaPresent;
    case SANE_STATUS_COVER_OPEN:
        return error::coverOpen;
    case SANE_STATUS_IO_ERROR:
    case lockedForTransport:
        return error::hardwareError;
    case SANE_STATUS_NO_MEM:
        return error::notEnoughSpace;
    case SANE_STATUS_ACCESS_DENIED:
        return error::authorisationRequired;
    default:
        return error::protocolError;
    }
}

} // namespace

Error failureOf(SANE_Status status, const char *what)
{
    return fail(codeOf(int(status)),
                QStringLiteral("%1: SANE status %2").arg(QLatin1String(what)).arg(int(status)));
}

} // namespace kiosk::sane
