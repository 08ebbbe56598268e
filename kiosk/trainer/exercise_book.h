#pragma once

#include <kiosk/core/yaml_document.h>
#include <kiosk/hal/device.h>

#include <QHash>
#include <QJsonArray>

namespace kiosk::trainer
{

struct Goal {
    QString text;
    QJsonObject when;
};

/// What hands or a telephone can do, and what the trainee learns by it.
struct Act {
    QString id;
    QString text;
    QJsonObject request;
    QString tells; ///< with %1 for the answer's field; empty: nothing
    QString field;
};

/// What happens, once, as soon as a condition holds.
struct Event {
    QJsonObject when;
    QList<QJsonObject> requests;
};

/// One exercise, for the devices of this terminal.
struct Exercise {
    QString id;
    QString title;
    QStringList audience; ///< staff, technician
    int minutes = 0;
    QString story;
    QList<QJsonObject> before;
    QList<Event> events;
    QList<Act> acts;
    QList<Goal> goals;
    QStringList hints;
    QString debrief;
};

/// Who signs in to the diagnostics mode in a training.
struct Person {
    QString number;
    QString pin;
    QString role;
};

/// The exercises of exercises.yaml that a terminal has the devices for. Requests are {"to": a device's id,
/// platform or stock, "do", …}.
class ExerciseBook
{
public:
    /// Of this installation. Errors: invalidData with file and line.
    [[nodiscard]] static Result<ExerciseBook> load(const QList<hal::DeviceConfiguration> &devices);
    [[nodiscard]] static Result<ExerciseBook> read(const YamlDocument &document,
                                                   const QList<hal::DeviceConfiguration> &devices);

    [[nodiscard]] const QList<Exercise> &exercises() const { return m_exercises; }
    /// Null where there is none of this id.
    [[nodiscard]] const Exercise *exercise(const QString &id) const;
    [[nodiscard]] const Person &person() const { return m_person; }
    /// role → the device's id.
    [[nodiscard]] const QHash<QString, QString> &roles() const { return m_roles; }
    /// What is to be done before an exercise and after it.
    [[nodiscard]] const QList<QJsonObject> &tidy() const { return m_tidy; }

private:
    Person m_person;
    QHash<QString, QString> m_roles;
    QList<QJsonObject> m_tidy;
    QList<Exercise> m_exercises;
};

} // namespace kiosk::trainer
