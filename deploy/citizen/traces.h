#pragma once

#include "processes.h"

namespace kiosk::citizen
{

/// What is known of a citizen, looked for wherever a terminal could keep it: in the memory of its processes,
/// in the memory files that they hold, and in the files of its folders. Thread: one.
class Traces
{
public:
    struct Trace {
        QString where; ///< "serviced [heap]", or a file
        QString what;  ///< "number, UTF-16"
    };

    /// A text in every encoding that the terminal works with: UTF-8, UTF-16 (little endian), GBK, Base64.
    void addText(const QString &text);
    /// Digits so few that they also occur within other numbers: only where they stand alone.
    void addCode(const QString &digits);
    void addBytes(const QString &what, const QByteArray &bytes);

    /// Over /proc/PID/mem: no core file, whose writing would itself be a leak. Not looked at: what plays the
    /// world around the terminal, and the paper that came out. Errors: authorisationRequired where the
    /// memory of a process may not be read (that takes CAP_SYS_PTRACE).
    [[nodiscard]] Result<QList<Trace>> search(const TerminalAddress &terminal) const;
    /// Of these bytes. Pure.
    [[nodiscard]] QStringList in(QByteArrayView bytes) const;

private:
    struct Pattern {
        QString what;
        QByteArray bytes;
        int alone = 0; ///< size of a character where none may stand before and after it, else 0
    };
    void add(Pattern pattern);
    [[nodiscard]] Status searchMemory(const TerminalProcess &process, QList<Trace> &found) const;
    void searchMemoryFiles(const TerminalProcess &process, QList<Trace> &found) const;
    void searchFiles(const QString &folder, QList<Trace> &found) const;

    QList<Pattern> m_patterns;
    QHash<quint16, QList<qsizetype>> m_byStart;
    QByteArray m_starts = QByteArray(1 << 16, '\0'); ///< 1 where a pattern starts with these two bytes
};

} // namespace kiosk::citizen
