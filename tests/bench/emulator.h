#pragma once

#include <kiosk/core/result.h>

#include <QJsonObject>
#include <QProcess>

#include <memory>

namespace kiosk::bench
{

/// What plays a device, until this object goes. Thread: main.
class Emulator
{
public:
    /// Returns when it answers at `control`. Errors: noDevice (it does not).
    [[nodiscard]] static Result<std::unique_ptr<Emulator>>
    start(const QString &program, const QStringList &arguments, const QString &control);
    ~Emulator();

    /// {"do": …}. Errors: as hal::askEmulator().
    [[nodiscard]] Status tell(const QJsonObject &request) const;

private:
    explicit Emulator(QString control) : m_control(std::move(control)) {}

    QString m_control;
    QProcess m_process;
};

} // namespace kiosk::bench
