#pragma once

#include "ruler.h"
#include "simulators.h"

#include <deploy/citizen/citizen.h>

#include <QDBusConnection>

namespace kiosk::bench
{

/// Our side: `kioskctl up` in a window on the screen that the ruler watches. Started and stopped again and
/// again; its state lasts. Thread: main.
class Terminal
{
public:
    /// folder: short, sockets go into it.
    Terminal(Simulators &simulators, QString display, QString folder);
    ~Terminal();

    /// The moment before the program is executed.
    [[nodiscard]] Result<Instant> start();
    /// Everything is up, and a module host waits in reserve.
    [[nodiscard]] Status waitUntilUp();
    void stop();

    /// What kiosk-shell says of itself (org.bianmin.Shell1.State).
    [[nodiscard]] Result<QJsonObject> state() const;
    [[nodiscard]] Status waitForState(const std::function<bool(const QJsonObject &)> &is,
                                      const QString &what) const;
    [[nodiscard]] Status waitForPage(const QString &page) const;
    [[nodiscard]] Status waitForReserve() const;
    /// Where something of this name stands on the screen. Waits until it stands still.
    [[nodiscard]] Result<QRect> find(const QString &name) const;
    /// A part of the citizen's scenarios, by touch: at-result, leave …
    [[nodiscard]] Status play(const QStringList &parts);
    /// So much time passes that whoever stands at the terminal is taken to be gone: the attract page comes.
    [[nodiscard]] Status endVisit();
    /// What staff do about modules that failed three times in a row: they are offered again.
    [[nodiscard]] Status restoreModules();
    /// A device's entry of org.bianmin.Devices1.List.
    [[nodiscard]] QJsonObject device(const QString &id) const;
    /// The process that has this name on the bus.
    [[nodiscard]] pid_t processOf(const char *busName) const;

    [[nodiscard]] const QDBusConnection &bus() const { return *m_bus; }

private:
    [[nodiscard]] QDBusMessage call(const char *service, const char *path, const char *interface,
                                    const char *method, const QVariantList &arguments = {}) const;

    Simulators &m_simulators;
    QString m_display;
    QString m_folder;
    std::unique_ptr<QProcess> m_process;
    std::unique_ptr<QDBusConnection> m_bus;
    citizen::TerminalAddress m_address;
    int m_starts = 0;
};

} // namespace kiosk::bench
