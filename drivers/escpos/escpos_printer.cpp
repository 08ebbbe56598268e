#include "escpos_printer.h"

#include "usb_products.h"

#include <kiosk/hal/printer_readiness.h>

#include <QLoggingCategory>

namespace kiosk::escpos
{

namespace
{

// What stands on a receipt is the citizen's: never here.
Q_LOGGING_CATEGORY(log, "kiosk.escpos", QtInfoMsg)

/// A printer tries its cutter or feed anew when it is told to; not more often than it can.
constexpr Milliseconds recoveryInterval{2000};
constexpr Milliseconds forgetTime{50};

CharacterSet characterSetOf(const QString &name)
{
    return name == u"gb2312"    ? CharacterSet::Gb2312
           : name == u"gb18030" ? CharacterSet::Gb18030
                                : CharacterSet::Gbk;
}

/// A setting, or what is known of the product where it says auto.
QString chosen(const QJsonObject &settings, const char *name, const QString &known)
{
    const QString setting = settings[QLatin1String(name)].toString(QStringLiteral("auto"));
    return setting == u"auto" ? known : setting;
}

} // namespace

Result<std::unique_ptr<hal::Device>> EscposPrinter::create(const hal::DeviceConfiguration &configuration)
{
    const QJsonObject &connect = configuration.connect, &settings = configuration.settings;
    std::unique_ptr<PrinterPort> port;
    UsbProduct product;
    if (connect.contains(u"usb")) {
        const auto address = hal::UsbAddress::fromJson(connect[u"usb"].toObject());
        auto known = findUsbProduct(address.vendor, address.product);
        if (!known)
            return known.error();
        product = std::move(*known);
        port = createUsbPort(address);
    } else if (const QString path = connect[u"serial"].toString(); !path.isEmpty()) {
        port = createSerialPort(path, connect[u"baud"].toInt(19200));
    } else {
        return fail(error::invalidData, QStringLiteral("connect has neither serial nor usb"));
    }
    const Printing printing{characterSetOf(settings[u"character_set"].toString()),
                            chosen(settings, "qr", product.qr) != u"raster"};
    const Confirmation confirmation = chosen(settings, "confirmation", product.confirmation) == u"process-id"
                                          ? Confirmation::ProcessId
                                          : Confirmation::PaperSensor;
    EscposChannel channel(std::move(port), confirmation,
                          Milliseconds(settings[u"status_timeout_ms"].toInt(1000)));
    return std::unique_ptr<hal::Device>(
        std::make_unique<EscposPrinter>(configuration, std::move(channel), printing,
                                        Milliseconds(settings[u"block_timeout_ms"].toInt(8000))));
}

EscposPrinter::EscposPrinter(const hal::DeviceConfiguration &configuration, EscposChannel channel,
                             Printing printing, Milliseconds blockTime)
    : ReceiptPrinter(configuration), m_channel(std::move(channel)), m_printing(printing),
      m_blockTime(blockTime)
{
}

Status EscposPrinter::open(hal::OperationContext &context)
{
    KIOSK_TRY(m_channel.open());
    m_stale = true;
    const auto answer = m_channel.askStatus(context);
    if (answer)
        return {};
    // A printer that is out of paper may answer nothing on USB but this.
    if (const auto port = m_channel.portStatus(context); port && *port)
        return {};
    m_channel.close();
    return answer.error();
}

Result<QJsonObject> EscposPrinter::look(hal::OperationContext &context)
{
    if (!m_channel.isOpen())
        return hal::describeFailure(fail(error::noDevice, QStringLiteral("the port is not open")));
    const auto status = m_channel.askStatus(context);
    m_silent = !status && status.error().code == error::timeOut;
    if (status) {
        if ((status->cutterError || status->recoverableError) && m_nextRecovery.passed()) {
            m_nextRecovery = Deadline::in(recoveryInterval);
            KIOSK_TRY(m_channel.send(recover(), context));
            m_stale = true;
        }
        return describeStatus(*status);
    }
    if (status.error().code == error::canceled)
        return status.error();
    if (status.error().code == error::noDevice)
        m_channel.close();
    if (status.error().code == error::timeOut) {
        KIOSK_TRY(context.check());
        const auto port = m_channel.portStatus(context);
        if (port && *port && describePortStatus(**port)[u"device"] != QStringLiteral("online")) {
            m_silent = false;
            return describePortStatus(**port);
        }
    }
    return hal::describeFailure(status.error());
}

/// Why it does not print, if it does not.
Status EscposPrinter::checkReady(hal::OperationContext &context)
{
    const auto state = look(context);
    return state ? hal::checkReadiness(*state, {}) : state.error();
}

Status EscposPrinter::checkStillPrinting(hal::OperationContext &context)
{
    const Status ready = checkReady(context);
    // Silent, it may still print: the confirmation comes or it does not.
    const bool silent = !ready && ready.error().code == error::deviceNotReady && m_silent;
    return silent ? Status() : ready;
}

Status EscposPrinter::sendBlock(const QList<QByteArray> &pieces, hal::OperationContext &context)
{
    for (const QByteArray &piece : pieces)
        KIOSK_TRY(m_channel.printPiece(
            piece, m_blockTime, [&] { return checkStillPrinting(context); }, context));
    return {};
}

Status EscposPrinter::checkBlock(const hal::Receipt &block)
{
    const auto pieces = encodeBlock(block, m_printing);
    return pieces ? Status() : pieces.error();
}

Status EscposPrinter::printBlock(const hal::Receipt &block, hal::OperationContext &context)
{
    const auto pieces = encodeBlock(block, m_printing);
    if (!pieces)
        return pieces.error();
    if (m_stale)
        KIOSK_TRY(m_channel.startAnew(context));
    m_stale = true;
    Status sent = sendBlock(*pieces, context);
    // A cutter that sticks does so after the paper is through: the printer may have confirmed before.
    if (sent && block.last().kind == hal::ReceiptElement::Kind::Cut) {
        const auto state = look(context);
        if (state && (*state)[u"cutter"] == QStringLiteral("jammed"))
            sent = fail(error::paperJammed, QStringLiteral("the cutter sticks"));
    }
    if (sent) {
        m_stale = false;
        return {};
    }
    qCInfo(log, "a block was not confirmed: %s", qUtf8Printable(sent.error().code.name().toString()));
    if (sent.error().code == error::timeOut || sent.error().code == error::protocolError) {
        // What stopped it says more than that it did.
        const Status reason = context.check() ? checkReady(context) : Status();
        if (!reason)
            sent = reason;
    }
    if (sent.error().code == error::noDevice)
        m_channel.close();
    else
        forgetRest();
    return sent;
}

/// At once, before somebody puts paper in and the printer goes on by itself. Whether it heard is found out
/// before the next block.
void EscposPrinter::forgetRest()
{
    hal::OperationContext briefly{Deadline::in(forgetTime), {}};
    (void)m_channel.send(clearBuffers(), briefly).ok();
}

Status EscposPrinter::reset(hal::OperationContext &context)
{
    KIOSK_TRY(context.check());
    m_stale = true;
    KIOSK_TRY(m_channel.send(recover(), context));
    KIOSK_TRY(m_channel.startAnew(context));
    m_stale = false;
    return {};
}

} // namespace kiosk::escpos
