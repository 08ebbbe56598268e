#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/module_bounds.h>
#include <kiosk/core/result.h>
#include <kiosk/shell/process_meter.h>

#include <QDBusConnection>
#include <QObject>
#include <QPointer>
#include <QProcess>
#include <QTimer>

#include <QCoro/QCoroTask>

#include <memory>

class OrgBianminModuleHost1Interface;
class QDBusUnixFileDescriptor;
class QWaylandClient;
class QWaylandCompositor;
struct wl_client;

namespace kiosk::ipc
{
class PeerSocket;
}

namespace kiosk::shell
{

class Portal;
class WaylandMeter;

/// One sandboxed kiosk-modulehost process: its Wayland connection (a socket pair, so the client of a surface
/// is known beyond doubt and no module can open another), its D-Bus socket, its watchdog, and the bounds of
/// what it may use. A host runs one module once and is thrown away. Thread: main.
class ModuleHost : public QObject
{
    Q_OBJECT
public:
    enum class State { Starting, Reserve, Running, Ended };

    /// Errors: internalError (sockets, bwrap missing).
    [[nodiscard]] static Result<std::unique_ptr<ModuleHost>>
    start(QWaylandCompositor *compositor, WaylandMeter &meter, const ModuleBounds &bounds);
    ~ModuleHost() override;

    [[nodiscard]] State state() const { return m_state; }
    /// The host process as this side of the sandbox numbers it; 0 before it runs.
    [[nodiscard]] qint64 processId() const;
    /// Null once the connection has ended.
    [[nodiscard]] QWaylandClient *waylandClient() const;
    [[nodiscard]] Portal *portal() const { return m_portal.get(); }

    /// Hands the module over. Only in Reserve. Errors: sequenceError.
    [[nodiscard]] Status load(const QDBusUnixFileDescriptor &package, const QString &launch);
    [[nodiscard]] QCoro::Task<bool> back();
    void enterFocus(bool forward);
    void conceal(bool concealed);
    /// Where an item of the module is, in its surface (automation only); an empty rectangle where there is
    /// none.
    [[nodiscard]] QCoro::Task<QRect> find(QString name);

    [[nodiscard]] QCoro::Task<QString> texts();

    /// Ends the process at once.
    void end();
    /// Ends it for wanting more than it may, as the citizen sees it by a crash.
    void endFor(const QString &excess);

Q_SIGNALS:
    void stateChanged();
    /// It wanted more than it may; failed() follows.
    void exceeded(const QString &excess);
    /// The process is gone though nobody ended it, or was ended: because its main thread did not answer for 5
    /// s, one of its connections is gone, or it wanted more than it may.
    void failed(const kiosk::Error &error);

private:
    ModuleHost(QWaylandCompositor *compositor, WaylandMeter &meter, const ModuleBounds &bounds);
    [[nodiscard]] Status launch();
    [[nodiscard]] Status connectWayland(int descriptor);
    void lose(const Error &error);
    void killSandbox();
    void onPeer(const QDBusConnection &connection, qint64 process);
    void onFinished();
    void listen();
    void watch();
    void measure();
    QCoro::Task<void> askAlive();

    QWaylandCompositor *m_compositor;
    WaylandMeter &m_waylandMeter;
    const ModuleBounds &m_bounds;
    SystemClock m_clock;
    State m_state = State::Starting;
    std::unique_ptr<ipc::PeerSocket> m_socket;
    QDBusConnection m_connection;
    std::unique_ptr<Portal> m_portal;
    std::unique_ptr<OrgBianminModuleHost1Interface> m_proxy;
    QProcess m_process;
    QByteArray m_line; ///< of what it writes to its log, not whole yet
    qint64 m_logged = 0;
    QPointer<QWaylandClient> m_client; ///< gone as soon as the connection is
    wl_client *m_waylandClient = nullptr;
    QTimer m_watchdog;
    QTimer m_measuring;
    ProcessMeter m_processMeter;
    bool m_asking = false;
};

} // namespace kiosk::shell
