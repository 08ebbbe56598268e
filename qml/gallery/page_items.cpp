#include "page_items.h"

#include "focus_order.h"

#include <QAccessible>

namespace kiosk::gallery
{

namespace
{

void collect(QQuickItem *item, QList<QQuickItem *> &into)
{
    if (!item->isVisible() || item->opacity() < 0.05)
        return;
    into << item;
    for (QQuickItem *child : item->childItems())
        collect(child, into);
}

QAccessibleInterface *faceOf(const QQuickItem *item)
{
    return QAccessible::queryAccessibleInterface(const_cast<QQuickItem *>(item));
}

QString roleName(QAccessible::Role role)
{
    switch (role) {
    case QAccessible::Button:
        return QStringLiteral("按钮");
    case QAccessible::CheckBox:
        return QStringLiteral("复选");
    case QAccessible::RadioButton:
        return QStringLiteral("单选");
    case QAccessible::EditableText:
        return QStringLiteral("输入框");
    default:
        return QStringLiteral("角色 %1").arg(int(role));
    }
}

QString line(const QQuickItem *item)
{
    QAccessibleInterface *face = faceOf(item);
    if (face == nullptr)
        return QStringLiteral("（没有名称）");
    QString text = roleName(face->role()) + u' ' + face->text(QAccessible::Name).replace(u'\n', u' ');
    if (const QString more = face->text(QAccessible::Description); !more.isEmpty())
        text += QStringLiteral("，") + more;
    if (face->state().checkable)
        text += face->state().checked ? QStringLiteral("，已选") : QStringLiteral("，未选");
    return text;
}

} // namespace

QList<QQuickItem *> shownItems(QQuickItem *root)
{
    QList<QQuickItem *> items;
    if (root != nullptr)
        collect(root, items);
    return items;
}

QRectF placeOf(const QQuickItem *item)
{
    return item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
}

QRectF seenPartOf(const QQuickItem *item)
{
    QRectF rect = placeOf(item);
    for (const QQuickItem *above = item->parentItem(); above != nullptr; above = above->parentItem()) {
        if (above->clip())
            rect &= placeOf(above);
    }
    return rect;
}

bool isA(const QQuickItem *item, const char *type)
{
    for (const QMetaObject *meta = item->metaObject(); meta != nullptr; meta = meta->superClass()) {
        if (QByteArray(meta->className()).startsWith(type))
            return true;
    }
    return false;
}

QString nameOf(const QQuickItem *item)
{
    QAccessibleInterface *face = faceOf(item);
    return face != nullptr ? face->text(QAccessible::Name) : QString();
}

bool isCovered(const QQuickItem *item, const QList<QQuickItem *> &all)
{
    return std::any_of(all.cbegin(), all.cend(), [item](const QQuickItem *over) {
        return (isA(over, "KDialog") || isA(over, "Sheet")) && !over->isAncestorOf(item) && over != item;
    });
}

QString readingScript(QQuickItem *root)
{
    QQuickItem *modal = keys::modalOf(root);
    const QList<QQuickItem *> order = keys::focusOrder(root);
    QString script;
    for (const QQuickItem *item : shownItems(modal != nullptr ? modal : root)) {
        QAccessibleInterface *face = item->isEnabled() ? faceOf(item) : nullptr;
        if (order.contains(item))
            script += line(item) + u'\n';
        else if (face != nullptr && face->role() == QAccessible::Heading &&
                 !face->text(QAccessible::Name).isEmpty())
            script += QStringLiteral("标题 ") + face->text(QAccessible::Name) + u'\n';
        else if (face != nullptr && face->role() == QAccessible::Dialog)
            script += QStringLiteral("对话框 ") + face->text(QAccessible::Name) + u'\n';
    }
    return script;
}

} // namespace kiosk::gallery
