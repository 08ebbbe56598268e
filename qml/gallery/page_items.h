#pragma once

#include <QList>
#include <QQuickItem>
#include <QRectF>

// What a page is made of, as tests and the reading script look at it. GUI thread.
namespace kiosk::gallery
{

/// Everything that is shown below an item, itself included, in painting order of its tree.
[[nodiscard]] QList<QQuickItem *> shownItems(QQuickItem *root);
[[nodiscard]] QRectF placeOf(const QQuickItem *item);
/// The part of it that no clipping ancestor hides.
[[nodiscard]] QRectF seenPartOf(const QQuickItem *item);
/// Whether its QML type, or one that it is made from, has that name.
[[nodiscard]] bool isA(const QQuickItem *item, const char *type);
/// What assistive technology calls it.
[[nodiscard]] QString nameOf(const QQuickItem *item);
/// Whether a dialog or sheet lies over it: what is under a scrim is not read and not pressed.
[[nodiscard]] bool isCovered(const QQuickItem *item, const QList<QQuickItem *> &all);

/// What is read out from the first to the last thing of the page, one a line: headings, and what keys reach
/// with role, name, description and state.
[[nodiscard]] QString readingScript(QQuickItem *root);

} // namespace kiosk::gallery
