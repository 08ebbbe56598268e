#include "focus_order.h"

#include <algorithm>
#include <limits>

namespace kiosk::keys
{

namespace
{

constexpr qreal overlap = 8; ///< px that two rows may reach into each other and still be above and below

bool isShown(const QQuickItem *item)
{
    return item->isVisible() && item->opacity() > 0.05;
}

void collect(QQuickItem *item, QList<QQuickItem *> &order)
{
    if (!isShown(item) || !item->isEnabled())
        return;
    if (item->activeFocusOnTab() && item->width() > 0 && item->height() > 0)
        order.append(item);
    for (QQuickItem *child : item->childItems())
        collect(child, order);
}

QRectF place(const QQuickItem *item)
{
    return item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
}

} // namespace

QQuickItem *modalOf(QQuickItem *root)
{
    if (root == nullptr || !isShown(root))
        return nullptr;
    const QList<QQuickItem *> children = root->childItems();
    for (auto child = children.crbegin(); child != children.crend(); ++child) {
        if (QQuickItem *modal = modalOf(*child))
            return modal;
    }
    return root->property("modal").toBool() ? root : nullptr;
}

QList<QQuickItem *> focusOrder(QQuickItem *root)
{
    QList<QQuickItem *> order;
    if (root == nullptr)
        return order;
    QQuickItem *modal = modalOf(root);
    collect(modal != nullptr ? modal : root, order);
    return order;
}

QQuickItem *moveFrom(QQuickItem *from, Move move, const QList<QQuickItem *> &order)
{
    const qsizetype at = order.indexOf(from);
    if (move == Move::Next)
        return order.value(at + 1, nullptr);
    if (move == Move::Previous)
        return at > 0 ? order.at(at - 1) : nullptr;
    const QRectF here = place(from);
    QQuickItem *nearest = nullptr;
    qreal least = std::numeric_limits<qreal>::max();
    for (QQuickItem *item : order) {
        const QRectF there = place(item);
        const qreal away = move == Move::Down ? there.top() - here.bottom() : here.top() - there.bottom();
        if (item == from || away < -overlap)
            continue;
        const qreal beside = std::max({0.0, there.left() - here.right(), here.left() - there.right()});
        // Of what lies equally far down, what is straight below.
        const qreal cost = away + 2 * beside + std::abs(there.center().x() - here.center().x()) / 16;
        if (cost < least) {
            least = cost;
            nearest = item;
        }
    }
    return nearest;
}

} // namespace kiosk::keys
