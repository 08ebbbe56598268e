#pragma once

#include <kiosk/core/result.h>

#include <QProcess>
#include <QSize>

#include <memory>

namespace kiosk::bench
{

/// A screen that nobody sees (Xvfb), on which both sides draw.
class Screen
{
public:
    /// Errors: deviceNotReady.
    [[nodiscard]] static Result<std::unique_ptr<Screen>> start(QSize size);
    ~Screen();

    [[nodiscard]] const QString &display() const { return m_display; } ///< ":7"
    [[nodiscard]] pid_t process() const { return pid_t(m_process.processId()); }

private:
    Screen() = default;

    QProcess m_process;
    QString m_display;
};

} // namespace kiosk::bench
