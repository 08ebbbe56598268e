#pragma once

#include "bundle_inbox.h"
#include "simulator.h"

#include <thread>

namespace httplib
{
class SSLServer;
}

namespace kiosk::platform
{

/// HTTPS with a client certificate demanded, in threads of its own. Thread: the one that made it.
class PlatformServer
{
public:
    /// `certificates`: a folder with ca.crt, server.crt, server.key.
    PlatformServer(Simulator &simulator, QString host, int port, QString certificates);
    ~PlatformServer();

    /// Listens, on the same port again after stop(). Errors: invalidData (certificates), deviceBusy (port
    /// taken).
    [[nodiscard]] Status start();
    void stop();
    [[nodiscard]] int port() const { return m_port; }
    /// Where terminals' support bundles arrive, at /support/bundles.
    [[nodiscard]] BundleInbox &inbox() { return m_inbox; }

private:
    Simulator &m_simulator;
    BundleInbox m_inbox;
    QString m_host;
    int m_port;
    QString m_certificates;
    std::unique_ptr<httplib::SSLServer> m_server;
    std::thread m_thread;
};

} // namespace kiosk::platform
