#pragma once

#include "processes.h"

#include <kiosk/core/result.h>

#include <QJsonObject>
#include <QProcess>

#include <memory>

namespace kiosk::bench
{

/// What plays devices and platform. It stands before the terminal is started and after it ends, as devices
/// and departments do: no figure of the terminal has it in it. Thread: main.
class Simulators
{
public:
    /// configuration: devices.yaml; folder: short, sockets go into it. Errors: deviceNotReady with what
    /// kioskctl said.
    [[nodiscard]] static Result<std::unique_ptr<Simulators>> start(const QString &configuration,
                                                                   const QString &folder);
    ~Simulators();

    /// devices.yaml of a terminal that finds devices and certificates here.
    [[nodiscard]] Status writeConfiguration(const QString &file) const;
    [[nodiscard]] QString platform() const; ///< https://…
    [[nodiscard]] QString runFolder() const { return m_folder + QStringLiteral("/run"); }
    [[nodiscard]] pid_t process() const { return pid_t(m_process.processId()); }

private:
    Simulators(QString configuration, QString folder);

    QString m_configuration;
    QString m_folder;
    QProcess m_process;
    QString m_address;
};

/// The next line of JSON with this event that kioskctl says. Errors: deviceNotReady when it ends without.
[[nodiscard]] Result<QJsonObject> waitForEvent(QProcess &kioskctl, QStringView event);

} // namespace kiosk::bench
