#include <kiosk/serviced/support_service.h>

#include <kiosk/core/sealed_memory.h>

#include "support_adaptor.h"

#include <QRegularExpression>

namespace kiosk::services
{

namespace
{

bool isName(const QString &name)
{
    static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$"));
    return form.match(name).hasMatch();
}

} // namespace

SupportService::SupportService(QDBusConnection bus, std::unique_ptr<BundleUpload> upload, Audit audit,
                               QObject *parent)
    : QObject(parent), m_bus(std::move(bus)), m_audit(std::move(audit)), m_upload(std::move(upload))
{
    new Support1Adaptor(this);
    if (!m_bus.registerObject(QLatin1String(ipc::supportPath), this))
        qCritical("support: %s", qPrintable(m_bus.lastError().message()));
}

void SupportService::Send(const QString &name, const QDBusUnixFileDescriptor &bundle)
{
    if (!m_upload)
        return ipc::replyError(*this, fail(error::unsupportedCommand, QStringLiteral("support.upload")));
    if (m_busy)
        return ipc::replyError(*this, fail(error::deviceBusy, QStringLiteral("another bundle is sent")));
    if (!isName(name) || !bundle.isValid())
        return ipc::replyError(*this, fail(error::invalidData, QStringLiteral("name or descriptor")));
    auto bytes = readSealed(bundle.fileDescriptor(), BundleUpload::largest);
    if (!bytes)
        return ipc::replyError(*this, bytes.error());
    setDelayedReply(true);
    send(message(), ipc::accountOf(m_bus, message().service()), name, *std::move(bytes));
}

QCoro::Task<void> SupportService::send(QDBusMessage call, QString who, QString name, QByteArray bundle)
{
    m_busy = true;
    const Status sent =
        co_await m_upload->send(name, std::move(bundle), [this](const QString &stage, int percent) {
            Q_EMIT Progress(stage, percent);
        });
    m_busy = false;
    m_audit(who, name, sent ? QStringLiteral("ok") : sent.error().code.name().toString());
    if (sent)
        ipc::reply(m_bus, call, {});
    else
        ipc::replyError(m_bus, call, sent.error());
}

} // namespace kiosk::services
