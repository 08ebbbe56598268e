#include <kiosk/modulehost/portal_client.h>

#include <kiosk/core/error_catalogue.h>

#include <portal_proxy.h>

namespace kiosk::modulehost
{

PortalClient::PortalClient(const QDBusConnection &connection)
    : m_proxy(std::make_unique<OrgBianminPortal1Interface>(QString(), QString::fromLatin1(ipc::portalPath),
                                                           connection))
{
    using Proxy = OrgBianminPortal1Interface;
    connect(m_proxy.get(), &Proxy::EnvironmentChanged, this, &PortalClient::environmentChanged);
    connect(m_proxy.get(), &Proxy::Completed, this,
            [this](qulonglong request, const QString &completion, const QString &error) {
                m_outcomes.insert(request,
                                  completion == u"success" ? Status() : Status(fail(errorCodeFrom(error))));
                m_completed.send();
            });
    connect(m_proxy.get(), &Proxy::ViewReady, this, [this](qulonglong request) {
        m_viewsReady.insert(request);
        takeView(request);
    });
}

PortalClient::~PortalClient() = default;

QCoro::Task<Result<Payload>> PortalClient::request(QString step, Payload arguments)
{
    return ask(std::move(step), std::move(arguments), {});
}

QCoro::Task<Result<Payload>> PortalClient::watch(Payload arguments, Shown shown, CancelToken token)
{
    return ask(QStringLiteral("device"), std::move(arguments), {std::move(shown), std::move(token)});
}

void PortalClient::cancel(const CancelToken &token)
{
    token.cancel();
    for (auto watched = m_watched.cbegin(); watched != m_watched.cend(); ++watched) {
        if (watched->token.canceled())
            m_proxy->Cancel(watched.key());
    }
}

QCoro::Task<void> PortalClient::takeView(quint64 request)
{
    if (!m_watched.value(request).shown)
        co_return;
    const auto reply = co_await ipc::awaitReply(m_proxy->TakeView(request));
    const auto view = reply ? ipc::argument<QDBusUnixFileDescriptor>(*reply)
                            : Result<QDBusUnixFileDescriptor>(reply.error());
    const Watched watched = m_watched.value(request); // it may have ended meanwhile
    if (view && watched.shown)
        watched.shown(view->fileDescriptor());
}

QCoro::Task<Result<Payload>> PortalClient::ask(QString step, Payload arguments, Watched watched)
{
    const auto descriptor = ipc::descriptorFor(arguments);
    if (!descriptor)
        co_return descriptor.error();
    const auto reply = co_await ipc::awaitReply(m_proxy->Begin(step, *descriptor));
    if (!reply)
        co_return reply.error();
    const auto request = ipc::argument<qulonglong>(*reply);
    if (!request)
        co_return request.error();
    m_watched.insert(*request, watched);
    if (watched.token.canceled())
        m_proxy->Cancel(*request);
    else if (m_viewsReady.contains(*request))
        takeView(*request);
    while (!m_outcomes.contains(*request))
        co_await m_completed.next();
    m_watched.remove(*request);
    m_viewsReady.remove(*request);
    const Status outcome = m_outcomes.take(*request);
    if (!outcome)
        co_return outcome.error();
    const auto taken = co_await ipc::awaitReply(m_proxy->TakeResult(*request));
    if (!taken)
        co_return taken.error();
    const auto result = ipc::argument<QDBusUnixFileDescriptor>(*taken);
    if (!result)
        co_return result.error();
    co_return readPayload(result->fileDescriptor());
}

void PortalClient::stepEntered(const QString &step)
{
    m_proxy->StepEntered(step);
}

void PortalClient::finish(const QString &outcome, const QString &error)
{
    m_proxy->Finish(outcome, error);
}

void PortalClient::ready()
{
    m_proxy->Ready();
}

void PortalClient::focusLeft(bool forward)
{
    m_proxy->FocusLeft(forward);
}

void PortalClient::focusMoved(int top, int height)
{
    m_proxy->FocusMoved(top, height);
}

} // namespace kiosk::modulehost
