#pragma once

#include <QJsonObject>
#include <QStringList>

namespace kiosk::sane::emulator
{

/// A scanner with glass and a feeder for both sides: what lies where, and what goes wrong. Asked by the back
/// end ("wire") and by those who play with it. Thread: one.
class Machine
{
public:
    [[nodiscard]] QJsonObject control(const QJsonObject &request);

private:
    [[nodiscard]] QJsonObject wire(const QJsonObject &request);
    [[nodiscard]] QJsonObject begin(const QJsonObject &request);
    [[nodiscard]] QJsonObject go();
    [[nodiscard]] bool faultHere(const char *name) const;
    [[nodiscard]] QJsonObject state() const;
    void clear();

    bool m_plugged = true;
    bool m_cover = false;
    int m_glass = 0;  ///< number of the sheet on it; 0: none
    int m_sheets = 0; ///< in the feeder
    int m_fed = 0;    ///< the last one
    bool m_back = false;
    double m_skew = 0; ///< degrees
    bool m_small = false;
    QJsonObject m_target; ///< code, scale of what is printed, light; empty: a numbered sheet
    QString m_fault;
    int m_faultAt = 1; ///< the picture of a scan at which it happens

    int m_picture = 0; ///< of this scan
    int m_pieces = 0;  ///< of this picture
    int m_opened = 0;
    int m_canceled = 0;
    QJsonObject m_asked; ///< of the last scan
};

} // namespace kiosk::sane::emulator
