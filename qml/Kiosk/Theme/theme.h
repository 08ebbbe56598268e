#pragma once

#include "theme_tokens.h"

#include <algorithm>

class QQmlEngine;

/// The design tokens of the terminal as typed properties, and the modes they depend on.
///
/// The shell writes the modes; a module host is told them by the portal. Every length follows uiScale here
/// and nowhere else (domain rule: uiScale = clamp(pxPerMm / 4.03 * viewing distance / 600 mm, 1.0, 1.6)). GUI
/// thread only.
class Theme : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(bool elder READ elder WRITE setElder NOTIFY modesChanged FINAL)
    /// Larger type for citizens of this terminal who have not chosen the elder mode, which has type of its
    /// own.
    Q_PROPERTY(bool large READ large WRITE setLarge NOTIFY modesChanged FINAL)
    Q_PROPERTY(bool highContrast READ highContrast WRITE setHighContrast NOTIFY modesChanged FINAL)
    Q_PROPERTY(bool technician READ technician WRITE setTechnician NOTIFY modesChanged FINAL)
    Q_PROPERTY(bool lowPosition READ lowPosition WRITE setLowPosition NOTIFY modesChanged FINAL)
    Q_PROPERTY(bool landscape READ landscape WRITE setLandscape NOTIFY modesChanged FINAL)
    Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY modesChanged FINAL)
    Q_PROPERTY(qreal uiScale READ uiScale WRITE setUiScale NOTIFY modesChanged FINAL)
    /// Below this line, in px from the top of the screen, a person in a wheelchair reaches what can be
    /// pressed.
    Q_PROPERTY(qreal usableTop READ usableTop WRITE setUsableTop NOTIFY modesChanged FINAL)
    Q_PROPERTY(QString family READ family CONSTANT FINAL)
    Q_PROPERTY(ThemeColor *color READ color CONSTANT FINAL)
    Q_PROPERTY(ThemeType *type READ type CONSTANT FINAL)
    Q_PROPERTY(ThemeLineHeight *lineHeight READ lineHeight CONSTANT FINAL)
    Q_PROPERTY(ThemeSpacing *spacing READ spacing CONSTANT FINAL)
    Q_PROPERTY(ThemeLayout *layout READ layout CONSTANT FINAL)
    Q_PROPERTY(ThemeRadius *radius READ radius CONSTANT FINAL)
    Q_PROPERTY(ThemeBorder *border READ border CONSTANT FINAL)
    Q_PROPERTY(ThemeTarget *target READ target CONSTANT FINAL)
    Q_PROPERTY(ThemeSize *size READ size CONSTANT FINAL)
    Q_PROPERTY(ThemeGrid *grid READ grid CONSTANT FINAL)
    Q_PROPERTY(ThemeRatio *ratio READ ratio CONSTANT FINAL)
    Q_PROPERTY(ThemeMotion *motion READ motion CONSTANT FINAL)
    Q_PROPERTY(ThemeTime *time READ time CONSTANT FINAL)

public:
    explicit Theme(QObject *parent = nullptr);
    /// The Theme of an engine, made now if no page has asked for it yet; the engine owns it.
    [[nodiscard]] static Theme *of(QQmlEngine &engine);

    /// The modes of citizens are none of technicians.
    [[nodiscard]] bool elder() const { return m_elder && !technician(); }
    void setElder(bool elder) { set(m_elder, elder); }
    [[nodiscard]] bool large() const { return m_large && !m_elder && !technician(); }
    void setLarge(bool large) { set(m_large, large); }
    [[nodiscard]] bool highContrast() const { return m_state.highContrast; }
    void setHighContrast(bool highContrast) { set(m_state.highContrast, highContrast); }
    [[nodiscard]] bool technician() const { return m_state.technician; }
    void setTechnician(bool technician) { set(m_state.technician, technician); }
    [[nodiscard]] bool lowPosition() const { return m_lowPosition && !technician(); }
    void setLowPosition(bool lowPosition) { set(m_lowPosition, lowPosition); }
    [[nodiscard]] bool landscape() const { return m_landscape; }
    void setLandscape(bool landscape) { set(m_landscape, landscape); }
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reducedMotion) { set(m_reducedMotion, reducedMotion); }
    [[nodiscard]] qreal uiScale() const { return m_state.uiScale; }
    void setUiScale(qreal scale) { set(m_state.uiScale, std::clamp(scale, 0.25, largest)); }
    [[nodiscard]] qreal usableTop() const { return m_usableTop; }
    void setUsableTop(qreal top) { set(m_usableTop, top); }

    [[nodiscard]] static QString family() { return QStringLiteral("Noto Sans CJK SC"); }
    [[nodiscard]] ThemeColor *color() { return &m_color; }
    [[nodiscard]] ThemeType *type() { return &m_type; }
    [[nodiscard]] ThemeLineHeight *lineHeight() { return &m_lineHeight; }
    [[nodiscard]] ThemeSpacing *spacing() { return &m_spacing; }
    [[nodiscard]] ThemeLayout *layout() { return &m_layout; }
    [[nodiscard]] ThemeRadius *radius() { return &m_radius; }
    [[nodiscard]] ThemeBorder *border() { return &m_border; }
    [[nodiscard]] ThemeTarget *target() { return &m_target; }
    [[nodiscard]] ThemeSize *size() { return &m_size; }
    [[nodiscard]] ThemeGrid *grid() { return &m_grid; }
    [[nodiscard]] ThemeRatio *ratio() { return &m_ratio; }
    [[nodiscard]] ThemeMotion *motion() { return &m_motion; }
    [[nodiscard]] ThemeTime *time() { return &m_time; }

    /// Colours of a category's icon and of the box behind it; the primary hue for an unknown id.
    Q_INVOKABLE QColor categoryLine(const QString &id) const;
    Q_INVOKABLE QColor categorySoft(const QString &id) const;

    Q_SIGNAL void modesChanged();

private:
    template <typename T> void set(T &member, T value)
    {
        if (member == value)
            return;
        member = value;
        apply();
    }
    void apply();

    static constexpr qreal largest = 1.6;
    static constexpr qreal elderLeast =
        41.0 / 44.0; ///< body px for 0.7° at 600 mm, body px of the elder mode
    bool m_elder = false;
    bool m_large = false;
    bool m_lowPosition = false;
    bool m_landscape = false;
    bool m_reducedMotion = false;
    qreal m_usableTop = 0.0;
    kiosk::theme::ThemeState m_state;
    ThemeColor m_color{m_state, this};
    ThemeType m_type{m_state, this};
    ThemeLineHeight m_lineHeight{m_state, this};
    ThemeSpacing m_spacing{m_state, this};
    ThemeLayout m_layout{m_state, this};
    ThemeRadius m_radius{m_state, this};
    ThemeBorder m_border{m_state, this};
    ThemeTarget m_target{m_state, this};
    ThemeSize m_size{m_state, this};
    ThemeGrid m_grid{m_state, this};
    ThemeRatio m_ratio{m_state, this};
    ThemeMotion m_motion{m_state, this};
    ThemeTime m_time{m_state, this};
};
