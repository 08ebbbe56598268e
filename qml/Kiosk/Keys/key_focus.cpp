#include "key_focus.h"

#include <QGuiApplication>
#include <QInputMethod>
#include <QKeyEvent>
#include <QTimer>

#include <optional>
#include <utility>

using kiosk::keys::Move;

namespace
{

std::optional<Move> moveOf(const QKeyEvent &key)
{
    switch (key.key()) {
    case Qt::Key_Tab:
    case Qt::Key_Right:
        return Move::Next;
    case Qt::Key_Backtab:
    case Qt::Key_Left:
        return Move::Previous;
    case Qt::Key_Up:
        return Move::Up;
    case Qt::Key_Down:
        return Move::Down;
    default:
        return std::nullopt;
    }
}

bool isForward(Move move)
{
    return move == Move::Next || move == Move::Down;
}

bool isConfirm(const QKeyEvent &key)
{
    return key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
}

bool isForeign(const QQuickItem *item)
{
    return item != nullptr && item->property("foreign").toBool();
}

bool isField(const QQuickItem *item)
{
    return item != nullptr && item->flags().testFlag(QQuickItem::ItemAcceptsInputMethod) && !isForeign(item);
}

/// Keys on the screen that can be pressed now: they alone can be marked.
void collectKeys(QQuickItem *item, QList<QQuickItem *> &keys)
{
    if (!item->isVisible() || !item->isEnabled() || item->opacity() <= 0.05)
        return;
    if (item->property("marked").isValid())
        keys.append(item);
    for (QQuickItem *child : item->childItems())
        collectKeys(child, keys);
}

} // namespace

KeyFocus::KeyFocus(QQuickItem *parent) : QQuickItem(parent) {}

void KeyFocus::itemChange(ItemChange change, const ItemChangeData &data)
{
    QQuickItem::itemChange(change, data);
    if (change != ItemSceneChange)
        return;
    if (m_window) {
        m_window->removeEventFilter(this);
        disconnect(m_window, nullptr, this, nullptr);
    }
    m_window = data.window;
    if (!m_window)
        return;
    m_window->installEventFilter(this);
    // What had the focus is disabled or gone: it must not be lost without a trace.
    connect(m_window, &QQuickWindow::activeFocusItemChanged, this, [this] {
        QQuickItem *item = current();
        if (!m_active && !isField(item)) // a field is shown however it was reached
            return;
        if (item != nullptr) {
            if (kiosk::keys::modalOf(m_window->contentItem()) == nullptr)
                m_last = item;
            const QRectF place = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
            Q_EMIT moved(place.top(), place.height());
        } else {
            QTimer::singleShot(0, this, [this] {
                if (m_active && m_window && current() == nullptr)
                    start();
            });
        }
    });
}

QList<QQuickItem *> KeyFocus::order() const
{
    return m_window ? kiosk::keys::focusOrder(m_window->contentItem()) : QList<QQuickItem *>();
}

QQuickItem *KeyFocus::current() const
{
    QQuickItem *item = m_window ? m_window->activeFocusItem() : nullptr;
    return order().contains(item) ? item : nullptr;
}

void KeyFocus::setActive(bool active)
{
    if (m_active == active)
        return;
    m_active = active;
    Q_EMIT activeChanged();
}

void KeyFocus::setKeyboard(QQuickItem *keyboard)
{
    if (m_keyboard == keyboard)
        return;
    m_keyboard = keyboard;
    m_marked = nullptr;
    Q_EMIT keyboardChanged();
}

void KeyFocus::mark(QQuickItem *key)
{
    if (m_marked)
        m_marked->setProperty("marked", false);
    m_marked = key;
    if (key != nullptr)
        key->setProperty("marked", true);
}

void KeyFocus::rest()
{
    setActive(false);
    mark(nullptr);
    QQuickItem *item = m_window ? m_window->activeFocusItem() : nullptr;
    if (item != nullptr && item != m_window->contentItem() && !isField(item) && !isForeign(item))
        item->setFocus(false);
}

bool KeyFocus::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::TouchBegin:
    case QEvent::MouseButtonPress:
        rest();
        break;
    case QEvent::KeyPress: {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (m_idle) {
            setActive(true);
            Q_EMIT woken();
            return true;
        }
        if (m_keyboard ? pressOnKeyboard(*key) : press(*key))
            return true;
        break;
    }
    default:
        break;
    }
    return QQuickItem::eventFilter(watched, event);
}

