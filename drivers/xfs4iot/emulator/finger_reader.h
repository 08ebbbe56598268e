#pragma once

#include "message.h"
#include "outcome.h"

#include <QJsonArray>
#include <QMap>
#include <QStringList>

#include <optional>
#include <utility>

namespace kiosk::xfs4iot::emulator
{

/// The reader of fingers behind the service biometric: what it scanned and what was imported stays in it
/// until it is cleared. Thread: one.
class FingerReader
{
public:
    /// What it can do, as Common.Capabilities says it.
    [[nodiscard]] static QJsonObject capabilities();

    /// A person's finger on it, once: scan is "good", "unclear" (it wants another) or "failed" (it gives up).
    void place(const QString &person, const QString &scan);
    /// The end of a command, or nothing while it waits for a finger. `again`: it has waited before.
    [[nodiscard]] std::optional<Outcome> execute(const Message &command, bool again);
    /// Names of the command's events since.
    [[nodiscard]] QStringList takeEvents() { return std::exchange(m_events, {}); }
    [[nodiscard]] QJsonObject state() const;

private:
    struct Finger {
        QString person, scan;
    };
    [[nodiscard]] std::optional<Outcome> read(const Message &command, bool again);
    [[nodiscard]] Outcome import(const Message &command);
    [[nodiscard]] Outcome match(const Message &command) const;
    void clear(const Message &command);

    std::optional<Finger> m_placed;
    QByteArray m_scanned;                 ///< empty = none
    QMap<QString, QByteArray> m_imported; ///< by identifier
    QStringList m_events;
    QJsonArray m_modes; ///< of each Biometric.Read
    int m_scans = 0, m_imports = 0;
};

} // namespace kiosk::xfs4iot::emulator
