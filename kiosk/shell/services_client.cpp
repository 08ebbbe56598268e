#include <kiosk/shell/services_client.h>

#include <services_proxy.h>
#include <staff_proxy.h>
#include <stock_proxy.h>

#include <QDBusServiceWatcher>
#include <QJsonDocument>
#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcServices, "kiosk.shell.services")

namespace kiosk::shell
{

namespace
{

/// kiosk-serviced away from the bus, or gone before it answered, is a fault of the machine: no device that is
/// not ready, and nothing to wait for longer.
bool isAway(const Error &failure)
{
    return failure.code == error::deviceNotReady || failure.code == error::timeOut;
}

Error asOurs(const Error &failure)
{
    return isAway(failure) ? fail(error::internalError, failure.detail) : failure;
}

constexpr qsizetype mostUnheard = 1000; // what a terminal writes in a day
constexpr int mostTries = 5;            // of one report, each after kiosk-serviced came back

template <typename T> QCoro::Task<Result<T>> first(QDBusPendingCall call)
{
    const auto reply = co_await ipc::awaitReply(call);
    if (!reply)
        co_return asOurs(reply.error());
    co_return ipc::argument<T>(*reply);
}

QCoro::Task<Result<void>> nothing(QDBusPendingCall call)
{
    const auto reply = co_await ipc::awaitReply(call);
    if (!reply)
        co_return asOurs(reply.error());
    co_return Status();
}

} // namespace

ServicesClient::ServicesClient(const QDBusConnection &bus, QObject *parent)
    : QObject(parent), m_bus(bus),
      m_proxy(std::make_unique<OrgBianminServices1Interface>(QString::fromLatin1(ipc::servicesName),
                                                             QString::fromLatin1(ipc::servicesPath), bus)),
      m_staff(std::make_unique<OrgBianminStaff1Interface>(QString::fromLatin1(ipc::servicesName),
                                                          QString::fromLatin1(ipc::staffPath), bus)),
      m_stock(std::make_unique<OrgBianminStock1Interface>(QString::fromLatin1(ipc::servicesName),
                                                          QString::fromLatin1(ipc::stockPath), bus))
{
    // Platform calls bound themselves by their own time-out; this one only has to be longer.
    m_proxy->setTimeout(int(Milliseconds(3min).count()));
    connect(m_proxy.get(), &OrgBianminServices1Interface::ModulesChanged, this,
            &ServicesClient::modulesChanged);
    auto *watcher = new QDBusServiceWatcher(QString::fromLatin1(ipc::servicesName), bus,
                                            QDBusServiceWatcher::WatchForRegistration, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, &ServicesClient::modulesChanged);
}

ServicesClient::~ServicesClient() = default;

QCoro::Task<Result<QJsonObject>> ServicesClient::health()
{
    const auto text = co_await first<QString>(m_proxy->Health());
    if (!text)
        co_return text.error();
    co_return QJsonDocument::fromJson(text->toUtf8()).object();
}

QCoro::Task<Result<QJsonObject>> ServicesClient::interrupted()
{
    const auto text = co_await first<QString>(m_proxy->Interrupted());
    if (!text)
        co_return text.error();
    co_return QJsonDocument::fromJson(text->toUtf8()).object();
}

QCoro::Task<Result<QString>> ServicesClient::signIn(Payload credentials)
{
    const auto descriptor = ipc::descriptorFor(credentials);
    if (!descriptor)
        co_return descriptor.error();
    co_return co_await first<QString>(m_staff->SignIn(*descriptor));
}

QCoro::Task<Result<QJsonObject>> ServicesClient::stock()
{
    const auto text = co_await first<QString>(m_stock->List(QStringLiteral("{\"limit\": 20}")));
    if (!text)
        co_return text.error();
    co_return QJsonDocument::fromJson(text->toUtf8()).object();
}

QCoro::Task<Result<void>> ServicesClient::changeStock(StockChange change)
{
    if (change.what == u"load")
        return nothing(m_stock->Load(change.device, change.tray, change.first, change.last, change.by));
    if (change.what == u"count")
        return nothing(m_stock->Count(change.device, change.tray, change.first, change.last, change.by));
    if (change.what == u"unload")
        return nothing(m_stock->Unload(change.device, change.tray, change.by));
    return nothing(m_stock->Void(change.first, change.reason, change.by));
}

QCoro::Task<Result<QString>> ServicesClient::beginCase(QString session, QString module, QString item)
{
    return first<QString>(m_proxy->BeginCase(session, module, item));
}

QCoro::Task<Result<void>> ServicesClient::setSubject(QString caseNumber, Payload subject)
{
    const auto descriptor = ipc::descriptorFor(subject);
    if (!descriptor)
        co_return descriptor.error();
    co_return co_await nothing(m_proxy->SetSubject(caseNumber, *descriptor));
}

QCoro::Task<Result<QString>> ServicesClient::sendCode(QString caseNumber)
{
    return first<QString>(m_proxy->SendCode(caseNumber));
}

QCoro::Task<Result<QString>> ServicesClient::verifyCode(QString caseNumber, Payload code)
{
    const auto descriptor = ipc::descriptorFor(code);
    if (!descriptor)
        co_return descriptor.error();
    co_return co_await first<QString>(m_proxy->VerifyCode(caseNumber, *descriptor));
}

QCoro::Task<Result<Payload>> ServicesClient::call(QString caseNumber, QString operation, Payload arguments,
                                                  Milliseconds timeout)
{
    const auto descriptor = ipc::descriptorFor(arguments);
    if (!descriptor)
        co_return descriptor.error();
    const auto result = co_await first<QDBusUnixFileDescriptor>(
        m_proxy->Call(caseNumber, operation, *descriptor, uint(timeout.count())));
    if (!result)
        co_return result.error();
    co_return readPayload(result->fileDescriptor());
}

QCoro::Task<Result<QString>> ServicesClient::beginOperation(QString caseNumber, QString kind, QString device,
                                                            QJsonObject summary)
{
    const QString text = QString::fromUtf8(QJsonDocument(summary).toJson(QJsonDocument::Compact));
    return first<QString>(m_proxy->BeginOperation(caseNumber, kind, device, text));
}

QCoro::Task<Result<void>> ServicesClient::endOperation(QString operation, QString outcome, QString detail)
{
    return nothing(m_proxy->EndOperation(operation, outcome, detail));
}

QCoro::Task<Result<void>> ServicesClient::endCase(QString caseNumber, QString outcome, QString reason)
{
    return nothing(m_proxy->EndCase(caseNumber, outcome, reason));
}

QCoro::Task<Result<void>> ServicesClient::evaluate(QString caseNumber, Payload rating)
{
    const auto descriptor = ipc::descriptorFor(rating);
    if (!descriptor)
        co_return descriptor.error();
    co_return co_await nothing(m_proxy->Evaluate(caseNumber, *descriptor));
}

void ServicesClient::moduleEnded(const QString &module, const QString &reason)
{
    tell({.report = [this, module, reason](const QString &) { return m_proxy->ModuleEnded(module, reason); },
          .once = true});
}

QCoro::Task<Result<QJsonArray>> ServicesClient::stoppedModules()
{
    const auto text = co_await first<QString>(m_proxy->StoppedModules());
    if (!text)
        co_return text.error();
    co_return QJsonDocument::fromJson(text->toUtf8()).array();
}

void ServicesClient::record(const QString &what, const QString &subject, const QString &result,
                            const QString &detail)
{
    tell({.report = [this, what, subject, result, detail](const QString &late) {
        return m_proxy->Record(what, subject, result,
                               late.isEmpty() ? detail
                                              : QStringLiteral("%1 (%2)").arg(detail, late).trimmed());
    }});
}

void ServicesClient::tell(Report report)
{
    report.at = QDateTime::currentDateTime();
    if (m_unheard.isEmpty())
        untilHeard(std::move(report));
    else
        keep(std::move(report)); // after those before it
}

/// To be told again: kiosk-serviced has surely not heard it, or it does no harm twice.
bool ServicesClient::isUnheard(const Report &report, const Error &failure)
{
    return failure.code == error::deviceNotReady || (isAway(failure) && !report.once);
}

QCoro::Task<void> ServicesClient::untilHeard(Report report)
{
    const auto reply = co_await ipc::awaitReply(report.report({}));
    if (reply)
        co_return;
    if (isUnheard(report, reply.error()))
        keep(std::move(report));
    else
        qCCritical(lcServices) << "a report is lost:" << reply.error().detail;
}

void ServicesClient::keep(Report report)
{
    if (m_unheard.size() >= mostUnheard) {
        qCCritical(lcServices) << "a report is lost: kiosk-serviced has been away for too long";
        return;
    }
    m_unheard.enqueue(std::move(report));
    if (m_unheard.size() == 1)
        tellAgain();
}

QCoro::Task<void> ServicesClient::tellAgain()
{
    for (int tries = 1; !m_unheard.isEmpty();) {
        co_await arrival();
        const Report first = m_unheard.head();
        const QDateTime at = first.at.toOffsetFromUtc(first.at.offsetFromUtc());
        const auto reply = co_await ipc::awaitReply(first.report(at.toString(Qt::ISODateWithMs)));
        if (!reply && isUnheard(first, reply.error()) && tries < mostTries) {
            ++tries;
            continue;
        }
        if (!reply)
            qCCritical(lcServices) << "a report is lost:" << reply.error().detail;
        tries = 1;
        m_unheard.dequeue();
    }
}

} // namespace kiosk::shell
