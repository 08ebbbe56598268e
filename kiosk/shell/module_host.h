#pragma once

#include <kiosk/core/result.h>

#include <QDBusConnection>
#include <QDBusServer>
#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <QCoro/QCoroTask>

#include <memory>

class OrgBianminModuleHost1Interface;
class QDBusUnixFileDescriptor;
class QWaylandClient;
class QWaylandCompositor;

namespace kiosk::shell
{

class Portal;

/// One sandboxed kiosk-modulehost process: its Wayland connection (a socket pair, so the client of a surface
/// is known beyond doubt and no module can open another), its D-Bus socket, its watchdog. A host runs one
/// module once and is thrown away. Thread: main.
class ModuleHost : public QObject
{
    Q_OBJECT
public:
    enum class State { Starting, Reserve, Running, Ended };

    /// Errors: internalError (sockets, bwrap missing).
    [[nodiscard]] static Result<std::unique_ptr<ModuleHost>> start(QWaylandCompositor *compositor);
    ~ModuleHost() override;

    [[nodiscard]] State state() const { return m_state; }
    /// The host process as this side of the sandbox numbers it; 0 before it runs.
    [[nodiscard]] qint64 processId() const;
    [[nodiscard]] QWaylandClient *waylandClient() const { return m_client; }
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

Q_SIGNALS:
    void stateChanged();
    /// The process is gone though nobody ended it, or was ended because its main thread did not answer for 5
    /// s.
    void failed(const kiosk::Error &error);

private:
    explicit ModuleHost(QWaylandCompositor *compositor);
    [[nodiscard]] Status launch();
    void onPeer(const QDBusConnection &connection);
    void onFinished();
    void watch();
    QCoro::Task<void> askAlive();

    QWaylandCompositor *m_compositor;
    State m_state = State::Starting;
    QTemporaryDir m_folder;
    std::unique_ptr<QDBusServer> m_server;
    QDBusConnection m_connection;
    std::unique_ptr<Portal> m_portal;
    std::unique_ptr<OrgBianminModuleHost1Interface> m_proxy;
    QProcess m_process;
    QWaylandClient *m_client = nullptr;
    QTimer m_watchdog;
    bool m_asking = false;
};

} // namespace kiosk::shell
