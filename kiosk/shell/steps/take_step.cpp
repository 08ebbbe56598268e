#include <kiosk/shell/steps/take_step.h>

#include <QJsonArray>
#include <QLoggingCategory>

#include <QCoro/QCoroTimer>

Q_LOGGING_CATEGORY(lcTake, "kiosk.shell.take")

namespace kiosk::shell
{

namespace
{
const QString cardReader = QStringLiteral("id-card-reader");
constexpr Milliseconds removalPeriod = 10s; ///< the reader is asked again after this
constexpr Milliseconds probeTime = 1500ms;  ///< a reader finds a card in 300 to 600 ms
constexpr Milliseconds againAfter = 1s;
constexpr int readerAttempts = 3;
} // namespace

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
    m_waiting = paper && m_visit.paper.pages > 0 && !m_visit.paper.taken;
    const bool card = m_visit.session.cardPresent();
    if (!m_waiting && !card)
        co_return;
    m_since = m_visit.clock.monotonic();
    const QString waiting = QStringLiteral("waiting");
    Q_EMIT m_visit.pageShown(QStringLiteral("take"),
                             {{QStringLiteral("paper"), m_waiting ? waiting : QString()},
                              {QStringLiteral("card"), card ? waiting : QString()},
                              {QStringLiteral("pages"), m_visit.paper.pages}});
    co_await cardGone(round);
    if (round != m_round)
        co_return;
    if (card)
        Q_EMIT m_visit.pageUpdated({{QStringLiteral("card"), QStringLiteral("taken")}});
    while (m_waiting && round == m_round)
        co_await m_visit.changes.next();
    if (round == m_round && m_visit.paper.taken)
        (void)co_await m_visit.services.endOperation(m_visit.paper.operation, QStringLiteral("taken"), {});
}

DevicesClient::Request TakeStep::awaitRemoval(Milliseconds timeout) const
{
    DevicesClient::Request request;
    request.device = m_visit.devices.deviceOfClass(cardReader)[u"id"].toString();
    request.session = m_visit.session.id();
    request.operation = QStringLiteral("awaitRemoval");
    request.timeout = timeout;
    request.cancel = m_visit.cancel;
    return request;
}

QCoro::Task<bool> TakeStep::cardThere()
{
    // A reader that still works for somebody who is gone is busy for a moment.
    for (int attempt = 0; attempt < readerAttempts; ++attempt) {
        auto request = awaitRemoval(probeTime);
        const auto result = co_await m_visit.devices.run(std::move(request));
        if (result || result.error().code == error::timeOut)
            co_return !result;
        QTimer pause;
        pause.start(againAfter);
        co_await pause;
    }
    co_return false;
}

QCoro::Task<void> TakeStep::cardGone(int round)
{
    int failures = 0;
    while (m_visit.session.cardPresent() && round == m_round) {
        auto request = awaitRemoval(removalPeriod);
        const auto result = co_await m_visit.devices.run(std::move(request));
        if (round != m_round)
            co_return;
        if (result) {
            m_visit.session.setCardPresent(false);
        } else if (result.error().code != error::timeOut && ++failures >= readerAttempts) {
            // A reader that cannot tell must not hold the citizen; staff are told to look.
            qCWarning(lcTake) << "removal of the card could not be seen:" << result.error().detail;
            m_visit.services.record(QStringLiteral("card"), m_visit.item, QStringLiteral("failed"),
                                    QStringLiteral("removal could not be seen"));
            m_visit.session.setCardPresent(false);
        } else if (result.error().code != error::timeOut) {
            QTimer pause;
            pause.start(againAfter);
            co_await pause;
        }
    }
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
        m_visit.changes.send();
    }
}

} // namespace kiosk::shell
