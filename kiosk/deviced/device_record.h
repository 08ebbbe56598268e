#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/hal/device_classes.h>

#include <QJsonArray>

#include <memory>

namespace SQLite
{
class Database;
}

namespace kiosk::deviced
{

/// What is kept of each device beyond a restart: what it did, when it was looked after, its last hundred
/// events. Words and numbers of the terminal only: free text of drivers has no place here.
///
/// A write that fails is told in the log and lost: no device stands still for it. Thread: main; each call is
/// a few pages of a local file that are not waited for until they are on the disk.
class DeviceRecord
{
public:
    static constexpr int keptEvents = 100; ///< of each device

    /// A file that is no record any more goes aside and a new one begins; where none can be kept, all of it
    /// is forgotten at the end of the process. `clock` outlives it. Errors: internalError.
    [[nodiscard]] static Result<std::unique_ptr<DeviceRecord>> open(const QString &file, const Clock &clock);
    ~DeviceRecord();

    /// From its first time on the device is counted, and its maintenance runs.
    void add(const QString &device);
    void count(const QString &device, const QString &counter, qint64 by);
    /// An event; `what` and `word` are plain words: error paperOut, self-test ok. Anything else is dropped.
    void note(const QString &device, const QString &what, const QString &word);
    /// Likewise, where its last event of that kind, or of the kinds that end it, was another one.
    void noteState(const QString &device, const QString &what, const QString &word);
    /// Was done today, by the person of this number. Errors: internalError.
    [[nodiscard]] Status maintained(const QString &device, const hal::MaintenanceRule &rule,
                                    const QString &by);

    /// As Devices1.Record gives it.
    [[nodiscard]] QJsonObject of(const QString &device, const hal::DeviceRules &rules);
    /// Tasks that are overdue.
    [[nodiscard]] QJsonArray overdue(const QString &device, const hal::DeviceRules &rules);

private:
    DeviceRecord(std::unique_ptr<SQLite::Database> database, const Clock &clock);
    [[nodiscard]] static std::unique_ptr<SQLite::Database> connect(const QString &file);
    template <typename Body> Status attempt(Body body);

    [[nodiscard]] QString now() const;
    [[nodiscard]] QString since(const QString &device);
    [[nodiscard]] qint64 counted(const QString &device, const QString &counter);
    [[nodiscard]] QJsonObject task(const QString &device, const hal::MaintenanceRule &rule);
    [[nodiscard]] QJsonArray events(const QString &device);

    std::unique_ptr<SQLite::Database> m_database;
    const Clock &m_clock;
};

} // namespace kiosk::deviced
