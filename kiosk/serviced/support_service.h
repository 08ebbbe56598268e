#pragma once

#include <kiosk/serviced/bundle_upload.h>

#include <kiosk/ipc/bus.h>

namespace kiosk::services
{

/// org.bianmin.Support: the way of a support bundle to the maker, each one audited. The methods are the
/// contract's (kiosk/ipc/org.bianmin.Support1.xml), called by its generated adaptor. Thread: the main one.
class SupportService : public QObject, protected QDBusContext
{
    Q_OBJECT

public:
    /// who sent what, and how it ended.
    using Audit = std::function<void(const QString &who, const QString &name, const QString &result)>;

    /// `upload` is null on a terminal whose devices.yaml has no address.
    SupportService(QDBusConnection bus, std::unique_ptr<BundleUpload> upload, Audit audit,
                   QObject *parent = nullptr);

    void Send(const QString &name, const QDBusUnixFileDescriptor &bundle);

Q_SIGNALS:
    void Progress(const QString &stage, int percent);

private:
    QCoro::Task<void> send(QDBusMessage call, QString who, QString name, QByteArray bundle);

    QDBusConnection m_bus;
    Audit m_audit;
    bool m_busy = false;
    std::unique_ptr<BundleUpload> m_upload; ///< goes first: whoever waits for it needs the others
};

} // namespace kiosk::services
