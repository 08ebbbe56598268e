#include <kiosk/shell/portal.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/ipc/bus.h>

#include <QEvent>

#include "portal_adaptor.h"

namespace kiosk::shell
{

namespace
{
constexpr qsizetype argumentLimit = qsizetype(32) * 1024 * 1024; // a document of some hundred pages
constexpr qsizetype fieldLimit = qsizetype(1024) * 1024;         // as JSON it takes ten times the memory

/// The device class and operation behind a trusted step; the rest of the steps need no grant of a device.
struct StepGrant {
    const char *step;
    const char *deviceClass;
    const char *operation;
};
constexpr StepGrant stepGrants[] = {
    {"identify", "id-card-reader", "read"},
    {"print", "document-printer", "print"},
};
const QStringList knownSteps{QStringLiteral("identify"), QStringLiteral("verify"), QStringLiteral("api"),
                             QStringLiteral("device"),   QStringLiteral("print"),  QStringLiteral("take"),
                             QStringLiteral("evaluate")};
} // namespace

Portal::Portal(const ModuleBounds &bounds) : m_bounds(bounds), m_connection(QString())
{
    new Portal1Adaptor(this);
    if (auto classes = hal::DeviceClasses::load()) // without it every operation is refused
        m_classes = std::move(*classes);
}

Portal::~Portal() = default;

void Portal::attach(const QDBusConnection &connection)
{
    m_connection = connection;
    m_connection.registerObject(QString::fromLatin1(ipc::portalPath), this, QDBusConnection::ExportAdaptors);
}

void Portal::detach()
{
    m_expected = m_admitted = false;
    m_kept.clear();
    m_open.clear();
    m_results.clear();
    m_views.clear();
    if (m_connection.isConnected())
        QDBusConnection::disconnectFromPeer(m_connection.name());
}

void Portal::expect(const Manifest &manifest, const QString &item)
{
    m_manifest = manifest;
    m_item = manifest.item(item);
    m_expected = true;
}

void Portal::admit()
{
    m_admitted = m_expected;
    for (const auto &word : std::exchange(m_kept, {}))
        word();
}

void Portal::handOn(std::function<void()> word)
{
    if (m_admitted)
        word();
    else if (m_expected)
        m_kept.append(std::move(word));
}

Status Portal::allowed(const QString &step, const Payload &arguments) const
{
    if (!m_expected)
        return fail(error::sequenceError, QStringLiteral("no module is loaded"));
    if (!knownSteps.contains(step))
        return fail(error::unsupportedCommand, QStringLiteral("step '%1'").arg(step));
    if (m_open.size() + m_results.size() >= m_bounds.callsWaiting)
        return fail(error::sequenceError, QStringLiteral("too many requests at once"));
    for (const StepGrant &grant : stepGrants) {
        if (step == QLatin1String(grant.step) &&
            !m_manifest.grantsDevice(QString::fromLatin1(grant.deviceClass),
                                     QString::fromLatin1(grant.operation)))
            return fail(error::authorisationRequired, QStringLiteral("%1: %2 of %3 is not granted")
                                                          .arg(step, QString::fromLatin1(grant.operation),
                                                               QString::fromLatin1(grant.deviceClass)));
    }
    if (step == u"api" && !m_manifest.grantsPlatform(arguments.fields[u"call"].toString()))
        return fail(error::authorisationRequired, QStringLiteral("platform operation '%1' is not granted")
                                                      .arg(arguments.fields[u"call"].toString()));
    if (step == u"device")
        return allowedDevice(arguments.fields[u"class"].toString(),
                             arguments.fields[u"operation"].toString());
    if (step == u"print" && arguments.blobs.size() != 1)
        return fail(error::invalidData, QStringLiteral("print takes one document"));
    return {};
}

Status Portal::allowedDevice(const QString &deviceClass, const QString &operation) const
{
    const hal::OperationRule *rule = m_classes.operation(deviceClass, operation);
    if (rule == nullptr || !rule->module)
        return fail(error::authorisationRequired,
                    QStringLiteral("%1 of %2 is not left to modules").arg(operation, deviceClass));
    if (!m_manifest.grantsDevice(deviceClass, operation))
        return fail(error::authorisationRequired,
                    QStringLiteral("%1 of %2 is not granted").arg(operation, deviceClass));
    return {};
}

qulonglong Portal::Begin(const QString &step, const QDBusUnixFileDescriptor &arguments)
{
    const auto payload = readPayload(arguments.fileDescriptor(), argumentLimit, fieldLimit);
    const Status status = payload ? allowed(step, *payload) : Status(payload.error());
    if (!status) {
        ipc::replyError(*this, status.error());
        refuse(step, status.error().detail);
        return 0;
    }
    if (step == u"print" && ++m_documents > m_bounds.documents) {
        exceed("documents", m_bounds.documents);
        return 0;
    }
    const quint64 request = ++m_lastRequest;
    m_open.insert(request);
    // After the reply, so that the module knows the number before anything about it arrives.
    QMetaObject::invokeMethod(
        this,
        [this, request, step, asked = *payload] {
            handOn([this, request, step, asked] { Q_EMIT requested(request, step, asked); });
        },
        Qt::QueuedConnection);
    return request;
}

void Portal::Cancel(qulonglong request)
{
    if (m_open.contains(request))
        Q_EMIT canceled(request);
}

QDBusUnixFileDescriptor Portal::TakeResult(qulonglong request)
{
    if (!m_results.contains(request)) {
        const auto none = fail(error::sequenceError, QStringLiteral("no result of request %1").arg(request));
        ipc::replyError(*this, none);
        refuse(QStringLiteral("TakeResult"), none.detail);
        return {};
    }
    const auto descriptor = ipc::descriptorFor(m_results.take(request));
    if (!descriptor) {
        ipc::replyError(*this, descriptor.error());
        return {};
    }
    return *descriptor;
}

QDBusUnixFileDescriptor Portal::TakeView(qulonglong request)
{
    if (m_views.contains(request))
        return m_views.value(request);
    // No refusal: the request may have ended while the module asked.
    ipc::replyError(*this, fail(error::sequenceError, QStringLiteral("nothing to look at")));
    return {};
}

void Portal::StepEntered(const QString &step)
{
    handOn([this, step] { Q_EMIT stepEntered(step); });
}

void Portal::FocusLeft(bool forward)
{
    if (m_admitted)
        Q_EMIT focusLeft(forward);
}

void Portal::FocusMoved(int top, int height)
{
    if (m_admitted)
        Q_EMIT focusMoved(top, height);
}

void Portal::Finish(const QString &outcome, const QString &error)
{
    static const QStringList outcomes{QStringLiteral("done"), QStringLiteral("canceled"),
                                      QStringLiteral("failed")};
    // A word the journal does not take would leave the case open, and the citizen's data with it.
    if (!outcomes.contains(outcome) || (!error.isEmpty() && findError(error) == nullptr))
        return refuse(QStringLiteral("Finish"), QStringLiteral("no outcome of a flow"));
    handOn([this, outcome, error] { Q_EMIT finished(outcome, error); });
}

void Portal::Ready()
{
    Q_EMIT ready();
}

bool Portal::event(QEvent *event)
{
    // Each call comes as one, also those to methods that do not exist. Those of one that has gone too far are
    // dropped here, before anything is made of them: they may have queued up.
    if (event->type() == QEvent::MetaCall) {
        const auto now = std::chrono::duration_cast<Milliseconds>(m_clock.monotonic().time_since_epoch());
        if (!m_exceeded && !m_calls.count(m_bounds.callsPerSecond, now))
            exceed("portal calls in a second", m_bounds.callsPerSecond);
        if (m_exceeded)
            return true;
    }
    return QObject::event(event);
}

void Portal::refuse(const QString &call, const QString &why)
{
    if (m_exceeded)
        return;
    Q_EMIT refused(call, why);
    if (++m_refusals >= m_bounds.refusals)
        exceed("refused calls", m_bounds.refusals);
}

void Portal::exceed(const char *what, int bound)
{
    m_exceeded = true;
    Q_EMIT exceeded(QStringLiteral("%1: more than %2").arg(QLatin1String(what)).arg(bound));
}

void Portal::complete(quint64 request, const Result<Payload> &result)
{
    if (!m_open.remove(request))
        return;
    m_views.remove(request);
    if (result) {
        m_results.insert(request, *result);
        Q_EMIT Completed(request, QStringLiteral("success"), {});
        return;
    }
    Q_EMIT Completed(request, describe(result.error().code).completion,
                     result.error().code.name().toString());
}

void Portal::show(quint64 request, const QDBusUnixFileDescriptor &view)
{
    if (!m_open.contains(request))
        return;
    m_views.insert(request, view);
    Q_EMIT ViewReady(request);
}

void Portal::setEnvironment(const QString &environment)
{
    Q_EMIT EnvironmentChanged(environment);
}

} // namespace kiosk::shell
