#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>
#include <QDBusConnection>

#include <functional>

namespace kiosk::ctl
{

/// stage: sending, or waiting for the next attempt; percent that has arrived.
using UploadProgress = std::function<void(const QString &stage, int percent)>;

/// Hands an encrypted bundle to kiosk-serviced, the only one with a network, and waits until it is with the
/// maker. Errors: as org.bianmin.Support1.Send, and deviceNotReady where nobody answers.
[[nodiscard]] Status sendToMaker(const QDBusConnection &bus, const QString &name, const QByteArray &bundle,
                                 const UploadProgress &progress);

} // namespace kiosk::ctl
