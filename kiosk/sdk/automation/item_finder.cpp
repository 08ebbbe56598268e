#include <kiosk/sdk/automation/item_finder.h>

#include <QAccessible>
#include <QQuickItem>

#include <algorithm>
#include <functional>

namespace kiosk::sdk
{

namespace
{

QString accessibleName(QQuickItem *item)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(item);
    return interface != nullptr ? interface->text(QAccessible::Name) : QString();
}

QRectF place(QQuickItem *root, QQuickItem *item)
{
    return item->mapRectToItem(root, QRectF(0, 0, item->width(), item->height()));
}

/// Whether something that clips, such as a page of which only a part is shown, leaves its middle to be seen.
bool isInSight(const QQuickItem *item)
{
    const QPointF middle = item->mapToScene(QPointF(item->width() / 2, item->height() / 2));
    for (const QQuickItem *above = item->parentItem(); above != nullptr; above = above->parentItem()) {
        if (above->clip() && !above->contains(above->mapFromScene(middle)))
            return false;
    }
    return true;
}

/// Visits visible items, the topmost last (painting order).
void visit(QQuickItem *item, const std::function<void(QQuickItem *)> &seen)
{
    if (!item->isVisible() || item->opacity() <= 0)
        return;
    seen(item);
    QList<QQuickItem *> children = item->childItems();
    std::stable_sort(children.begin(), children.end(), [](auto *a, auto *b) { return a->z() < b->z(); });
    for (QQuickItem *child : std::as_const(children))
        visit(child, seen);
}

} // namespace

QRect findItem(QQuickItem *root, const QString &name)
{
    if (root == nullptr || name.isEmpty())
        return {};
    const QRectF bounds(0, 0, root->width(), root->height());
    QQuickItem *equal = nullptr;
    QQuickItem *beginning = nullptr;
    QQuickItem *written = nullptr;
    visit(root, [&](QQuickItem *item) {
        if (item == root || item->width() <= 0 || !item->isEnabled() ||
            !bounds.contains(place(root, item).center()) || !isInSight(item))
            return;
        const QString itsName = accessibleName(item);
        if (itsName == name || item->objectName() == name)
            equal = item;
        else if (itsName.startsWith(name))
            beginning = item;
        else if (item->inherits("QQuickText") && item->property("text").toString() == name)
            written = item;
    });
    QQuickItem *found = equal != nullptr ? equal : beginning != nullptr ? beginning : written;
    return found != nullptr ? place(root, found).toRect() : QRect();
}

QStringList visibleTexts(QQuickItem *root)
{
    if (root == nullptr)
        return {};
    QList<QPair<QPointF, QString>> texts;
    visit(root, [&](QQuickItem *item) {
        const QVariant text = item->property("text");
        if (item->inherits("QQuickText") && !text.toString().isEmpty())
            texts.append({place(root, item).topLeft(), text.toString()});
    });
    std::stable_sort(texts.begin(), texts.end(), [](const auto &a, const auto &b) {
        return std::make_pair(a.first.y(), a.first.x()) < std::make_pair(b.first.y(), b.first.x());
    });
    QStringList result;
    for (const auto &text : std::as_const(texts))
        result.append(text.second);
    return result;
}

} // namespace kiosk::sdk
