#pragma once

#include <kiosk/core/result.h>

#include <QSslConfiguration>

namespace kiosk::services
{

/// TLS with this terminal's certificate, 1.2 or later, trusting one authority and no other. `certificates`: a
/// folder with ca.crt, terminal.crt, terminal.key. Errors: invalidData. Thread: any.
[[nodiscard]] Result<QSslConfiguration> terminalTls(const QString &certificates);

} // namespace kiosk::services
