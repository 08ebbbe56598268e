#include <kiosk/hal/stream_scanner.h>

namespace kiosk::hal
{

/// The rest of a code that was shown before would be taken for a code: it is waited for, too.
Status StreamScanner::dropWhatIsOld(OperationContext &context)
{
    for (bool sends = false;; sends = true) {
        const auto bytes = receive(context.deadline.orIn(m_quiet), context.cancel);
        const bool over = context.deadline.passed();
        if (over && (bytes || sends))
            return fail(error::protocolError, QStringLiteral("the scanner sends without end"));
        if (!bytes)
            return bytes.error().code == error::timeOut ? context.check() : Status(bytes.error());
    }
}

Status StreamScanner::begin(const QList<Symbology> & /*formats*/, OperationContext &context)
{
    KIOSK_TRY(dropWhatIsOld(context));
    m_decoder->clear();
    return startLooking(context);
}

Result<ScannedCode> StreamScanner::next(OperationContext &context)
{
    for (;;) {
        const auto event = m_decoder->next();
        if (event == CodeDecoder::Event::Code)
            return m_decoder->code();
        if (event == CodeDecoder::Event::Damaged)
            return fail(error::barcodeInvalid, QStringLiteral("a code that is too long, cut or garbled"));
        KIOSK_TRY(context.check());
        const bool midway = m_decoder->inCode();
        const auto bytes =
            receive(midway ? context.deadline.orIn(m_quiet) : context.deadline, context.cancel);
        if (bytes)
            m_decoder->feed(*bytes);
        else if (midway && bytes.error().code == error::timeOut)
            m_decoder->endOfSending();
        else
            return bytes.error();
    }
}

void StreamScanner::end()
{
    m_decoder->clear();
    stopLooking();
}

} // namespace kiosk::hal
