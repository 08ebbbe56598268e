#pragma once

#include <kiosk/core/result.h>
#include <kiosk/hal/device.h>

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace kiosk::cups
{

/// A running cups-emulator, in a folder of its own. Ends with it; what it leaves behind then, a process of
/// its own or of one that it started, or a file, fails the test.
class EmulatorProcess
{
public:
    /// `arguments` beside folders and sockets, e.g. --page-ms.
    explicit EmulatorProcess(const QStringList &arguments = {});
    ~EmulatorProcess();

    [[nodiscard]] const QJsonObject &ready() const { return m_ready; }
    [[nodiscard]] qint64 pid(const QString &program) const;
    /// An entry of devices.yaml for it, polling fast.
    [[nodiscard]] hal::DeviceConfiguration configuration() const;

    /// Any thread.
    QJsonObject ask(const QJsonObject &request);
    void fault(const QString &name);
    /// Waits until nobody is at work on anything: server, back ends and printer.
    [[nodiscard]] bool comesToRest();
    [[nodiscard]] QJsonArray printed();
    [[nodiscard]] QByteArray printedFile(int index);
    /// Jobs that the server still has to print; empty text of lpstat.
    [[nodiscard]] QString openJobs() const;

    /// Where the server, the printer and the emulator keep anything, and what is no paper.
    [[nodiscard]] QStringList folders() const;

private:
    void checkNothingLeft() const;

    QTemporaryDir m_folder;
    QProcess m_process;
    QJsonObject m_ready;
};

} // namespace kiosk::cups
