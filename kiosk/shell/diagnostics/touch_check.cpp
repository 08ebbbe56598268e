#include <kiosk/shell/diagnostics/touch_check.h>

#include <cmath>

namespace kiosk::shell
{

namespace
{

constexpr int columns = 3;

QString placeName(int point)
{
    static const QStringList rows{QStringLiteral("上"), QStringLiteral("中"), QStringLiteral("下")};
    static const QStringList sides{QStringLiteral("左"), QString(), QStringLiteral("右")};
    const QString &side = sides[point % columns];
    const QString &row = rows[point / columns];
    return side.isEmpty() && point / columns == 1 ? QStringLiteral("正中") : side + row;
}

QString millimetres(double value)
{
    return QString::number(value, 'f', 1) + QStringLiteral(" mm");
}

} // namespace

TouchCheck::TouchCheck(QSizeF panel, double limit, double margin)
    : m_panel(panel), m_limit(limit), m_margin(margin)
{
}

QPointF TouchCheck::target(int point) const
{
    const auto along = [this](int step, double length) {
        return (m_margin + step * (length - 2 * m_margin) / (columns - 1)) / length;
    };
    return {along(point % columns, m_panel.width()), along(point / columns, m_panel.height())};
}

void TouchCheck::touched(QPointF place)
{
    if (!complete())
        m_touches.append(place);
}

QPointF TouchCheck::offset(int point) const
{
    const QPointF off = m_touches[point] - target(point);
    return {off.x() * m_panel.width(), off.y() * m_panel.height()};
}

TouchCheck::Verdict TouchCheck::verdict() const
{
    Verdict verdict;
    for (int point = 0; point < next(); ++point) {
        const QPointF off = offset(point);
        const double distance = std::hypot(off.x(), off.y());
        verdict.shift += off / points;
        if (distance > verdict.worst) {
            verdict.worst = distance;
            verdict.worstPoint = point;
        }
    }
    verdict.good = complete() && verdict.worst <= m_limit;
    return verdict;
}

QString TouchCheck::words() const
{
    const Verdict found = verdict();
    const QString worst =
        QStringLiteral("最大偏差 %1（%2），要求 %3 以内")
            .arg(millimetres(found.worst), placeName(found.worstPoint), millimetres(m_limit));
    if (found.good)
        return QStringLiteral("通过：9 点") + worst;
    // What is alike everywhere is a matter of calibration; what is not is dirt or the panel.
    const bool alike = std::hypot(found.shift.x(), found.shift.y()) > found.worst / 2;
    if (!alike)
        return QStringLiteral("未通过：%1。清洁屏幕和边框，再测一次；还是这样就报修触摸屏").arg(worst);
    QStringList parts;
    if (std::abs(found.shift.x()) >= 0.5)
        parts.append((found.shift.x() > 0 ? QStringLiteral("偏右 ") : QStringLiteral("偏左 ")) +
                     millimetres(std::abs(found.shift.x())));
    if (std::abs(found.shift.y()) >= 0.5)
        parts.append((found.shift.y() > 0 ? QStringLiteral("偏下 ") : QStringLiteral("偏上 ")) +
                     millimetres(std::abs(found.shift.y())));
    return QStringLiteral("未通过：%1。整体%2：先核对屏幕方向，再用厂家工具校准触摸屏")
        .arg(worst, parts.join(u'、'));
}

} // namespace kiosk::shell
