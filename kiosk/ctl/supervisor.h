#pragma once

#include <kiosk/ctl/service_process.h>

namespace kiosk::ctl
{

/// Starts the services in the order of their needs, restarts them by their rules, and stops all of them in
/// the reverse order of their start. Thread: main.
class Supervisor : public QObject
{
    Q_OBJECT

public:
    Supervisor(const QList<Service> &services, Variables variables, const QString &logFolder,
               QObject *parent = nullptr);

    void start();
    /// finished() follows when nothing runs any more.
    void stop();

    [[nodiscard]] const Variables &variables() const { return m_variables; }
    /// [{id, pid, state, restarts, log}]
    [[nodiscard]] QJsonArray state() const;

Q_SIGNALS:
    /// Once: everything that must be there is.
    void ready();
    void changed(const QString &service, const QString &what);
    /// With an empty reason: it was asked to stop.
    void finished(const QString &reason);

private:
    void startWhatCan();
    void stopNext();
    void giveUp(const QString &reason);
    [[nodiscard]] bool settled(const QString &id) const;

    QList<ServiceProcess *> m_services;
    QList<ServiceProcess *> m_started; ///< in this order
    Variables m_variables;
    bool m_ready = false;
    bool m_stopping = false;
    QString m_reason;
};

} // namespace kiosk::ctl
