#pragma once

#include <kiosk/trainer/exercise_book.h>

namespace kiosk::trainer
{

/// An exercise that is being played. Pure logic: it is shown what is known of the terminal, and says what is
/// to be done to the emulators. Thread: one.
class Drill
{
public:
    explicit Drill(Exercise exercise);

    [[nodiscard]] const Exercise &exercise() const { return m_exercise; }

    /// Facts as of now, as holds() takes them, without "acts". Returns requests that are due; each once.
    [[nodiscard]] QList<QJsonObject> see(QJsonObject facts);
    /// The act of this id; null where the exercise has none such.
    [[nodiscard]] const Act *act(const QString &id) const;
    /// It was done, and the emulator answered this.
    void did(const Act &act, const QJsonObject &answer);
    /// The next hint is shown; false where there is no more.
    bool hint();
    [[nodiscard]] bool solved() const { return m_reached == m_exercise.goals.size(); }

    /// As Training1.State has it, as far as it is about the exercise.
    [[nodiscard]] QJsonObject state() const;

private:
    Exercise m_exercise;
    QList<bool> m_happened; ///< events
    QJsonArray m_acts;
    QString m_told;
    qsizetype m_hints = 0;
    qsizetype m_reached = 0; ///< goals; one counts after those before it
};

} // namespace kiosk::trainer
