#pragma once

#include <QRect>
#include <QString>
#include <QStringList>

class QQuickItem;

namespace kiosk::sdk
{

/// For scripted citizens and tests: the visible, enabled item whose accessible name (or object name) is this,
/// or begins with it where none is equal, or the text itself (keys of the keyboard); in px of the root item,
/// empty where there is none. What lies outside the root or is hidden does not count.
[[nodiscard]] QRect findItem(QQuickItem *root, const QString &name);

/// The visible texts below an item, top to bottom.
[[nodiscard]] QStringList visibleTexts(QQuickItem *root);

} // namespace kiosk::sdk
