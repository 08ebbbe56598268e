#include <kiosk/shell/steps/take_step.h>

#include <QJsonArray>

namespace kiosk::shell
{

QCoro::Task<Result<Payload>> TakeStep::run(Payload arguments)
{
    const int visit = m_visit.number;
    KIOSK_CO_TRY(m_visit.session.enter(Session::State::Take));
    co_await collect(arguments.fields[u"what"].toArray().contains(QStringLiteral("paper")));
    if (m_visit.over(visit))
        co_return fail(error::canceled);
    KIOSK_CO_TRY(m_visit.session.enter(Session::State::Module));
    co_return Payload{};
}

QCoro::Task<void> TakeStep::collect(bool paper)
{
    const int round = ++m_round;
    co_await m_card.lookAgain();
    if (round != m_round)
        co_return;
    m_waiting = paper && m_visit.paper.pages > 0 && !m_visit.paper.taken && !m_visit.paper.waitedFor;
    const bool card = m_visit.session.cardPresent();
    if (!m_waiting && !card)
        co_return;
    m_since = m_visit.clock.monotonic();
    const QString waiting = QStringLiteral("waiting");
    Q_EMIT m_visit.pageShown(QStringLiteral("take"),
                             {{QStringLiteral("paper"), m_waiting ? waiting : QString()},
                              {QStringLiteral("card"), card ? waiting : QString()},
                              {QStringLiteral("pages"), m_visit.paper.pages},
                              {QStringLiteral("otherPrinter"), m_visit.paper.otherPrinter}});
    while (m_visit.session.cardPresent()) {
        co_await m_visit.changes.next();
        if (round != m_round)
            co_return;
    }
    if (card)
        Q_EMIT m_visit.pageUpdated({{QStringLiteral("card"), QStringLiteral("taken")}});
    while (m_waiting && round == m_round)
        co_await m_visit.changes.next();
    if (round == m_round && m_visit.paper.taken)
        (void)co_await m_visit.services.endOperation(m_visit.paper.operation, QStringLiteral("taken"), {});
}

void TakeStep::forget()
{
    ++m_round;
    m_waiting = false;
}

void TakeStep::paperTaken()
{
    if (!m_waiting)
        return;
    m_waiting = false;
    m_visit.paper.taken = true;
    Q_EMIT m_visit.pageUpdated({{QStringLiteral("paper"), QStringLiteral("taken")}});
    m_visit.changes.send();
}

void TakeStep::tick()
{
    if (m_visit.session.state() != Session::State::Take)
        return;
    const auto waited = m_visit.clock.monotonic() - m_since;
    const auto past = [&](const QString &limit) {
        return int(waited >= m_visit.timeouts.get(limit, m_visit.session.longer()));
    };
    Q_EMIT m_visit.pageUpdated({{QStringLiteral("reminder"),
                                 past(QStringLiteral("take_reminder")) + past(QStringLiteral("take_urge"))}});
    if (!m_waiting || m_visit.session.cardPresent())
        return;
    // No sensor sees the paper: after the last reminder it counts as gone, so that the next citizen gets a
    // free terminal; the operation stays "printed" in the journal then.
    if (past(QStringLiteral("take_paper")) != 0) {
        m_waiting = false;
        m_visit.paper.waitedFor = true;
        m_visit.changes.send();
    }
}

} // namespace kiosk::shell