bool KeyFocus::press(const QKeyEvent &key)
{
    QQuickItem *item = current();
    if (key.key() == Qt::Key_Escape) {
        setActive(true);
        if (key.isAutoRepeat())
            return true;
        // A dialog or sheet answers itself; the way back is the page's affair.
        if (kiosk::keys::modalOf(m_window->contentItem()) != nullptr && item != nullptr)
            return false;
        Q_EMIT escaped();
        return true;
    }
    if (isForeign(item)) {
        setActive(true);
        return false;
    }
    if (const auto move = moveOf(key)) {
        setActive(true);
        go(*move);
        return true;
    }
    if (isConfirm(key)) {
        setActive(true);
        if (item == nullptr) {
            start();
            return true;
        }
        if (isField(item)) {
            if (!key.isAutoRepeat())
                QGuiApplication::inputMethod()->show();
            return true;
        }
    }
    return false;
}

bool KeyFocus::pressOnKeyboard(const QKeyEvent &key)
{
    const auto move = moveOf(key);
    if (!move && !isConfirm(key) && key.key() != Qt::Key_Escape)
        return false; // typed on keys of one's own
    setActive(true);
    if (key.key() == Qt::Key_Escape) {
        if (!key.isAutoRepeat())
            Q_EMIT escaped();
        return true;
    }
    QList<QQuickItem *> keys;
    collectKeys(m_keyboard, keys);
    if (!keys.contains(m_marked)) {
        // The first letter or figure, below the row of words to choose from
        const auto first = std::find_if(keys.cbegin(), keys.cend(), [](const QQuickItem *item) {
            return item->objectName().startsWith(u"key.");
        });
        mark(first != keys.cend() ? *first : nullptr);
        return true;
    }
    if (!move) {
        if (!key.isAutoRepeat())
            QMetaObject::invokeMethod(m_marked, "trigger");
        return true;
    }
    if (QQuickItem *next = kiosk::keys::moveFrom(m_marked, *move, keys))
        mark(next);
    return true;
}

void KeyFocus::go(Move move)
{
    const QList<QQuickItem *> all = order();
    QQuickItem *from = current();
    if (from == nullptr) {
        start();
        return;
    }
    QQuickItem *to = kiosk::keys::moveFrom(from, move, all);
    if (to == nullptr && m_leaves && kiosk::keys::modalOf(m_window->contentItem()) == nullptr) {
        rest();
        Q_EMIT departed(isForward(move));
        return;
    }
    if (to == nullptr && (move == Move::Next || move == Move::Previous))
        to = move == Move::Next ? all.value(0) : all.value(all.size() - 1);
    give(to, isForward(move));
}

void KeyFocus::start()
{
    const QList<QQuickItem *> all = order();
    QQuickItem *modal = m_window ? kiosk::keys::modalOf(m_window->contentItem()) : nullptr;
    if (modal == nullptr && all.contains(m_beneath)) {
        give(std::exchange(m_beneath, nullptr), true);
        return;
    }
    m_beneath = modal != nullptr ? m_last : nullptr;
    const auto first = std::find_if(all.cbegin(), all.cend(), [&](const QQuickItem *item) {
        return modal != nullptr || m_page == nullptr || m_page->isAncestorOf(item);
    });
    give(first != all.cend() ? *first : all.value(0), true);
}

void KeyFocus::give(QQuickItem *item, bool forward)
{
    if (item == nullptr)
        return;
    if (isForeign(item))
        Q_EMIT enteredForeign(item, forward);
    else
        item->forceActiveFocus(forward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
}

void KeyFocus::restart()
{
    m_last = nullptr;
    m_beneath = nullptr;
    resettle();
}

void KeyFocus::resettle()
{
    if (!m_active || m_restarting)
        return;
    m_restarting = true;
    QTimer::singleShot(0, this, [this] {
        m_restarting = false;
        if (m_active && m_window)
            start();
    });
}

void KeyFocus::enter(bool forward)
{
    setActive(true);
    if (current() != nullptr)
        return;
    const QList<QQuickItem *> all = order();
    give(forward ? all.value(0) : all.value(all.size() - 1), forward);
}

void KeyFocus::leaveForeign(bool forward)
{
    const QList<QQuickItem *> all = order();
    QQuickItem *from = current();
    if (!isForeign(from))
        return;
    QQuickItem *to = kiosk::keys::moveFrom(from, forward ? Move::Next : Move::Previous, all);
    give(to != nullptr ? to : all.value(0), forward);
}
