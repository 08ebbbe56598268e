#include "service_link.h"

#include "words.h"

#include <QJsonArray>
#include <QLoggingCategory>

namespace kiosk::xfs4iot
{

namespace
{

Q_LOGGING_CATEGORY(log, "kiosk.xfs4iot", QtInfoMsg)

/// Between two attempts to connect.
constexpr Milliseconds firstDistance{100}, longestDistance{2000};
/// For a service to end a command that it was told to stop; with a wait's own 20 ms well within the 100 ms of
/// Device.
constexpr Milliseconds stopTime{50};
/// The service's own timeout is a little before our deadline, so that its answer says what was.
constexpr Milliseconds answerMargin{100};

Milliseconds period(const QJsonObject &settings, const char *name, int standard)
{
    return Milliseconds(settings[QLatin1String(name)].toInt(standard));
}

bool isNews(const Message &message)
{
    return message.type == MessageType::Unsolicited;
}

bool succeeded(const Message &completion)
{
    return completion.completionCode.compare(u"success", Qt::CaseInsensitive) == 0;
}

/// Busy is what it is while it works.
bool isLoss(const Status &device)
{
    return !device && device.error().code != error::deviceBusy && device.error().code != error::userError;
}

} // namespace

Result<std::unique_ptr<ServiceLink>> ServiceLink::create(const hal::DeviceConfiguration &configuration,
                                                         const QString &interface)
{
    auto address = ServiceAddress::fromConfiguration(configuration);
    if (!address)
        return address.error();
    return std::unique_ptr<ServiceLink>(
        new ServiceLink(*std::move(address), interface, configuration.settings));
}

ServiceLink::ServiceLink(ServiceAddress address, QString interface, const QJsonObject &settings)
    : m_address(std::move(address)), m_interface(std::move(interface)),
      m_connectTime(period(settings, "connect_ms", 1500)),
      m_acknowledgeTime(period(settings, "acknowledge_ms", 2000)),
      m_answerTime(period(settings, "answer_ms", 3000))
{
}

void ServiceLink::close()
{
    m_ready = false;
    m_socket.close();
}

Status ServiceLink::ensureOpen(const hal::OperationContext &context)
{
    return isOpen() ? Status() : open(context);
}

Status ServiceLink::open(const hal::OperationContext &context)
{
    close();
    if (m_sinceFailure.isValid() && m_distance.count() > 0) {
        const Milliseconds passed(m_sinceFailure.elapsed());
        KIOSK_TRY(context.pause(Deadline::in(m_distance - passed)));
    }
    KIOSK_TRY(context.check());
    Status connected = connectOnce(context);
    if (connected) {
        m_distance = Milliseconds(0);
        m_ready = true;
        return {};
    }
    close();
    if (connected.error().code != error::canceled) {
        m_distance = std::clamp(2 * m_distance, firstDistance, longestDistance);
        m_sinceFailure.start();
    }
    return connected;
}

Status ServiceLink::connectOnce(const hal::OperationContext &context)
{
    const auto uri = m_address.service.isEmpty() ? findService(context) : Result<QUrl>(m_address.service);
    if (!uri)
        return uri.error();
    KIOSK_TRY(connectTo(*uri, context));
    auto capabilities = question(QStringLiteral("Common.Capabilities"), context);
    if (!capabilities)
        return capabilities.error();
    if (!offersInterface(*capabilities, m_interface))
        return fail(error::protocolError, QStringLiteral("the service does not offer ") + m_interface);
    m_capabilities = *std::move(capabilities);
    KIOSK_TRY(agreeOnVersions(context));
    const auto state = status(context);
    if (!state)
        return state.error();
    qCInfo(log, "%s found, of the %s form", qUtf8Printable(m_interface),
           m_form == HeaderForm::Header ? "present" : "first");
    return {};
}

Status ServiceLink::connectTo(const QUrl &uri, const hal::OperationContext &context)
{
    m_book = {};
    m_versions = {};
    m_form = HeaderForm::Header;
    hal::OperationContext limited{context.deadline.orIn(m_connectTime), context.cancel};
    Status opened = m_socket.open(uri, m_address.tls, limited);
    if (!opened && opened.error().code == error::timeOut)
        return fail(error::timeOut,
                    QStringLiteral("nobody answers at %1:%2").arg(uri.host()).arg(uri.port()));
    return opened;
}

Result<QUrl> ServiceLink::findService(const hal::OperationContext &context)
{
    const auto publishers = m_address.publishers();
    if (!publishers)
        return publishers.error();
    Error problem = fail(error::noDevice, QStringLiteral("no publisher"));
    for (const QUrl &publisher : *publishers) {
        KIOSK_TRY(context.check());
        auto service = chooseService(publisher, context);
        if (service)
            return service;
        problem = service.error();
        if (problem.code == error::canceled)
            break;
    }
    return problem;
}

Result<QUrl> ServiceLink::chooseService(const QUrl &publisher, const hal::OperationContext &context)
{
    KIOSK_TRY(connectTo(publisher, context));
    const auto answer = question(QStringLiteral("ServicePublisher.GetServices"), context);
    if (!answer)
        return answer.error();
    QList<QUrl> fitting;
    Error problem = fail(error::noDevice, QStringLiteral("no service offers ") + m_interface);
    for (const QUrl &service : servicesIn(*answer, publisher, m_address.match)) {
        const Status connected = connectTo(service, context);
        const auto capabilities = connected ? question(QStringLiteral("Common.Capabilities"), context)
                                            : Result<QJsonObject>(connected.error());
        if (!capabilities)
            problem = capabilities.error(); // perhaps the one that is meant
        else if (offersInterface(*capabilities, m_interface))
            fitting.append(service);
        KIOSK_TRY(context.check());
    }
    if (fitting.size() > 1)
        return fail(error::noDevice, QStringLiteral("%1 services offer %2: connect.match decides")
                                         .arg(fitting.size())
                                         .arg(m_interface));
    if (fitting.isEmpty())
        return problem;
    return fitting.first();
}

/// For what a service answers past its queue: it takes no longer than the settings say.
Result<QJsonObject> ServiceLink::question(const QString &name, const hal::OperationContext &context,
                                          const QJsonObject &payload)
{
    hal::OperationContext limited{context.deadline.orIn(m_answerTime), context.cancel};
    Request request{name, payload};
    const auto completion = ask(request, limited);
    if (!completion) {
        // A service that leaves this unanswered is of no use, however much time there still is.
        if (completion.error().code == error::timeOut && !context.deadline.passed())
            close();
        return completion.error();
    }
    m_form = completion->form;
    if (!succeeded(*completion))
        return errorOf(*completion);
    return completion->payload;
}

Status ServiceLink::agreeOnVersions(const hal::OperationContext &context)
{
    auto versions = chooseVersions(m_capabilities, {QStringLiteral("Common"), m_interface});
    if (!versions)
        return versions.error();
    if (versions->isEmpty() || !offersCommand(m_capabilities, u"Common.SetVersions"))
        return {};
    const auto agreed =
        question(QStringLiteral("Common.SetVersions"), context, {{QStringLiteral("commands"), *versions}});
    if (!agreed)
        return agreed.error();
    m_versions = *std::move(versions);
    return {};
}

Result<QJsonObject> ServiceLink::status(const hal::OperationContext &context)
{
    const auto answer = question(QStringLiteral("Common.Status"), context);
    if (!answer)
        return answer.error();
    m_status.replace(*answer);
    m_changed = false;
    return m_status.value();
}

Status ServiceLink::awaitChange(Milliseconds longest, const hal::OperationContext &context)
{
    hal::OperationContext limited{context.deadline.orIn(longest), context.cancel};
    while (!m_changed) {
        const auto heard = hear(limited);
        if (heard)
            continue;
        if (heard.error().code != error::timeOut)
            return heard.error();
        return context.check();
    }
    return {};
}

Status ServiceLink::send(int id, const QString &name, const QJsonObject &payload, Milliseconds timeout)
{
    Message message;
    message.name = name;
    message.version = QStringLiteral("%1.0").arg(m_versions[name].toInt(1));
    message.requestId = id;
    message.timeout = int(std::clamp<qint64>(timeout.count(), 1, largestRequestId));
    message.payload = payload;
    message.form = m_form;
    return m_socket.send(encodeMessage(message));
}

Result<Message> ServiceLink::ask(Request &request, const hal::OperationContext &context)
{
    KIOSK_TRY(context.check());
    const Milliseconds left = context.deadline.left();
    const int id = m_book.begin(request.name);
    const Status sent =
        send(id, request.name, request.payload, left > 2 * answerMargin ? left - answerMargin : left);
    if (!sent) {
        m_book.giveUp(id);
        close();
        return sent.error();
    }
    request.sent = true;
    return await(id, request, context);
}

Result<QJsonObject> ServiceLink::command(Request request, const hal::OperationContext &context)
{
    request.endsWithDevice = true;
    const auto completion = ask(request, context);
    if (!completion)
        return completion.error();
    if (!succeeded(*completion))
        return errorOf(*completion);
    return completion->payload;
}

Result<ServiceLink::Heard> ServiceLink::hear(const hal::OperationContext &context)
{
    const auto bytes = m_socket.receive(context);
    if (!bytes) {
        const ErrorCode code = bytes.error().code;
        if (code != error::timeOut && code != error::canceled)
            close();
        return bytes.error();
    }
    auto message = parseMessage(*bytes);
    if (!message) {
        close();
        return message.error();
    }
    Heard heard{*std::move(message)};
    heard.verdict = m_book.take(heard.message);
    if (heard.verdict == RequestBook::Verdict::Wrong) {
        close();
        return fail(error::protocolError, QStringLiteral("an answer to another command"));
    }
    if (heard.verdict == RequestBook::Verdict::Stranger)
        qCInfo(log, "passed over: %s of no request under way", qUtf8Printable(heard.message.name));
    if (isNews(heard.message)) {
        m_changed = true;
        if (heard.message.isNamed(u"Common.StatusChangedEvent"))
            m_status.merge(heard.message.payload);
    }
    return heard;
}

Result<Message> ServiceLink::await(int id, Request &request, const hal::OperationContext &context)
{
    const Deadline acknowledgeBy = Deadline::in(m_acknowledgeTime);
    bool acknowledged = false;
    for (;;) {
        hal::OperationContext step{
            acknowledged ? context.deadline : context.deadline.orIn(acknowledgeBy.left()), context.cancel};
        auto heard = hear(step);
        if (!heard) {
            const ErrorCode code = heard.error().code;
            if (code == error::timeOut && !acknowledged && acknowledgeBy.passed()) {
                close();
                return fail(error::timeOut, request.name + QStringLiteral(" was not acknowledged"));
            }
            if (code == error::timeOut && !context.deadline.passed())
                continue; // a clock's last millisecond
            if (code == error::timeOut || code == error::canceled)
                return stop(id, request, heard.error());
            return heard.error();
        }
        if (request.endsWithDevice && heard->message.isNamed(u"Common.StatusChangedEvent"))
            if (const Status device = checkDevice(deviceWordOf(m_status.value())); isLoss(device))
                return stop(id, request, device.error());
        if (heard->message.requestId != id)
            continue;
        acknowledged = acknowledged || heard->verdict == RequestBook::Verdict::Acknowledged;
        if (heard->verdict == RequestBook::Verdict::Event && request.onEvent)
            request.onEvent(heard->message);
        if (heard->verdict == RequestBook::Verdict::Completed)
            return std::move(heard->message);
        if (heard->verdict == RequestBook::Verdict::Refused) {
            request.refused = true;
            return refusalOf(heard->message);
        }
    }
}

Result<Message> ServiceLink::stop(int id, const Request &request, const Error &why)
{
    const QString name = QStringLiteral("Common.Cancel");
    const bool matters = request.settle.count() > 0;
    const hal::OperationContext limited{Deadline::in(matters ? request.settle : stopTime), {}};
    const int own = m_book.begin(name);
    Status going = send(own, name, {{QStringLiteral("requestIds"), QJsonArray{id}}}, limited.deadline.left());
    while (going) {
        auto heard = hear(limited);
        if (!heard) {
            going = heard.error();
            continue;
        }
        if (heard->message.requestId != id || heard->verdict != RequestBook::Verdict::Completed)
            continue;
        const bool inTime = succeeded(heard->message) && why.code != error::canceled;
        return matters || inTime ? Result<Message>(std::move(heard->message)) : Result<Message>(why);
    }
    m_book.giveUp(id);
    m_book.forget(own);
    if (m_book.unfinished() > 1) { // its queue stands still: a disconnect is what empties it
        qCWarning(log, "%s does not end; the connection does", qUtf8Printable(request.name));
        close();
    }
    return why;
}

} // namespace kiosk::xfs4iot
