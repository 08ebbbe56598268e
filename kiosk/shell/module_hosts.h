#pragma once

#include <kiosk/core/module_package.h>
#include <kiosk/core/payload.h>
#include <kiosk/core/pulse.h>
#include <kiosk/shell/module_host.h>
#include <kiosk/shell/wayland_meter.h>

#include <QObject>

#include <memory>

class QWaylandCompositor;

namespace kiosk::shell
{

/// The module host that a citizen sees and the warm one in reserve. Signals tell of the active one only.
/// Thread: main.
class ModuleHosts : public QObject
{
    Q_OBJECT
public:
    explicit ModuleHosts(const ModuleBounds &bounds, QObject *parent = nullptr);
    ~ModuleHosts() override;

    void attach(QWaylandCompositor *compositor);
    /// Ends all hosts. Before the compositor goes: Qt deletes its output before the views of surfaces that
    /// are still there (6.4), and they then write into it.
    void detach();
    /// Language, modes and terminal as the hosts are told, as JSON; new hosts get the last one.
    void setEnvironment(const QString &environment);

    [[nodiscard]] ModuleHost *active() const { return m_active.get(); }
    [[nodiscard]] ModuleHost *reserve() const { return m_reserve.get(); }
    /// Waits until the reserve can take a module; false when it did not come up in time.
    [[nodiscard]] QCoro::Task<bool> reserveReady();
    [[nodiscard]] bool isReserveReady() const;
    /// The reserve gets the module and loads it; nothing of it is seen or heard. False where no reserve
    /// waits.
    bool prepare(const ModulePackage &package, const QString &item);
    [[nodiscard]] bool isPrepared() const;
    /// What was prepared becomes the active host; another reserve is started soon after. False where it is
    /// lost.
    bool launch();
    /// What was prepared is ended; another reserve takes its place.
    void dropPrepared();
    void endActive();
    /// The surface that is shown has lost the memory behind it.
    void onHole();
    /// Starts a reserve unless there is one.
    void startReserve();

Q_SIGNALS:
    void activeChanged();
    void activeFailed(const Error &error);
    /// Several in a row did not come up.
    void reserveFailing(const Error &error);

    void requested(quint64 request, const QString &step, const Payload &arguments);
    void canceled(quint64 request);
    void stepEntered(const QString &step);
    void focusLeft(bool forward);
    void focusMoved(int top, int height);
    void finished(const QString &outcome, const QString &error);
    void refused(const QString &call, const QString &why);
    /// The active one wanted more than it may; activeFailed() follows.
    void exceeded(const QString &excess);

private:
    void onFailed(const ModuleHost *host, const Error &error);
    void onReserveFailed(const Error &error);
    void follow(ModuleHost *host);

    const ModuleBounds &m_bounds;
    QWaylandCompositor *m_compositor = nullptr;
    std::unique_ptr<WaylandMeter> m_meter;
    std::unique_ptr<ModuleHost> m_active;
    std::unique_ptr<ModuleHost> m_reserve;
    Pulse m_reserveChanged;
    int m_reserveFailures = 0;
    QString m_environment;
};

} // namespace kiosk::shell
