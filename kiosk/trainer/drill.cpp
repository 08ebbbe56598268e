#include <kiosk/trainer/drill.h>

#include <kiosk/trainer/conditions.h>

#include <algorithm>

namespace kiosk::trainer
{

Drill::Drill(Exercise exercise) : m_exercise(std::move(exercise)), m_happened(m_exercise.events.size(), false)
{
}

QList<QJsonObject> Drill::see(QJsonObject facts)
{
    facts.insert(QStringLiteral("acts"), m_acts);
    QList<QJsonObject> due;
    for (qsizetype index = 0; index < m_exercise.events.size(); ++index) {
        const Event &event = m_exercise.events.at(index);
        if (m_happened.at(index) || !holds(event.when, facts))
            continue;
        m_happened[index] = true;
        due += event.requests;
    }
    while (!solved() && holds(m_exercise.goals.at(m_reached).when, facts))
        ++m_reached;
    return due;
}

const Act *Drill::act(const QString &id) const
{
    const auto found = std::find_if(m_exercise.acts.begin(), m_exercise.acts.end(),
                                    [&](const Act &act) { return act.id == id; });
    return found == m_exercise.acts.end() ? nullptr : &*found;
}

void Drill::did(const Act &act, const QJsonObject &answer)
{
    if (!m_acts.contains(act.id))
        m_acts.append(act.id);
    m_told = act.tells.isEmpty() ? QString() : act.tells.arg(answer[act.field].toVariant().toString());
}

bool Drill::hint()
{
    if (m_hints == m_exercise.hints.size())
        return false;
    ++m_hints;
    return true;
}

QJsonObject Drill::state() const
{
    QJsonArray goals;
    for (qsizetype index = 0; index < m_exercise.goals.size(); ++index)
        goals.append(QJsonObject{{QStringLiteral("text"), m_exercise.goals.at(index).text},
                                 {QStringLiteral("reached"), index < m_reached}});
    QJsonArray acts;
    for (const Act &act : m_exercise.acts)
        acts.append(QJsonObject{{QStringLiteral("id"), act.id}, {QStringLiteral("text"), act.text}});
    return {{QStringLiteral("exercise"), m_exercise.id},
            {QStringLiteral("title"), m_exercise.title},
            {QStringLiteral("story"), m_exercise.story},
            {QStringLiteral("goals"), goals},
            {QStringLiteral("hints"), QJsonArray::fromStringList(m_exercise.hints.first(m_hints))},
            {QStringLiteral("hints_left"), m_exercise.hints.size() - m_hints},
            {QStringLiteral("acts"), acts},
            {QStringLiteral("told"), m_told},
            {QStringLiteral("solved"), solved()},
            {QStringLiteral("debrief"), solved() ? m_exercise.debrief : QString()}};
}

} // namespace kiosk::trainer
