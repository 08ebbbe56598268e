#pragma once

#include <kiosk/core/result.h>
#include <kiosk/core/sealed_memory.h>

#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace kiosk::ctl
{

/// The supervisor's end of $NOTIFY_SOCKET: what one service says of itself, as sd_notify(3) sends it. Thread:
/// main.
class NotifySocket
{
public:
    /// `heard` is called with each assignment, "READY=1". Errors: notEnoughSpace (path too long, cannot be
    /// made).
    [[nodiscard]] static Result<std::unique_ptr<NotifySocket>>
    create(const QString &path, std::function<void(const QByteArray &)> heard);
    ~NotifySocket();

    /// What has arrived and was not yet handed on.
    void drain();

private:
    NotifySocket(QByteArray path, FileDescriptor socket, std::function<void(const QByteArray &)> heard);

    QByteArray m_path;
    FileDescriptor m_socket;
    std::function<void(const QByteArray &)> m_heard;
    QSocketNotifier m_notifier;
};

} // namespace kiosk::ctl
