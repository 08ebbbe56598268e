#pragma once

#include <QJsonObject>

namespace kiosk::xfs4iot
{

/// What a service has said of its state: an answer of Common.Status, and the deltas since. Pure; thread: one
/// at a time.
class StatusRecord
{
public:
    /// The device's own word, asked now: whatever deltas said before is over.
    void replace(const QJsonObject &status) { m_status = status; }
    /// Common.StatusChangedEvent: null and what is left out is unchanged. An object where a value stood, or
    /// the other way, is no delta, and passed over.
    void merge(const QJsonObject &delta) { m_status = merged(m_status, delta, deepest); }
    [[nodiscard]] const QJsonObject &value() const { return m_status; }

private:
    static constexpr int deepest = 32; // as parseMessage()
    [[nodiscard]] static QJsonObject merged(QJsonObject status, const QJsonObject &delta, int depth);

    QJsonObject m_status;
};

} // namespace kiosk::xfs4iot
