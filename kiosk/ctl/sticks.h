#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>

namespace kiosk::ctl
{

/// A removable medium that the system has mounted for the terminal.
struct Stick {
    QString name; ///< of its folder
    QString folder;
    qint64 freeBytes = 0;
    bool readOnly = false;
};

/// What is mounted right below this folder ($KIOSK_STICKS, else /media/kiosk): who mounts what there is the
/// administrator's decision (deploy-a-terminal.md). A folder in which nothing is mounted is no stick.
[[nodiscard]] QList<Stick> mountedSticks();

/// done: so many bytes are written.
using WriteProgress = std::function<void(qint64 done)>;

/// Writes a file whole or not at all: under another name, out of the kernel's memory, renamed, and read back
/// from the medium. When it has returned the stick may be pulled. Blocks for as long as the stick takes.
/// Errors: noDevice (it is not there), authorisationRequired (read-only), notEnoughSpace, hardwareError
/// (pulled while it was written, or it does not give back what it took).
[[nodiscard]] Status writeToStick(const Stick &stick, const QString &name, const QByteArray &bytes,
                                  const WriteProgress &progress = {});

} // namespace kiosk::ctl
