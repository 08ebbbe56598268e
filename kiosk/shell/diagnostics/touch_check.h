#pragma once

#include <QList>
#include <QPointF>
#include <QSizeF>
#include <QString>

namespace kiosk::shell
{

/// How far from nine points of the panel somebody's touches on them are told. Places are fractions of the
/// panel's width and height, distances millimetres. Pure.
class TouchCheck
{
public:
    static constexpr int points = 9; ///< row by row, from the top left

    struct Verdict {
        double worst = 0;   ///< the longest distance
        int worstPoint = 0; ///< whose it is
        QPointF shift;      ///< what all of them are off by, on the mean: right and down
        bool good = false;
    };

    /// panel: its width and height. margin: from its edge to the outer points.
    TouchCheck(QSizeF panel, double limit, double margin);

    [[nodiscard]] QPointF target(int point) const;
    void touched(QPointF place);
    /// Which point is next; `points` when all were touched.
    [[nodiscard]] int next() const { return int(m_touches.size()); }
    [[nodiscard]] bool complete() const { return next() == points; }
    /// Of a complete one.
    [[nodiscard]] Verdict verdict() const;
    /// The same for a person, with what to do.
    [[nodiscard]] QString words() const;

private:
    [[nodiscard]] QPointF offset(int point) const;

    QSizeF m_panel;
    double m_limit;
    double m_margin;
    QList<QPointF> m_touches;
};

} // namespace kiosk::shell
