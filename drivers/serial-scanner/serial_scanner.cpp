#include "serial_scanner.h"

namespace kiosk::serialscanner
{

namespace
{

constexpr Milliseconds triggerWrite{50};
constexpr qsizetype longestAnswer = 4096;

} // namespace

Result<std::unique_ptr<hal::Device>> SerialScanner::create(const hal::DeviceConfiguration &configuration)
{
    const QJsonObject &connect = configuration.connect, &given = configuration.settings;
    const auto bytes = [&](QStringView name, const char *standard = "") {
        return QByteArray::fromHex(given[name].toString(QLatin1String(standard)).toLatin1());
    };
    Settings settings;
    settings.port = connect[u"serial"].toString();
    settings.baud = connect[u"baud"].toInt(settings.baud);
    settings.framing = {bytes(u"prefix"), bytes(u"suffix", "0D"), given[u"aim"].toBool()};
    settings.triggerOn = bytes(u"trigger_on");
    settings.triggerOff = bytes(u"trigger_off");
    settings.identify = bytes(u"identify");
    settings.identifyAnswer = bytes(u"identify_answer");
    settings.identifyTime =
        Milliseconds(given[u"identify_timeout_ms"].toInt(int(settings.identifyTime.count())));
    settings.quiet = Milliseconds(given[u"quiet_ms"].toInt(int(settings.quiet.count())));
    if (settings.identify.isEmpty() != settings.identifyAnswer.isEmpty())
        return fail(error::invalidData, QStringLiteral("identify and identify_answer go together"));
    return std::unique_ptr<hal::Device>(std::make_unique<SerialScanner>(std::move(settings)));
}

SerialScanner::SerialScanner(Settings settings)
    : StreamScanner(std::make_unique<LineDecoder>(settings.framing), settings.quiet),
      m_settings(std::move(settings))
{
}

Status SerialScanner::connect(hal::OperationContext &context)
{
    auto port = hal::SerialPort::open(m_settings.port, m_settings.baud);
    if (!port)
        return port.error();
    m_port = std::move(*port);
    Status itself = identify(context);
    if (!itself)
        m_port.reset();
    return itself;
}

Status SerialScanner::write(const QByteArray &bytes, hal::OperationContext &context)
{
    Status written = m_port->write(bytes, context.deadline, context.cancel);
    if (!written && written.error().code == error::noDevice)
        m_port.reset();
    return written;
}

Result<QByteArray> SerialScanner::receive(const Deadline &until, const CancelToken &cancel)
{
    auto bytes = m_port->read(until, cancel);
    if (!bytes && bytes.error().code == error::noDevice)
        m_port.reset();
    return bytes;
}

Status SerialScanner::identify(hal::OperationContext &context)
{
    m_port->discardInput();
    if (m_settings.identify.isEmpty()) {
        const auto bytes = receive(Deadline::in(Milliseconds(0)), context.cancel);
        return bytes || bytes.error().code == error::timeOut ? Status() : Status(bytes.error());
    }
    KIOSK_TRY(write(m_settings.identify, context));
    QByteArray answer;
    const Deadline until = context.deadline.orIn(m_settings.identifyTime);
    while (!answer.contains(m_settings.identifyAnswer)) {
        const auto bytes = receive(until, context.cancel);
        if (bytes)
            answer.append(*bytes);
        const bool over = !bytes && bytes.error().code == error::timeOut;
        if (answer.size() > longestAnswer || (over && !answer.isEmpty()))
            return fail(error::protocolError, QStringLiteral("another answer than the scanner's"));
        if (!bytes)
            return bytes.error();
    }
    return {};
}

Result<QJsonObject> SerialScanner::look(hal::OperationContext &context)
{
    KIOSK_TRY(identify(context));
    const bool looks = m_settings.triggerOn.isEmpty();
    return QJsonObject{{QStringLiteral("scanner"), looks ? QStringLiteral("on") : QStringLiteral("off")}};
}

Status SerialScanner::startLooking(hal::OperationContext &context)
{
    return m_settings.triggerOn.isEmpty() ? Status() : write(m_settings.triggerOn, context);
}

void SerialScanner::stopLooking()
{
    if (!m_settings.triggerOff.isEmpty())
        (void)m_port->write(m_settings.triggerOff, Deadline::in(triggerWrite), {}).ok();
}

} // namespace kiosk::serialscanner
