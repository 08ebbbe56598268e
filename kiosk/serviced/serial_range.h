#pragma once

#include <kiosk/core/result.h>

#include <QString>

namespace kiosk::services
{

/// Serial numbers of blanks that follow each other. A number is up to four capital letters and 4 to 12
/// digits, "QY00012301"; numbers of one series have the same letters and as many digits, so that they sort as
/// texts.
class SerialRange
{
public:
    /// Both ends included. Errors: invalidData (no numbers, of two series, the last before the first, more
    /// than 100 000).
    [[nodiscard]] static Result<SerialRange> create(const QString &first, const QString &last);
    /// As many, at least one, from this number on, which is one. Pure.
    [[nodiscard]] static SerialRange from(const QString &first, qint64 count);

    [[nodiscard]] const QString &first() const { return m_first; }
    [[nodiscard]] const QString &last() const { return m_last; }
    [[nodiscard]] qint64 count() const { return m_count; }
    /// The number so many after the first; it need not be in the range.
    [[nodiscard]] QString at(qint64 index) const;
    /// Where in the range a number is; -1: it is not.
    [[nodiscard]] qint64 indexOf(const QString &number) const;

private:
    SerialRange(QString first, QString last, qint64 count)
        : m_first(std::move(first)), m_last(std::move(last)), m_count(count)
    {
    }
    QString m_first;
    QString m_last;
    qint64 m_count;
};

/// The number after it, of the same series. Pure.
[[nodiscard]] QString numberAfter(const QString &number);

} // namespace kiosk::services
