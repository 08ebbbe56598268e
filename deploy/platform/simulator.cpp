#include "simulator.h"

#include <kiosk/core/error_catalogue.h>

#include <QJsonDocument>

#include <algorithm>

namespace kiosk::platform
{

Simulator::Simulator(std::unique_ptr<Store> store, services::PlatformProfile profile, const Clock &clock)
    : m_store(std::move(store)), m_profile(std::move(profile)), m_clock(clock)
{
    for (const QList<Operation> &department :
         {terminalOperations(), identityOperations(), hujiOperations(), hrssOperations(), xinyOperations()}) {
        for (const Operation &operation : department)
            m_operations.insert(operation.name, operation);
    }
}

HttpAnswer Simulator::answer(const QByteArray &method, const QString &path, const QByteArray &body,
                             const QString &client)
{
    std::unique_lock lock(m_mutex);
    const auto &operations = m_profile.operations();
    const auto operation = std::find_if(operations.begin(), operations.end(), [&](const auto &candidate) {
        return candidate.path == path && candidate.method == method;
    });
    if (operation == operations.end())
        return {404, "text/plain", "not found", HttpAnswer::Delivery::Whole};
    ++m_calls[operation->name];

    const std::optional<Fault> fault = takeFault(operation->name);
    if (fault && fault->kind == Fault::Kind::Slow) {
        const quint64 generation = m_faultGeneration;
        m_changed.wait_for(lock, fault->delay, [&] { return m_stopped || generation != m_faultGeneration; });
    }
    if (fault && fault->kind == Fault::Kind::Rubbish)
        return {200, "text/html; charset=utf-8", "<html><body>系统维护中 <b>502</body>",
                HttpAnswer::Delivery::Whole};
    auto result = fault && fault->kind == Fault::Kind::Refuse ? Result<Payload>(fail(fault->code))
                                                              : handle(*operation, body, client, parts());
    const QString message = result ? QStringLiteral("成功") : describe(result.error().code).technician;
    HttpAnswer answer;
    answer.body = m_profile.encodeReply(*operation, result, message);
    if (fault && fault->kind == Fault::Kind::Half)
        answer.delivery = HttpAnswer::Delivery::Half;
    if (fault && fault->kind == Fault::Kind::Drop)
        answer.delivery = HttpAnswer::Delivery::None;
    return answer;
}

Result<Payload> Simulator::handle(const services::ProfileOperation &operation, const QByteArray &body,
                                  const QString &client, const QStringList &down)
{
    const auto handler = m_operations.constFind(operation.name);
    if (handler == m_operations.constEnd())
        return fail(error::platformRefused,
                    QStringLiteral("the simulator does not play %1").arg(operation.name));
    const auto request = m_profile.decodeRequest(operation, body);
    if (!request)
        return request.error();
    const services::RequestEnvelope &envelope = request->envelope;
    if (operation.method != "GET" && envelope.terminal != client)
        return fail(error::authorisationRequired, QStringLiteral("certificate of another terminal"));
    try {
        return handler->handle(*m_store,
                               {client, envelope.caseNumber, envelope.request, envelope.subject,
                                request->arguments, m_clock.wall().addMSecs(m_offset.count()), down});
    } catch (const std::exception &exception) {
        qCritical("%s: %s", qPrintable(operation.name), exception.what());
        return fail(error::platformRefused, QString::fromUtf8(exception.what()));
    }
}

std::optional<Fault> Simulator::takeFault(const QString &operation)
{
    const auto fault = std::find_if(m_faults.begin(), m_faults.end(), [&](const Fault &candidate) {
        if (candidate.kind == Fault::Kind::Part)
            return false;
        return candidate.operation.isEmpty() || candidate.operation == operation;
    });
    if (fault == m_faults.end())
        return std::nullopt;
    const Fault taken = *fault;
    if (fault->times > 0 && --fault->times == 0)
        m_faults.erase(fault);
    return taken;
}

QStringList Simulator::parts() const
{
    QStringList parts;
    for (const Fault &fault : m_faults) {
        if (fault.kind == Fault::Kind::Part)
            parts.append(fault.part);
    }
    return parts;
}

void Simulator::addFault(const Fault &fault)
{
    const std::lock_guard lock(m_mutex);
    m_faults.append(fault);
}

void Simulator::clearFaults()
{
    const std::lock_guard lock(m_mutex);
    m_faults.clear();
    ++m_faultGeneration;
    m_changed.notify_all();
}

void Simulator::advance(Milliseconds by)
{
    const std::lock_guard lock(m_mutex);
    m_offset += by;
}

QString Simulator::lastCode(const QString &idNumber)
{
    const std::lock_guard lock(m_mutex);
    return m_store->lastCode(idNumber);
}

QMap<QString, qint64> Simulator::calls()
{
    const std::lock_guard lock(m_mutex);
    return m_calls;
}

QJsonObject Simulator::records()
{
    const std::lock_guard lock(m_mutex);
    const auto last = [this](const char *table) {
        return QJsonDocument::fromJson(m_store->last(table)).object();
    };
    return {{QStringLiteral("issued"), m_store->count("prints")},
            {QStringLiteral("ratings"), m_store->count("ratings")},
            {QStringLiteral("reports"), m_store->count("reports")},
            {QStringLiteral("last_rating"), last("ratings")},
            {QStringLiteral("last_report"), last("reports")}};
}

void Simulator::stop()
{
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
    m_changed.notify_all();
}

} // namespace kiosk::platform
