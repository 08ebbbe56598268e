#pragma once

#include <kiosk/trainer/drill.h>
#include <kiosk/trainer/training_person.h>
#include <kiosk/trainer/witness.h>

#include <QDBusContext>
#include <QTimer>

#include <optional>

class OrgBianminStaff1Interface;
class OrgBianminStock1Interface;

namespace kiosk::trainer
{

/// org.bianmin.Training1. Thread: main; calls that ask an emulator are answered when it has.
class Trainer : public QObject, protected QDBusContext
{
    Q_OBJECT
public:
    /// emulators: the folder of their control sockets.
    Trainer(const QDBusConnection &bus, ExerciseBook book, QString emulators, const Clock &clock,
            QObject *parent = nullptr);
    ~Trainer() override;

    /// Takes the name on the bus, once the person is in the register; ready() or failed() follows.
    QCoro::Task<void> start();

    QString List();
    QString State();
    void Begin(const QString &exercise);
    void Hint();
    void Act(const QString &act);
    void End();
    void Leave();

Q_SIGNALS:
    void Changed(const QString &state);
    void ready();
    void failed(const QString &why);

private:
    QCoro::Task<void> begin(QDBusMessage call, Exercise exercise);
    QCoro::Task<void> perform(QDBusMessage call, trainer::Act act);
    QCoro::Task<void> end(QDBusMessage call);
    /// Looks at the terminal, and again if something changed meanwhile.
    QCoro::Task<void> look();
    [[nodiscard]] QCoro::Task<void> tidyUp();
    [[nodiscard]] QCoro::Task<Result<QJsonObject>> request(QJsonObject asked);
    [[nodiscard]] QCoro::Task<Result<QJsonObject>> changeStock(QJsonObject asked);
    void tell();

    QDBusConnection m_bus;
    const ExerciseBook m_book;
    const QString m_emulators;
    std::unique_ptr<OrgBianminStaff1Interface> m_staff;
    std::unique_ptr<OrgBianminStock1Interface> m_stock;
    TrainingPerson m_person;
    Witness m_witness;
    std::optional<Drill> m_drill;
    QStringList m_solved;
    QString m_told; ///< state
    bool m_beginning = false;
    bool m_looking = false;
    bool m_lookAgain = false;
    QTimer m_clockwork;
};

} // namespace kiosk::trainer
