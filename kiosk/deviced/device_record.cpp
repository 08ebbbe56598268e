#include <kiosk/deviced/device_record.h>

#include <kiosk/core/query.h>
#include <kiosk/deviced/log.h>
#include <kiosk/deviced/maintenance.h>

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <sqlite3.h>
#include <sys/stat.h>

namespace kiosk::deviced
{

namespace
{

constexpr auto tables = R"(
CREATE TABLE IF NOT EXISTS devices (device TEXT PRIMARY KEY, since TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS counters (device TEXT NOT NULL, counter TEXT NOT NULL, value INTEGER NOT NULL,
    PRIMARY KEY (device, counter));
CREATE TABLE IF NOT EXISTS maintenance (device TEXT NOT NULL, task TEXT NOT NULL, done TEXT NOT NULL,
    staff TEXT NOT NULL, counted INTEGER NOT NULL, PRIMARY KEY (device, task));
CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY AUTOINCREMENT, device TEXT NOT NULL, at TEXT NOT NULL,
    what TEXT NOT NULL, word TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS events_by_device ON events (device, id);
)";

/// Codes, parts of a device, results: nothing that could hold a name or a number of a person.
bool isEventWord(const QString &text)
{
    static const QRegularExpression word(QStringLiteral("^[A-Za-z][A-Za-z-]{0,39}$"));
    return word.match(text).hasMatch() && !text.endsWith(u'\n');
}

QDate dayOf(const QString &time)
{
    return QDateTime::fromString(time, Qt::ISODate).date();
}

} // namespace

std::unique_ptr<SQLite::Database> DeviceRecord::connect(const QString &file)
{
    const mode_t mask = ::umask(077);
    std::unique_ptr<SQLite::Database> database;
    try {
        database = std::make_unique<SQLite::Database>(file.toStdString(),
                                                      SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 300);
        // NORMAL: a power cut may take the last counts, never the file; nobody waits for the disk.
        database->exec("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                       "PRAGMA cache_size=-128"); // KiB
        SQLite::Statement check(*database, "PRAGMA quick_check(1)");
        if (!check.executeStep() || check.getColumn(0).getString() != "ok")
            throw SQLite::Exception("the file is damaged", SQLITE_CORRUPT);
        database->exec(tables);
    } catch (...) {
        ::umask(mask);
        throw;
    }
    ::umask(mask);
    return database;
}

Result<std::unique_ptr<DeviceRecord>> DeviceRecord::open(const QString &file, const Clock &clock)
{
    QDir().mkpath(QFileInfo(file).path());
    for (const QString &place : {file, file, QStringLiteral(":memory:")}) {
        try {
            return std::unique_ptr<DeviceRecord>(new DeviceRecord(connect(place), clock));
        } catch (const SQLite::Exception &exception) {
            qCCritical(log).noquote()
                << "what devices did is not kept in" << place << ':' << exception.what();
            const int code = exception.getErrorCode();
            if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT) {
                QFile::remove(file + QStringLiteral(".damaged"));
                QFile::rename(file, file + QStringLiteral(".damaged"));
            }
        }
    }
    return fail(error::internalError, QStringLiteral("no record of devices can be kept"));
}

DeviceRecord::DeviceRecord(std::unique_ptr<SQLite::Database> database, const Clock &clock)
    : m_database(std::move(database)), m_clock(clock)
{
}

DeviceRecord::~DeviceRecord() = default;

template <typename Body> Status DeviceRecord::attempt(Body body)
{
    try {
        body();
        return {};
    } catch (const SQLite::Exception &exception) {
        qCWarning(log) << "record of devices:" << exception.what();
        return fail(error::internalError, QString::fromUtf8(exception.what()));
    }
}

QString DeviceRecord::now() const
{
    const QDateTime wall = m_clock.wall();
    return wall.toOffsetFromUtc(wall.offsetFromUtc()).toString(Qt::ISODate);
}

void DeviceRecord::add(const QString &device)
{
    (void)attempt([&] {
        Query(*m_database, "INSERT OR IGNORE INTO devices (device, since) VALUES (?, ?)", device, now())
            .run();
    });
}

void DeviceRecord::count(const QString &device, const QString &counter, qint64 by)
{
    (void)attempt([&] {
        Query(*m_database,
              "INSERT INTO counters (device, counter, value) VALUES (?, ?, ?) "
              "ON CONFLICT (device, counter) DO UPDATE SET value = value + excluded.value",
              device, counter, by)
            .run();
    });
}

void DeviceRecord::note(const QString &device, const QString &what, const QString &word)
{
    if (!isEventWord(what) || !isEventWord(word))
        return;
    (void)attempt([&] {
        SQLite::Transaction transaction(*m_database);
        Query(*m_database, "INSERT INTO events (device, at, what, word) VALUES (?, ?, ?, ?)", device, now(),
              what, word)
            .run();
        Query(*m_database,
              "DELETE FROM events WHERE device = ?1 AND id <= (SELECT id FROM events WHERE device = ?1 "
              "ORDER BY id DESC LIMIT 1 OFFSET ?2)",
              device, keptEvents)
            .run();
        transaction.commit();
    });
}

void DeviceRecord::noteState(const QString &device, const QString &what, const QString &word)
{
    bool same = false;
    (void)attempt([&] {
        Query last(*m_database,
                   "SELECT what, word FROM events WHERE device = ? AND what IN ('state', 'error', 'supply') "
                   "ORDER BY id DESC LIMIT 1",
                   device);
        same = last.next() && last.text(0) == what && last.text(1) == word;
    });
    if (!same)
        note(device, what, word);
}

Status DeviceRecord::maintained(const QString &device, const hal::MaintenanceRule &rule, const QString &by)
{
    const Status written = attempt([&] {
        Query(
            *m_database,
            "INSERT OR REPLACE INTO maintenance (device, task, done, staff, counted) VALUES (?, ?, ?, ?, ?)",
            device, rule.task, now(), by, counted(device, rule.counter))
            .run();
    });
    if (written)
        note(device, QStringLiteral("maintenance"), rule.task);
    return written;
}

QString DeviceRecord::since(const QString &device)
{
    Query row(*m_database, "SELECT since FROM devices WHERE device = ?", device);
    return row.next() ? row.text(0) : now();
}

qint64 DeviceRecord::counted(const QString &device, const QString &counter)
{
    Query row(*m_database, "SELECT value FROM counters WHERE device = ? AND counter = ?", device, counter);
    return row.next() ? row.number(0) : 0;
}

QJsonObject DeviceRecord::task(const QString &device, const hal::MaintenanceRule &rule)
{
    QJsonObject task{{QStringLiteral("task"), rule.task}};
    LastCare last{dayOf(since(device)), 0};
    Query done(*m_database, "SELECT done, staff, counted FROM maintenance WHERE device = ? AND task = ?",
               device, rule.task);
    if (done.next()) {
        last = {dayOf(done.text(0)), done.number(2)};
        task.insert(QStringLiteral("done"), done.text(0));
        task.insert(QStringLiteral("by"), done.text(1));
    }
    const NextCare next = nextCare(rule, last, counted(device, rule.counter), m_clock.wall().date());
    task.insert(QStringLiteral("due"), next.due.toString(Qt::ISODate));
    task.insert(QStringLiteral("overdue"), next.overdue);
    if (next.left) {
        task.insert(QStringLiteral("counter"), rule.counter);
        task.insert(QStringLiteral("left"), *next.left);
    }
    return task;
}

QJsonArray DeviceRecord::events(const QString &device)
{
    QJsonArray list;
    Query rows(*m_database, "SELECT at, what, word FROM events WHERE device = ? ORDER BY id DESC", device);
    while (rows.next()) {
        list.append(QJsonObject{{QStringLiteral("at"), rows.text(0)},
                                {QStringLiteral("what"), rows.text(1)},
                                {QStringLiteral("word"), rows.text(2)}});
    }
    return list;
}

QJsonObject DeviceRecord::of(const QString &device, const hal::DeviceRules &rules)
{
    QJsonObject record;
    (void)attempt([&] {
        QJsonArray counters;
        for (const hal::CounterRule &rule : rules.counters)
            counters.append(QJsonObject{{QStringLiteral("counter"), rule.counter},
                                        {QStringLiteral("value"), counted(device, rule.counter)}});
        QJsonArray maintenance;
        for (const hal::MaintenanceRule &rule : rules.maintenance)
            maintenance.append(task(device, rule));
        record = {{QStringLiteral("since"), since(device)},
                  {QStringLiteral("counters"), counters},
                  {QStringLiteral("maintenance"), maintenance},
                  {QStringLiteral("events"), events(device)}};
    });
    return record;
}

QJsonArray DeviceRecord::overdue(const QString &device, const hal::DeviceRules &rules)
{
    QJsonArray tasks;
    (void)attempt([&] {
        for (const hal::MaintenanceRule &rule : rules.maintenance) {
            if (task(device, rule)[u"overdue"].toBool())
                tasks.append(rule.task);
        }
    });
    return tasks;
}

} // namespace kiosk::deviced
