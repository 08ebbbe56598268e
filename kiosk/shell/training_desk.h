#pragma once

#include <kiosk/ipc/bus.h>
#include <kiosk/shell/session.h>

#include <QObject>
#include <QTimer>
#include <QVariantMap>

#include <memory>

class OrgBianminTraining1Interface;
class QEvent;

namespace kiosk::shell
{

/// What a terminal in training has besides its pages: the band, and the drawer with the exercises that
/// org.bianmin.Training1 plays. While the drawer is open the clock of the shell stands still, so that
/// nobody's visit runs out while a trainee reads; touches of drawer and band are no citizen's. QML binds to
/// it and calls it. Thread: main.
class TrainingDesk : public QObject
{
    Q_OBJECT
    /// Exercises can be played: the service is there.
    Q_PROPERTY(bool there READ there NOTIFY changed)
    Q_PROPERTY(bool open READ isOpen NOTIFY openChanged)
    /// As Training1.List has them.
    Q_PROPERTY(QVariantList exercises READ exercises NOTIFY exercisesChanged)
    /// As Training1.State has it, but for the person.
    Q_PROPERTY(QVariantMap state READ state NOTIFY stateChanged)
    /// Who trains; apart, since the code changes and nothing else shall be drawn anew for it.
    Q_PROPERTY(QVariantMap person READ person NOTIFY personChanged)
    /// Why the last act was refused.
    Q_PROPERTY(QString refusal READ refusal NOTIFY changed)
    /// Where the band begins, px from the top of the window.
    Q_PROPERTY(qreal top MEMBER m_top NOTIFY topChanged)

public:
    /// held: the clock that all time-outs of the shell go by. real: the time of the drawer itself.
    TrainingDesk(const QDBusConnection &bus, ShiftedClock &held, const Clock &real, const Timeouts &timeouts,
                 QObject *parent = nullptr);
    ~TrainingDesk() override;

    [[nodiscard]] bool there() const { return m_there; }
    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] const QVariantList &exercises() const { return m_exercises; }
    [[nodiscard]] const QVariantMap &state() const { return m_state; }
    [[nodiscard]] const QVariantMap &person() const { return m_person; }
    [[nodiscard]] const QString &refusal() const { return m_refusal; }

    /// Whether a touch or a key is the trainee's: in the band, or anywhere while the drawer is open.
    [[nodiscard]] bool takes(const QEvent &event);
    /// Once a second: a drawer that nobody touches closes, and the terminal goes on.
    void tick();

    Q_INVOKABLE void show();
    Q_INVOKABLE void close();
    Q_INVOKABLE void begin(const QString &exercise);
    Q_INVOKABLE void hint();
    Q_INVOKABLE void act(const QString &act);
    Q_INVOKABLE void end();
    /// Ends the training.
    Q_INVOKABLE void leave();

Q_SIGNALS:
    void changed();
    void exercisesChanged();
    void stateChanged();
    void personChanged();
    void openChanged();
    void topChanged();

private:
    void take(const QString &state);
    template <typename Value> void set(Value &member, const Value &value, void (TrainingDesk::*changes)());
    QCoro::Task<void> read();
    QCoro::Task<void> ask(QDBusPendingCall call);

    ShiftedClock &m_held;
    const Clock &m_real;
    const Timeouts &m_timeouts;
    std::unique_ptr<OrgBianminTraining1Interface> m_proxy;
    QTimer m_ticker;
    bool m_there = false;
    bool m_open = false;
    QVariantList m_exercises;
    QVariantMap m_state;
    QVariantMap m_person;
    QString m_refusal;
    qreal m_top = 0;
    std::chrono::steady_clock::time_point m_touched;
};

} // namespace kiosk::shell
