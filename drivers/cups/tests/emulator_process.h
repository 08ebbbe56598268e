#pragma once

#include <kiosk/core/result.h>
#include <kiosk/hal/device.h>

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace kiosk::cups
{

/// A running cups-emulator, in a folder of its own. Ends with it.
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

    QJsonObject ask(const QJsonObject &request);
    void fault(const QString &name);
    [[nodiscard]] QJsonArray printed();
    [[nodiscard]] QByteArray printedFile(int index);
    /// Jobs that the server still has to print; empty text of lpstat.
    [[nodiscard]] QString openJobs() const;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QJsonObject m_ready;
};

} // namespace kiosk::cups
