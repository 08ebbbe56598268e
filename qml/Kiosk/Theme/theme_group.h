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
    /// Whole pixels, so that edges stay crisp at every scale.
    [[nodiscard]] qreal scaled(const Variants &values) const
    {
        return std::round(plain(values) * m_state.uiScale);
    }
    /// What divides the width of the screen. A near or small panel (uiScale above 1) has the same pixels and
    /// larger type and targets on them; a window smaller than the screen (below 1) shrinks everything.
    [[nodiscard]] qreal across(const Variants &values) const
    {
        return std::round(plain(values) * std::min(m_state.uiScale, 1.0));
    }
    [[nodiscard]] QColor colour(QRgb standard, QRgb contrast, QRgb technician) const
    {
        return QColor::fromRgba(m_state.technician ? technician : m_state.highContrast ? contrast : standard);
    }

private:
    const kiosk::theme::ThemeState &m_state;
};
