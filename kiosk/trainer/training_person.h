#pragma once

#include <kiosk/trainer/exercise_book.h>

#include <kiosk/core/clock.h>

#include <QByteArray>

#include <QCoro/QCoroTask>

class OrgBianminStaff1Interface;

namespace kiosk::trainer
{

/// The person who trains, in the staff register of this training. There is nobody else in it, and the real
/// register is never opened; so number, PIN and code may be told to whoever stands there. Thread: main.
class TrainingPerson
{
public:
    TrainingPerson(Person person, const Clock &clock);

    /// Puts the person into the register, anew where an earlier life of this process has done so. Errors: the
    /// register's.
    [[nodiscard]] QCoro::Task<Status> enrol(OrgBianminStaff1Interface &staff);

    /// {"number", "pin", "code" of the moment}; empty until enrolled.
    [[nodiscard]] QJsonObject told() const;

private:
    Person m_person;
    const Clock &m_clock;
    QByteArray m_secret; ///< base 32
};

} // namespace kiosk::trainer
