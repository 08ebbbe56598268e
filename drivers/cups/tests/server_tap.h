#pragma once

#include <kiosk/core/sealed_memory.h>

#include <QString>

#include <atomic>
#include <functional>
#include <memory>

class QThread;

namespace kiosk::cups
{

/// A domain socket before a print server's, so that a test can act at each single request of the driver,
/// which makes a connection for each.
class ServerTap
{
public:
    enum class Moment {
        Answered, ///< the server has done it; the driver does not know yet
        Passed    ///< the driver has the answer
    };
    /// From the tap's thread, with the number of the request (from 1). False cuts the connection.
    using Hook = std::function<bool(int request, Moment moment)>;

    ServerTap(const QString &path, QString server);
    ~ServerTap();

    /// Counts anew. Not while a request is under way.
    void setHook(Hook hook);

private:
    void run();
    void relay(int client);

    QString m_server;
    FileDescriptor m_listener;
    FileDescriptor m_stop;
    Hook m_hook;
    std::atomic<int> m_requests = 0;
    std::unique_ptr<QThread> m_thread;
};

} // namespace kiosk::cups
