#include <kiosk/sdk/service/service_request.h>

#include <kiosk/sdk/flow/flow_engine.h>

#include <QPointer>

namespace kiosk::sdk
{

void ServiceRequest::start(const QVariantMap &arguments)
{
    if (m_running || m_step == nullptr)
        return;
    setRunning(true);
    ask(QJsonObject::fromVariantMap(arguments));
}

QCoro::Task<void> ServiceRequest::ask(QJsonObject arguments)
{
    const QPointer<ServiceRequest> self(this);
    const QPointer<ServiceStep> step(m_step);
    const auto result = co_await step->flow().request(portalStep(), payload(arguments));
    if (!self || !step)
        co_return;
    setRunning(false);
    if (result)
        Q_EMIT succeeded(result->toVariantMap());
    else
        Q_EMIT failed(failureOf(result.error(), step->language()));
}

void ServiceRequest::setRunning(bool running)
{
    m_running = running;
    Q_EMIT runningChanged();
}

QString PlatformCall::portalStep() const
{
    return QStringLiteral("api");
}

Payload PlatformCall::payload(const QJsonObject &arguments) const
{
    return {{{QStringLiteral("call"), operation()},
             {QStringLiteral("arguments"), arguments},
             {QStringLiteral("timeout_s"), timeoutSeconds()}},
            {}};
}

QString DeviceCall::portalStep() const
{
    return QStringLiteral("device");
}

Payload DeviceCall::payload(const QJsonObject &arguments) const
{
    return {{{QStringLiteral("class"), m_deviceClass},
             {QStringLiteral("operation"), operation()},
             {QStringLiteral("arguments"), arguments},
             {QStringLiteral("timeout_s"), timeoutSeconds()}},
            {}};
}

} // namespace kiosk::sdk
