#pragma once

#include <kiosk/shell/controller.h>

#include <QDBusContext>
#include <QObject>

class QQuickWindow;

namespace kiosk::shell
{

/// org.bianmin.Shell1: what operators and technicians may see of the shell. Nothing personal. Thread: main.
class ShellService : public QObject
{
    Q_OBJECT
public:
    explicit ShellService(Controller &controller, QObject *parent = nullptr);

    QString State();
    QString Modules();

Q_SIGNALS:
    void StateChanged(const QString &state);

private:
    Controller &m_controller;
};

/// org.bianmin.Automation1: scripted citizens find what to touch. Only with --automation. Thread: main.
class AutomationService : public QObject, protected QDBusContext
{
    Q_OBJECT
public:
    AutomationService(Controller &controller, ShiftedClock &clock, QQuickWindow *window,
                      QObject *parent = nullptr);

    bool Find(const QString &name, int &x, int &y, int &width, int &height);
    QString Texts();
    bool Screenshot(const QString &file);
    void Advance(int seconds);
    void Jump(int seconds);

private:
    QCoro::Task<void> findInModule(QDBusConnection connection, QDBusMessage call, QString name);
    QCoro::Task<void> textsWithModule(QDBusConnection connection, QDBusMessage call);
    [[nodiscard]] QRect moduleArea() const;
    [[nodiscard]] bool isInSight(QPoint place) const;

    Controller &m_controller;
    ShiftedClock &m_clock;
    QQuickWindow *m_window;
};

} // namespace kiosk::shell
