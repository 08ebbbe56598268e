#include "theme.h"

#include <QQmlComponent>
#include <QQmlEngine>

Theme::Theme(QObject *parent) : QObject(parent) {}

Theme *Theme::of(QQmlEngine &engine)
{
    // The type has an id only once something imported the module.
    QQmlComponent import(&engine);
    import.setData("import QtQml\nimport Kiosk.Theme\nQtObject {}", QUrl());
    const std::unique_ptr<QObject> importer(import.create());
    return engine.singletonInstance<Theme *>(qmlTypeId("Kiosk.Theme", 1, 0, "Theme"));
}

void Theme::apply()
{
    // Elder type has a reserve over the 0.7° it must have; a small panel uses it up.
    const qreal type = elder() ? std::max(std::min(m_state.uiScale, 1.0), m_state.uiScale * elderLeast)
                               : m_state.uiScale * (large() ? largeType : 1.0);
    m_state.typeScale = std::min(type, largest);
    m_state.variant = (elder() ? 2 : 0) + (m_landscape ? 1 : 0);
    for (ThemeGroup *group : std::initializer_list<ThemeGroup *>{
             &m_color, &m_type, &m_lineHeight, &m_spacing, &m_layout, &m_radius, &m_border, &m_target,
             &m_size, &m_grid, &m_ratio, &m_motion, &m_time})
        Q_EMIT group->changed();
    Q_EMIT modesChanged();
}

QColor Theme::categoryLine(const QString &id) const
{
    const auto hue = categoryHues().constFind(id);
    return hue == categoryHues().constEnd() ? m_color.primary() : QColor::fromRgba(hue->first);
}

QColor Theme::categorySoft(const QString &id) const
{
    const auto hue = categoryHues().constFind(id);
    return hue == categoryHues().constEnd() ? m_color.primarySoft() : QColor::fromRgba(hue->second);
}
