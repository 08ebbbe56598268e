#pragma once

#include "focus_order.h"

#include <QPointer>
#include <QQuickWindow>
#include <QtQml/qqmlregistration.h>

/// The six keys of the tactile keypad (arrows, confirm, cancel) and Tab, for the window it is declared in:
/// they move the focus in the order of reading, press what has it, and go back. The focus is seen only while
/// keys are used; the first touch takes it away. While the terminal's own keyboard is open, arrows choose one
/// of its keys instead and confirm presses it, so that the field keeps the focus. An item with `foreign:
/// true` is another program's surface: keys go on to it, but for cancel, and it says itself when it is left.
/// GUI thread.
class KeyFocus : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT
    /// Where the focus starts on a new page; without it, at the first thing of all.
    Q_PROPERTY(QQuickItem *page MEMBER m_page NOTIFY pageChanged FINAL)
    /// The keyboard on the screen while it is open.
    Q_PROPERTY(QQuickItem *keyboard READ keyboard WRITE setKeyboard NOTIFY keyboardChanged FINAL)
    /// Any key only wakes the terminal.
    Q_PROPERTY(bool idle MEMBER m_idle NOTIFY idleChanged FINAL)
    /// At the first and the last item the focus leaves this window instead of starting over.
    Q_PROPERTY(bool leaves MEMBER m_leaves NOTIFY leavesChanged FINAL)
    /// Whether keys are what the citizen uses.
    Q_PROPERTY(bool active READ isActive NOTIFY activeChanged FINAL)

public:
    explicit KeyFocus(QQuickItem *parent = nullptr);

    [[nodiscard]] bool isActive() const { return m_active; }
    [[nodiscard]] QQuickItem *keyboard() const { return m_keyboard; }
    void setKeyboard(QQuickItem *keyboard);

    /// Another page is shown: in the next turn of the event loop the focus goes to where it begins.
    Q_INVOKABLE void restart();
    /// A dialog has come or gone: in the next turn of the event loop the focus goes into it, or back to where
    /// it was on the page.
    Q_INVOKABLE void resettle();
    /// The focus comes in from outside; it goes back to where it is, else to the first or the last item.
    Q_INVOKABLE void enter(bool forward);
    /// The focus goes on from the foreign item that has it.
    Q_INVOKABLE void leaveForeign(bool forward);
    /// Keys are no longer used.
    Q_INVOKABLE void rest();

Q_SIGNALS:
    void pageChanged();
    void keyboardChanged();
    void idleChanged();
    void leavesChanged();
    void activeChanged();
    void woken();
    /// The cancel key, where no dialog or sheet took it.
    void escaped();
    void departed(bool forward);
    void enteredForeign(QQuickItem *item, bool forward);
    /// What has the focus lies there, in px of the window.
    void moved(qreal top, qreal height);

protected:
    void itemChange(ItemChange change, const ItemChangeData &data) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QList<QQuickItem *> order() const;
    [[nodiscard]] QQuickItem *current() const;
    bool press(const QKeyEvent &key);
    bool pressOnKeyboard(const QKeyEvent &key);
    void go(kiosk::keys::Move move);
    void start();
    void give(QQuickItem *item, bool forward);
    void mark(QQuickItem *key);
    void setActive(bool active);

    QPointer<QQuickWindow> m_window;
    QQuickItem *m_page = nullptr;
    QPointer<QQuickItem> m_keyboard;
    QPointer<QQuickItem> m_marked;
    QPointer<QQuickItem> m_last;    ///< what had the focus on the page itself
    QPointer<QQuickItem> m_beneath; ///< the same, while a dialog lies over it
    bool m_idle = false;
    bool m_leaves = false;
    bool m_active = false;
    bool m_restarting = false;
};
