#pragma once

#include "ruler.h"

#include <QProcess>

#include <memory>

namespace kiosk::bench
{

/// The other side: Debian's Chromium in kiosk mode with the same pages on the same screen. Thread: main.
class Browser
{
public:
    /// Errors: noDevice with what to install.
    [[nodiscard]] static Result<std::unique_ptr<Browser>> create(const QString &display,
                                                                 const QString &folder, const QString &pages);
    ~Browser();

    /// Starts with a new profile at a page of make-pages: home, guide or service. The moment before the
    /// program is executed.
    [[nodiscard]] Result<Instant> start(const QString &page);
    void stop();

    [[nodiscard]] const QString &version() const { return m_version; }

private:
    Browser(QString display, QString folder, QString pages);

    QString m_program;
    QString m_display;
    QString m_folder;
    QString m_pages;
    QString m_version;
    std::unique_ptr<QProcess> m_process;
};

} // namespace kiosk::bench
