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
}

PortalClient::~PortalClient() = default;

QCoro::Task<Result<Payload>> PortalClient::request(QString step, Payload arguments)
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
    while (!m_outcomes.contains(*request))
        co_await m_completed.next();
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
