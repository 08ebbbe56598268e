#pragma once

#include <QStringList>

#include <mutex>

namespace kiosk::test
{

/// What a technician's record of a driver's wire tells, from here to the end of the scope.
class TrafficRecord
{
public:
    explicit TrafficRecord(QString driver);
    ~TrafficRecord();
    TrafficRecord(const TrafficRecord &) = delete;
    TrafficRecord &operator=(const TrafficRecord &) = delete;

    [[nodiscard]] QStringList lines() const;
    /// Each line is a time and a way, and then a length with a hash, or at most sixteen bytes of a frame.
    void checkForm() const;
    /// Each is a length, and has no room for anything else.
    void checkLengthsOnly() const;
    /// A text of six characters or more and each six of it are nowhere, in UTF-8, UTF-16LE or GBK, plain or
    /// in hexadecimal; a shorter one as a whole.
    void checkAbsent(const QString &secret) const;

private:
    void checkEach(const char *form) const;

    const QString m_driver;
    mutable std::mutex m_mutex;
    QStringList m_lines;
};

} // namespace kiosk::test
