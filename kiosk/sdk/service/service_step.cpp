#include <kiosk/sdk/service/service_step.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/sdk/flow/flow_engine.h>

namespace kiosk::sdk
{

ServiceFailure failureOf(const Error &error, const QString &language)
{
    const ErrorEntry &entry = describe(error.code);
    const bool english = language == u"en";
    return {error.code.name().toString(), english ? entry.citizenEn : entry.citizen,
            english ? entry.citizenNextEn : entry.citizenNext, entry.retryable};
}

ServiceStep::ServiceStep(FlowEngine &flow, QObject *parent) : QObject(parent), m_flow(flow)
{
    connect(&flow, &FlowEngine::pageChanged, this, [this] {
        if (m_flow.page() == u"page")
            Q_EMIT entered();
    });
    connect(&flow, &FlowEngine::languageChanged, this, &ServiceStep::languageChanged);
}

// Asked of the engine each time: QML hears of a page before a slot in C++ does.
QVariant ServiceStep::data() const
{
    return m_flow.pageData().value(QStringLiteral("data"));
}

QVariant ServiceStep::values() const
{
    return m_flow.pageData().value(QStringLiteral("values"));
}

void ServiceStep::setConcealed(bool concealed)
{
    if (concealed == m_concealed)
        return;
    m_concealed = concealed;
    Q_EMIT concealedChanged();
}

QString ServiceStep::language() const
{
    return m_flow.language();
}

void ServiceStep::finish(const QVariantMap &values)
{
    if (m_flow.page() == u"page")
        m_flow.accept(values);
}

void ServiceStep::cancel()
{
    m_flow.cancel();
}

void ServiceStep::fail(const ServiceFailure &failure)
{
    m_flow.failPage(failure.code, failure.title, failure.text, failure.retryable);
}

void ServiceStep::fail(const QString &title, const QString &text)
{
    m_flow.failPage(error::moduleFailed.name().toString(), title, text, true);
}

} // namespace kiosk::sdk
