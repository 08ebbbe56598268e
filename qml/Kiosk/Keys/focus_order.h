#pragma once

#include <QList>
#include <QQuickItem>

namespace kiosk::keys
{

enum class Move { Next, Previous, Up, Down };

/// The dialog or sheet that lies over everything else below `root` (its `modal` property is true), or null.
[[nodiscard]] QQuickItem *modalOf(QQuickItem *root);

/// What keys reach below an item, in the order in which the page is read: everything shown and enabled that
/// takes the focus by Tab. Under a dialog or sheet nothing is reached. GUI thread.
[[nodiscard]] QList<QQuickItem *> focusOrder(QQuickItem *root);

/// Where a move leads from an item of `order`; null where there is nothing in that direction. Next and
/// Previous follow the order of reading; Up and Down go to the nearest item above or below.
[[nodiscard]] QQuickItem *moveFrom(QQuickItem *from, Move move, const QList<QQuickItem *> &order);

} // namespace kiosk::keys
