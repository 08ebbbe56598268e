#pragma once

#include <QByteArray>
#include <QString>

#include <SQLiteCpp/SQLiteCpp.h>

namespace kiosk
{

/// A prepared statement that takes and gives Qt's types. Throws SQLite::Exception.
/// Thread: the database's.
class Query
{
public:
    template <typename... Values>
    Query(SQLite::Database &database, const char *sql, const Values &...values) : m_statement(database, sql)
    {
        int index = 0;
        (bind(++index, values), ...);
    }
    bool next() { return m_statement.executeStep(); }
    /// Rows changed.
    int run() { return m_statement.exec(); }
    [[nodiscard]] QString text(int column)
    {
        return QString::fromStdString(m_statement.getColumn(column).getString());
    }
    [[nodiscard]] QByteArray bytes(int column)
    {
        const SQLite::Column value = m_statement.getColumn(column);
        return {static_cast<const char *>(value.getBlob()), value.getBytes()};
    }
    [[nodiscard]] qint64 number(int column) { return m_statement.getColumn(column).getInt64(); }

private:
    void bind(int index, const QString &value) { m_statement.bind(index, value.toStdString()); }
    void bind(int index, const char *value) { m_statement.bind(index, value); }
    void bind(int index, qint64 value) { m_statement.bind(index, int64_t(value)); }
    void bind(int index, int value) { m_statement.bind(index, value); }
    void bind(int index, const QByteArray &value)
    {
        m_statement.bind(index, value.constData(), int(value.size()));
    }

    SQLite::Statement m_statement;
};

} // namespace kiosk
