#include "browser.h"

#include "simulators.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace kiosk::bench
{

Browser::Browser(QString display, QString folder, QString pages)
    : m_display(std::move(display)), m_folder(std::move(folder)), m_pages(std::move(pages))
{
}

Browser::~Browser()
{
    stop();
}

Result<std::unique_ptr<Browser>> Browser::create(const QString &display, const QString &folder,
                                                 const QString &pages)
{
    std::unique_ptr<Browser> browser(new Browser(display, folder, pages));
    browser->m_program = QStandardPaths::findExecutable(QStringLiteral("chromium"));
    if (browser->m_program.isEmpty())
        return fail(
            error::noDevice,
            QStringLiteral("there is no Chromium to compare with: install it with ./deploy/install bench "
                           "(Debian's package chromium), or measure without: --ours-only"));
    QProcess asked;
    asked.start(browser->m_program, {QStringLiteral("--version")});
    asked.waitForFinished();
    browser->m_version = QString::fromUtf8(asked.readAllStandardOutput().trimmed());
    return browser;
}

Result<Instant> Browser::start(const QString &page)
{
    const QString profile = m_folder + QStringLiteral("/profile");
    QDir(profile).removeRecursively();
    QDir().mkpath(profile + QStringLiteral("/Default"));
    QFile preferences(profile + QStringLiteral("/Default/Preferences"));
    if (!preferences.open(QIODevice::WriteOnly))
        return fail(error::notEnoughSpace, preferences.errorString());
    preferences.write(R"({"translate": {"enabled": false}})"); // its bar would lie over the page
    preferences.close();
    QStringList arguments{QStringLiteral("--kiosk"),
                          QStringLiteral("--disable-gpu"), // as ours: no graphics card
                          QStringLiteral("--window-size=1080,1920"),
                          QStringLiteral("--window-position=0,0"),
                          QStringLiteral("--no-first-run"),
                          QStringLiteral("--no-default-browser-check"),
                          QStringLiteral("--disable-background-networking"),
                          QStringLiteral("--disable-component-update"),
                          QStringLiteral("--disable-extensions"),
                          QStringLiteral("--disable-sync"),
                          QStringLiteral("--disable-quic"),
                          QStringLiteral("--lang=zh-CN"),
                          QStringLiteral("--password-store=basic"),
                          QStringLiteral("--user-data-dir=") + profile};
    if (::geteuid() == 0)
        arguments << QStringLiteral("--no-sandbox"); // it does not start otherwise
    m_process = std::make_unique<QProcess>();
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
    environment.insert(QStringLiteral("DISPLAY"), m_display);
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_folder);
    m_process->setProcessEnvironment(environment);
    m_process->setStandardOutputFile(m_folder + QStringLiteral("/chromium.log"));
    m_process->setStandardErrorFile(m_folder + QStringLiteral("/chromium.log"), QIODevice::Append);
    m_process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    const Instant before = std::chrono::steady_clock::now();
    m_process->start(m_program, arguments << QStringLiteral("file://%1/%2.html").arg(m_pages, page));
    return before;
}

void Browser::stop()
{
    if (m_process)
        end(*m_process);
    m_process.reset();
}

} // namespace kiosk::bench
