#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QString>

namespace SQLite
{
class Database;
}

namespace kiosk::services
{

/// How the last runs of each module went: a table of the journal. A module that fails several times in a row
/// is stopped, until a person restores it or another version is installed. Methods run in the caller's
/// transaction and throw SQLite::Exception. Thread: one.
class ModuleRecord
{
public:
    static const char *const tables;

    ModuleRecord(SQLite::Database &database, int limit) : m_database(database), m_limit(limit) {}

    /// A run ended as it should: what went before does not count any more.
    void succeeded(const QString &module);
    /// A run ended otherwise, for a code of errors.yaml; true if the module is stopped by it.
    [[nodiscard]] bool failed(const QString &module, const QString &version, const QString &reason,
                              const QString &now);
    [[nodiscard]] bool stopped(const QString &module, const QString &version);
    /// {"since", "failures", "reason"} of a module that is stopped, else empty.
    [[nodiscard]] QJsonObject stop(const QString &module, const QString &version);
    /// False where it was not stopped.
    [[nodiscard]] bool restore(const QString &module);

private:
    SQLite::Database &m_database;
    int m_limit;
};

} // namespace kiosk::services
