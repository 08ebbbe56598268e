#pragma once

#include <QColor>
#include <QObject>
#include <QtQml/qqmlregistration.h>
#include <algorithm>
#include <array>
#include <cmath>

namespace kiosk::theme
{
/// What the tokens depend on. GUI thread.
struct ThemeState {
    bool highContrast = false;
    bool technician = false; ///< the pages behind the machine: dark, for a torch and a cellar
    int variant = 0;         ///< portrait, landscape, elder, elderLandscape
    qreal uiScale = 1.0;
    qreal typeScale = 1.0; ///< uiScale and the type size together
};
} // namespace kiosk::theme

/// A group of tokens; the classes made from tokens.json derive from it. GUI thread.
class ThemeGroup : public QObject
{
    Q_OBJECT
    QML_ANONYMOUS

public:
    explicit ThemeGroup(const kiosk::theme::ThemeState &state, QObject *parent)
        : QObject(parent), m_state(state)
    {
    }

    Q_SIGNAL void changed();

protected:
    using Variants = std::array<double, 4>;
    [[nodiscard]] qreal plain(const Variants &values) const
    {
        return values[static_cast<size_t>(m_state.variant)];
    }
    /// Type and what holds a line of it: in whole pixels, so that edges stay crisp at every scale.
    [[nodiscard]] qreal scaled(const Variants &values) const
    {
        return std::round(plain(values) * m_state.typeScale);
    }
    /// What a hand needs and what is measured in millimetres.
    [[nodiscard]] qreal measured(const Variants &values) const
    {
        return std::round(plain(values) * m_state.uiScale);
    }
    /// What divides the screen, spaces and pictures. A near or small panel (uiScale above 1) has the same
    /// pixels and larger type and targets on them; a window smaller than the screen (below 1) shrinks
    /// everything.
    [[nodiscard]] qreal still(const Variants &values) const
    {
        return std::round(plain(values) * std::min(m_state.uiScale, 1.0));
    }
    /// What is pressed: as still, and never less than 20 mm, for elder hands 25 mm (domain rule).
    [[nodiscard]] qreal pressed(const Variants &values) const { return atLeast(values, standardHand); }
    /// What is pressed and stands in rows, such as keys and tiles: never less than 15 mm, for elder hands 25
    /// mm.
    [[nodiscard]] qreal least(const Variants &values) const { return atLeast(values, leastHand); }
    [[nodiscard]] QColor colour(QRgb standard, QRgb contrast, QRgb technician) const
    {
        return QColor::fromRgba(m_state.technician ? technician : m_state.highContrast ? contrast : standard);
    }

private:
    static constexpr qreal leastHand = 60.0; // target.min, target.standard, target.elderMin
    static constexpr qreal standardHand = 80.0;
    static constexpr qreal elderHand = 104.0;

    [[nodiscard]] qreal atLeast(const Variants &values, qreal hand) const
    {
        const qreal least = std::min(plain(values), m_state.variant >= 2 ? elderHand : hand);
        return std::max(still(values), std::round(least * m_state.uiScale));
    }

    const kiosk::theme::ThemeState &m_state;
};
