#include <kiosk/serviced/module_record.h>

#include <kiosk/core/query.h>

namespace kiosk::services
{

const char *const ModuleRecord::tables = R"(
CREATE TABLE IF NOT EXISTS modules (id TEXT PRIMARY KEY, version TEXT NOT NULL, failures INTEGER NOT NULL,
    reason TEXT NOT NULL, stopped TEXT NOT NULL DEFAULT '');
)";

void ModuleRecord::succeeded(const QString &module)
{
    Query(m_database, "DELETE FROM modules WHERE id = ? AND stopped = ''", module).run();
}

bool ModuleRecord::failed(const QString &module, const QString &version, const QString &reason,
                          const QString &now)
{
    if (stopped(module, version))
        return false;
    // Of another version: it begins anew.
    Query(m_database, "DELETE FROM modules WHERE id = ? AND version != ?", module, version).run();
    Query(m_database,
          "INSERT INTO modules (id, version, failures, reason) VALUES (?1, ?2, 1, ?3) "
          "ON CONFLICT (id) DO UPDATE SET failures = failures + 1, reason = ?3",
          module, version, reason)
        .run();
    return Query(m_database, "UPDATE modules SET stopped = ? WHERE id = ? AND failures >= ?", now, module,
                 m_limit)
               .run() > 0;
}

bool ModuleRecord::stopped(const QString &module, const QString &version)
{
    return Query(m_database, "SELECT 1 FROM modules WHERE id = ? AND version = ? AND stopped != ''", module,
                 version)
        .next();
}

QJsonObject ModuleRecord::stop(const QString &module, const QString &version)
{
    Query found(
        m_database,
        "SELECT stopped, failures, reason FROM modules WHERE id = ? AND version = ? AND stopped != ''",
        module, version);
    if (!found.next())
        return {};
    return {{QStringLiteral("since"), found.text(0)},
            {QStringLiteral("failures"), found.number(1)},
            {QStringLiteral("reason"), found.text(2)}};
}

bool ModuleRecord::restore(const QString &module)
{
    return Query(m_database, "DELETE FROM modules WHERE id = ? AND stopped != ''", module).run() > 0;
}

} // namespace kiosk::services
