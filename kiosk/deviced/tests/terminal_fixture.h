#pragma once

#include "running_deviced.h"

namespace kiosk::test
{

/// A prefix and a run folder of their own, with the fake driver: devices `reader`, `printer`.
class Installation
{
public:
    explicit Installation(const QByteArray &moreDevices = {});

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QProcessEnvironment environment() const;
    /// What the driver of the device has noted.
    [[nodiscard]] QStringList executed(const QString &device) const;
    void write(const QString &name, const QByteArray &text);

private:
    QTemporaryDir m_folder;
};

/// A private bus and kiosk-deviced with the fake driver.
class TerminalFixture : public Installation, public RunningDeviced
{
public:
    explicit TerminalFixture(const QByteArray &moreDevices = {});
};

} // namespace kiosk::test
