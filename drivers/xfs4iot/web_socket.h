#pragma once

#include <kiosk/hal/device.h>

#include <QSslConfiguration>
#include <QUrl>

#include <memory>

namespace kiosk::xfs4iot
{

/// A WebSocket for somebody who blocks. QWebSocket needs an event loop, and a driver's thread has none to
/// spare; so it lives on a thread of its own, which does nothing but move messages.
///
/// Thread: one at a time.
class WebSocket
{
public:
    WebSocket();
    ~WebSocket();
    WebSocket(const WebSocket &) = delete;
    WebSocket &operator=(const WebSocket &) = delete;

    /// Closes what was open. Errors: noDevice (nobody there, no WebSocket), authorisationRequired (TLS:
    /// neither side trusts the other), timeOut, canceled.
    [[nodiscard]] Status open(const QUrl &url, const QSslConfiguration &tls,
                              const hal::OperationContext &context);
    void close();
    [[nodiscard]] bool isOpen() const;

    /// Does not wait. Errors: noDevice (closed).
    [[nodiscard]] Status send(const QByteArray &text);
    /// The next message; those that came before the connection was closed, too. Errors: noDevice (closed),
    /// protocolError (binary, too long, or more than anybody could take), timeOut, canceled.
    [[nodiscard]] Result<QByteArray> receive(const hal::OperationContext &context);

private:
    struct Shared;
    class Worker;
    std::unique_ptr<Shared> m_shared;
};

} // namespace kiosk::xfs4iot
