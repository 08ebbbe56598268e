#include <kiosk/shell/case_runner.h>

#include <kiosk/shell/portal_arguments.h>

#include <QJsonArray>
#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcCase, "kiosk.shell.case")

namespace kiosk::shell
{

CaseRunner::CaseRunner(const Clock &clock, const Timeouts &timeouts, Session &session,
                       const Catalogue &catalogue, DevicesClient &devices, ServicesClient &services,
                       QObject *parent)
    : QObject(parent), m_visit(clock, timeouts, session, catalogue, devices, services),
      m_steps{{QStringLiteral("identify"), &m_identify},
              {QStringLiteral("verify"), &m_verify},
              {QStringLiteral("print"), &m_print},
              {QStringLiteral("take"), &m_take},
              {QStringLiteral("evaluate"), &m_evaluate}}
{
    connect(&m_visit, &Visit::pageShown, this, &CaseRunner::pageShown);
    connect(&m_visit, &Visit::pageUpdated, this, &CaseRunner::pageUpdated);
    connect(&m_visit, &Visit::subjectChanged, this, &CaseRunner::subjectChanged);
    connect(&m_card, &CardWatch::takenEarly, this, &CaseRunner::cardTaken);
}

QCoro::Task<QString> CaseRunner::interrupted()
{
    auto last = co_await m_visit.services.interrupted();
    if (!last) // kiosk-serviced may have been started anew just then
        last = co_await m_visit.services.interrupted();
    co_return last ? (*last)[u"outcome"].toString() : QString();
}

QCoro::Task<bool> CaseRunner::cardLeft()
{
    co_await m_card.readerStarted();
    co_return co_await m_card.cardThere();
}

QCoro::Task<void> CaseRunner::tell(QString outcome, bool card)
{
    if (m_visit.session.state() != Session::State::Attract)
        co_return;
    if (card && m_visit.session.enter(Session::State::Take)) {
        m_card.start();
        co_await m_take.collect(false);
    }
    if (!m_visit.session.enter(Session::State::Farewell))
        co_return;
    Q_EMIT pageShown(QStringLiteral("farewell"),
                     {{QStringLiteral("outcome"), outcome.isEmpty() ? QString() : goodbye(outcome)},
                      {QStringLiteral("restarted"), true},
                      {QStringLiteral("printed"), outcome == u"done" || outcome == u"beingConfirmed"}});
}

QCoro::Task<Result<void>> CaseRunner::begin(QString item)
{
    forget();
    const ModulePackage *package = m_visit.catalogue.moduleOf(item);
    if (package == nullptr)
        co_return fail(error::moduleInvalid, item);
    m_visit.item = item;
    const int visit = m_visit.number;
    auto number = co_await m_visit.services.beginCase(m_visit.session.id(), package->manifest().id, item);
    if (!number)
        co_return number.error();
    if (m_visit.over(visit)) {
        (void)co_await m_visit.services.endCase(*number, QStringLiteral("notDone"),
                                                QStringLiteral("canceled"));
        co_return fail(error::canceled);
    }
    m_visit.caseNumber = *number;
    co_return Status();
}

QCoro::Task<Result<Payload>> CaseRunner::run(quint64 request, QString step, Payload arguments)
{
    if (!open() || leaving())
        co_return fail(error::sequenceError, QStringLiteral("no case is open"));
    if (step == u"api")
        co_return co_await api(std::move(arguments));
    if (step == u"device")
        co_return co_await device(request, std::move(arguments));
    Step *const known = m_steps.value(step);
    if (known == nullptr)
        co_return fail(error::unsupportedCommand, step);
    const int visit = m_visit.number;
    const auto result = co_await known->run(std::move(arguments));
    if (m_moduleLost && !m_visit.over(visit)) {
        // Nobody is there to go on with the flow.
        co_await leave(result ? QStringLiteral("done") : QStringLiteral("notDone"),
                       QStringLiteral("moduleCrashed"));
    }
    co_return result;
}

QCoro::Task<Result<Payload>> CaseRunner::api(Payload arguments)
{
    const ApiArguments asked = readApiArguments(arguments.fields);
    Payload passed{asked.arguments, std::move(arguments.blobs)};
    co_return co_await m_visit.services.call(m_visit.caseNumber, asked.call, std::move(passed),
                                             asked.timeout);
}

QCoro::Task<Result<Payload>> CaseRunner::device(quint64 number, Payload arguments)
{
    const DeviceArguments asked = readDeviceArguments(arguments.fields);
    DevicesClient::Request request;
    request.device = m_visit.devices.deviceOfClass(asked.deviceClass)[u"id"].toString();
    request.session = m_visit.session.id();
    request.operation = asked.operation;
    request.arguments.fields = asked.arguments;
    request.timeout = asked.timeout;
    request.shown = [this, number](const QDBusUnixFileDescriptor &view) { Q_EMIT viewShown(number, view); };
    m_devices.insert(number, request.cancel);
    // The watch over the card has the reader else.
    const bool reader = asked.deviceClass == CardWatch::cardReader;
    if (reader)
        co_await m_card.pause();
    const auto result = co_await m_visit.devices.run(std::move(request));
    m_devices.remove(number);
    if (reader)
        m_card.resume();
    co_return result;
}

void CaseRunner::cancel(quint64 request)
{
    if (m_devices.contains(request))
        m_visit.devices.cancel(m_devices.value(request));
}

void CaseRunner::moduleLost()
{
    m_moduleLost = true;
    cancelDevices(); // nobody looks any more
}

void CaseRunner::cancelDevices()
{
    for (const CancelToken &device : std::as_const(m_devices))
        m_visit.devices.cancel(device);
}

QCoro::Task<void> CaseRunner::leave(QString outcome, QString reason)
{
    if (leaving() || !open())
        co_return;
    m_visit.leaving = true;
    m_visit.devices.cancel(std::exchange(m_visit.cancel, {}));
    cancelDevices();
    m_visit.changes.send(); // whatever waits for the citizen gives up
    while (printing())
        co_await m_visit.changes.next();
    if (m_visit.paper.unknown)
        outcome = QStringLiteral("beingConfirmed");
    else if (printed())
        outcome = QStringLiteral("done");
    if (m_visit.session.state() != Session::State::Take && (m_visit.session.cardPresent() || printed()))
        (void)m_visit.session.enter(Session::State::Take);
    m_card.resume(); // whatever had the reader is over
    co_await m_take.collect(true);
    auto ended = co_await m_visit.services.endCase(m_visit.caseNumber, outcome, reason);
    if (!ended && ended.error().code == error::sequenceError) {
        // The journal knows of a step that may have happened, such as a platform call without an answer.
        outcome = QStringLiteral("beingConfirmed");
        ended = co_await m_visit.services.endCase(m_visit.caseNumber, outcome, reason);
    }
    if (!ended && ended.error().code == error::sequenceError) {
        // kiosk-serviced was restarted, and has ended the case as what it had written down.
        const auto written = co_await m_visit.services.interrupted();
        if (written && written->contains(u"outcome"))
            outcome = (*written)[u"outcome"].toString();
    }
    if (!ended)
        qCCritical(lcCase) << "the outcome of a case could not be written:" << ended.error().detail;
    (void)m_visit.session.enter(Session::State::Farewell);
    Q_EMIT pageShown(QStringLiteral("farewell"),
                     {{QStringLiteral("outcome"), goodbye(outcome)}, {QStringLiteral("printed"), printed()}});
    Q_EMIT finished(outcome);
}

bool CaseRunner::finishing() const
{
    const auto state = m_visit.session.state();
    return printing() || state == Session::State::Take || state == Session::State::Evaluate;
}

QString CaseRunner::goodbye(const QString &outcome) const
{
    const auto pick = [this](const char *zh, const char *en) {
        return QString::fromUtf8(m_visit.english() ? en : zh);
    };
    if (outcome == u"done")
        return pick("这次的事已经办完", "Your request is done");
    if (outcome == u"beingConfirmed")
        return pick("正在确认：工作人员会核实，不会重复打印",
                    "Being confirmed: staff will check, nothing is printed twice");
    return pick("这次没有办成，没有扣费", "Not done: nothing was printed or charged");
}

void CaseRunner::forget()
{
    m_moduleLost = false;
    m_fault.hide();
    m_card.forget();
    for (Step *step : std::as_const(m_steps))
        step->forget();
    m_visit.forget();
}

void CaseRunner::tick()
{
    m_fault.tick();
    for (Step *step : std::as_const(m_steps))
        step->tick();
}

} // namespace kiosk::shell
