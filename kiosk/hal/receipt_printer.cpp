#include <kiosk/hal/receipt_printer.h>

#include <kiosk/hal/printer_readiness.h>
#include <kiosk/hal/test_code.h>

namespace kiosk::hal
{
namespace
{

/// Between two looks whether a stopped printer is well again.
constexpr Milliseconds repairInterval{200};
/// Of one receipt: a printer that is well whenever it is asked and stops whenever it prints needs a
/// technician.
constexpr int mostStops = 5;

QString nameOf(const Error &error)
{
    return error.code.name().toString();
}

void tell(const OperationContext &context, const QString &stage, const QJsonObject &details)
{
    if (context.progress)
        context.progress(stage, details);
}

/// What a person in front of the printer can put right.
bool isRepairable(ErrorCode code)
{
    return code == error::paperOut || code == error::paperJammed || code == error::coverOpen ||
           code == error::deviceNotReady || code == error::deviceBusy;
}

} // namespace

ReceiptPrinter::ReceiptPrinter(const DeviceConfiguration &configuration)
    : m_demonstration(configuration.demonstration),
      m_afterStop(configuration.settings[u"after_stop"].toString() == u"void" ? AfterStop::Void
                                                                              : AfterStop::Resume)
{
}

Result<QJsonObject> ReceiptPrinter::status(OperationContext &context)
{
    auto state = look(context);
    if (!state)
        return state;
    if (m_owed != Owed::None && checkReadiness(*state, {}))
        (void)settle(context).ok(); // it stays owed, and is tried again
    const char *owed = m_owed == Owed::None ? "none" : m_owed == Owed::Void ? "void" : "cut";
    state->insert(QStringLiteral("owed"), QLatin1String(owed));
    return state;
}

Result<Payload> ReceiptPrinter::execute(QStringView operation, const Payload &arguments,
                                        OperationContext &context)
{
    if (operation == u"print")
        return print(arguments, context);
    if (operation == u"selfTest")
        return selfTest(arguments.fields, context);
    if (operation != u"reset")
        return fail(error::unsupportedCommand, operation.toString());
    KIOSK_TRY(reset(context));
    return Payload{};
}

Result<Payload> ReceiptPrinter::print(const Payload &arguments, OperationContext &context)
{
    if (!arguments.fields.isEmpty())
        return fail(error::invalidData,
                    QStringLiteral("unknown field '%1'").arg(arguments.fields.keys().first()));
    if (arguments.blobs.isEmpty())
        return fail(error::invalidData, QStringLiteral("no receipt came"));
    const auto receipt = parseReceipt(arguments.blobs.first(), arguments.blobs.mid(1));
    if (!receipt)
        return receipt.error();
    return printReceipt(*receipt, context);
}

Result<Payload> ReceiptPrinter::selfTest(const QJsonObject &arguments, OperationContext &context)
{
    if (!arguments.isEmpty())
        return fail(error::invalidData, QStringLiteral("selfTest takes no arguments"));
    const QString code = newTestCode();
    auto result = printReceipt(selfTestReceipt(code), context);
    if (result)
        result->fields.insert(QStringLiteral("code"), code);
    return result;
}

Result<Payload> ReceiptPrinter::printReceipt(const Receipt &receipt, OperationContext &context)
{
    const QList<Receipt> blocks = blocksOf(receipt, m_demonstration);
    KIOSK_TRY(context.check());
    for (const Receipt &block : blocks)
        KIOSK_TRY(checkBlock(block));
    const auto state = look(context);
    if (!state)
        return state.error();
    KIOSK_TRY(checkReadiness(*state, {}));
    if (const Status settled = settle(context); !settled)
        return conclude(settled.error(), false);
    KIOSK_TRY(context.check());

    const auto stops = printAll(blocks, context);
    if (!stops)
        return conclude(stops.error(), m_owed == Owed::Cut);
    return Payload{{{QStringLiteral("outcome"), QStringLiteral("printed")},
                    {QStringLiteral("blocks"), int(blocks.size())},
                    {QStringLiteral("stops"), *stops}},
                   {}};
}

Result<int> ReceiptPrinter::printAll(QList<Receipt> blocks, OperationContext &context)
{
    const QList<Receipt> whole = blocks;
    int stops = 0;
    for (qsizetype i = 0; i < blocks.size();) {
        const bool last = i + 1 == blocks.size();
        OperationContext uncancelled = context;
        uncancelled.cancel = {};
        KIOSK_TRY(context.check());
        m_owed = last ? Owed::Cut : Owed::Void;
        const Status printed = printBlock(blocks[i], last ? uncancelled : context);
        if (printed) {
            ++i;
            tell(context, QStringLiteral("blockPrinted"),
                 {{QStringLiteral("blocks"), int(i)}, {QStringLiteral("of"), int(blocks.size())}});
            continue;
        }
        KIOSK_TRY(awaitRepair(printed.error(), context));
        if (++stops > mostStops)
            return printed.error();
        if (m_afterStop == AfterStop::Void && !last) {
            KIOSK_TRY(settleAtLength(context));
            blocks = whole;
            i = 0;
        } else {
            blocks[i] = continuedBlock(whole[i]);
        }
    }
    m_owed = Owed::None;
    return stops;
}

Status ReceiptPrinter::awaitRepair(const Error &stopped, OperationContext &context)
{
    if (!isRepairable(stopped.code))
        return stopped;
    tell(context, QStringLiteral("printerStopped"), {{QStringLiteral("error"), nameOf(stopped)}});
    Error reason = stopped;
    for (;;) {
        const Status waited = context.pause(Deadline::in(repairInterval));
        if (!waited) // what is wrong says more than that the time is up
            return waited.error().code == error::timeOut ? reason : waited.error();
        const auto state = look(context);
        if (!state)
            return state.error().code == error::timeOut ? reason : state.error();
        Status ready = checkReadiness(*state, {});
        if (ready)
            break;
        if (!isRepairable(ready.error().code))
            return ready;
        reason = ready.error();
    }
    tell(context, QStringLiteral("printerReady"), {});
    return {};
}

Status ReceiptPrinter::settle(OperationContext &context)
{
    if (m_owed == Owed::None)
        return {};
    KIOSK_TRY(printBlock(m_owed == Owed::Void ? voidBlock() : cutBlock(), context));
    m_owed = Owed::None;
    return {};
}

Status ReceiptPrinter::settleAtLength(OperationContext &context)
{
    for (;;) {
        const Status settled = settle(context);
        if (settled)
            return {};
        KIOSK_TRY(awaitRepair(settled.error(), context));
    }
}

Error ReceiptPrinter::conclude(const Error &error, bool doubtful)
{
    if (doubtful)
        return {error::outcomeUnknown, QStringLiteral("%1: %2").arg(nameOf(error), error.detail),
                error.where};
    if (error.code == error::timeOut || error.code == error::protocolError ||
        error.code == error::internalError)
        return {error::notPrinted, QStringLiteral("%1: %2").arg(nameOf(error), error.detail), error.where};
    return error;
}

} // namespace kiosk::hal
