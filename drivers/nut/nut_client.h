#pragma once

#include "variables.h"

#include <kiosk/hal/device.h>

namespace kiosk::nut
{

/// Where upsd listens: "127.0.0.1:3493", or the path of a socket. Pure of upsd; thread: any.
struct Server {
    QByteArray path;  ///< empty: on loopback
    quint16 port = 0; ///< at 127.0.0.1

    [[nodiscard]] static std::optional<Server> from(const QString &text);
};

/// One question on a connection of its own: nothing of an earlier answer can be in this one. Errors: noDevice
/// (nobody serves there, or the UPS is not reached), timeOut, canceled, protocolError, authorisationRequired.
/// Blocking; returns by the deadline or within 50 ms of a cancel. Thread: any.
[[nodiscard]] Result<Variables> askServer(const Server &server, const QByteArray &ups,
                                          const hal::OperationContext &context);

} // namespace kiosk::nut
