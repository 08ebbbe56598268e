#pragma once

#include <kiosk/core/pulse.h>
#include <kiosk/ipc/bus.h>
#include <kiosk/sdk/flow/flow_port.h>

#include <QObject>

#include <memory>

class OrgBianminPortal1Interface;

namespace kiosk::modulehost
{

/// The module's side of the portal. Thread: main.
class PortalClient : public QObject, public sdk::FlowPort
{
    Q_OBJECT
public:
    explicit PortalClient(const QDBusConnection &connection);
    ~PortalClient() override;

    [[nodiscard]] QCoro::Task<Result<Payload>> request(QString step, Payload arguments) override;
    [[nodiscard]] QCoro::Task<Result<Payload>> watch(Payload arguments, Shown shown,
                                                     CancelToken token) override;
    void cancel(const CancelToken &token) override;
    void stepEntered(const QString &step) override;
    void finish(const QString &outcome, const QString &error) override;
    void ready();
    void focusLeft(bool forward);
    void focusMoved(int top, int height);

Q_SIGNALS:
    void environmentChanged(const QString &environment);

private:
    struct Watched {
        Shown shown;
        CancelToken token;
    };
    QCoro::Task<Result<Payload>> ask(QString step, Payload arguments, Watched watched);
    QCoro::Task<void> takeView(quint64 request);

    std::unique_ptr<OrgBianminPortal1Interface> m_proxy;
    QHash<quint64, Status> m_outcomes; ///< Completed may overtake Begin's reply
    Pulse m_completed;
    QHash<quint64, Watched> m_watched; ///< requests that run
    QSet<quint64> m_viewsReady;        ///< ViewReady may overtake Begin's reply
};

} // namespace kiosk::modulehost
